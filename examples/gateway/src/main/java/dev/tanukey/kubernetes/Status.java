package dev.tanukey.kubernetes;

import dev.tanukey.AuthenticationResult;
import dev.tanukey.strict.JsonWriter;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Why a request fails, as Kubernetes' clients read it (meta/v1 Status): they print the message, after words of their
 * own that go by the code, as in {@code error: You must be logged in to the server (The token has expired.)}.
 *
 * @param code the HTTP status
 * @param reason Kubernetes' word for it; may be empty
 * @param message what to tell the client; whoever sent the request may read it
 * @param retryAfterSeconds when to ask again, for the header {@code Retry-After} too; empty if that would not help
 */
public record Status(int code, String reason, String message, Optional<Integer> retryAfterSeconds) {

    /** Checks that no component is null. */
    public Status {
        Objects.requireNonNull(reason, "reason");
        Objects.requireNonNull(message, "message");
        Objects.requireNonNull(retryAfterSeconds, "retryAfterSeconds");
    }

    /**
     * What to tell somebody who does not get in: 401, or 503 if it cannot be known now.
     *
     * @param result what became of a credential
     * @return the status with the message for callers; empty if the credential is good
     */
    public static Optional<Status> refusing(AuthenticationResult result) {
        return result.fold(
                good -> Optional.empty(),
                other -> Optional.of(of(401, result.callerMessage())),
                bad -> Optional.of(of(401, result.callerMessage())),
                unknown -> Optional.of(unavailable(result.callerMessage())));
    }

    /**
     * A failure that may be over soon: 503, to be asked again after a second, as a kube-apiserver has it. For kubectl
     * does so ten times and says nothing meanwhile: it outlasts ten seconds, and whoever waits learns the message then.
     *
     * @param message what to tell the client
     * @return a status with {@code retryAfterSeconds}
     */
    public static Status unavailable(String message) {
        return new Status(503, reason(503), message, Optional.of(1));
    }

    /**
     * A failure with Kubernetes' word for its code, if it has one.
     *
     * @param code the HTTP status
     * @param message what to tell the client
     * @return a status that says nothing of another time
     */
    public static Status of(int code, String message) {
        return new Status(code, reason(code), message, Optional.empty());
    }

    private static String reason(int code) {
        return switch (code) {
            case 400 -> "BadRequest";
            case 401 -> "Unauthorized";
            case 403 -> "Forbidden";
            case 404 -> "NotFound";
            case 405 -> "MethodNotAllowed";
            case 413 -> "RequestEntityTooLarge";
            case 415 -> "UnsupportedMediaType";
            case 429 -> "TooManyRequests";
            case 500 -> "InternalError";
            case 502, 503 -> "ServiceUnavailable";
            case 504 -> "Timeout";
            default -> "";
        };
    }

    /** {@return the whole object, for an answer with this code and {@code application/json}} */
    public String toJson() {
        Map<String, Object> status = new LinkedHashMap<>();
        status.put("apiVersion", "v1");
        status.put("kind", "Status");
        status.put("metadata", Map.of());
        status.put("status", "Failure");
        status.put("message", message);
        status.put("reason", reason);
        retryAfterSeconds.ifPresent(seconds -> status.put("details", Map.of("retryAfterSeconds", seconds)));
        status.put("code", code);
        return JsonWriter.write(status);
    }
}
