package dev.tanukey.kubernetes;

import dev.tanukey.strict.MalformedTextException;
import dev.tanukey.strict.StrictJson;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a kube-apiserver with {@code --authentication-token-webhook-config-file} asks about a token; a
 * {@link TokenReviewPolicy} answers it. Printing it shows no token.
 *
 * @param api the version that it asks in, and must be answered in
 * @param token the token; empty if there is none
 * @param audiences for whom the token must be; empty if that is left to whoever answers
 */
public record TokenReview(AuthenticationApi api, String token, List<String> audiences) {
    /** The greatest length in bytes that is read. */
    public static final int MAXIMUM_LENGTH = 1 << 20;

    /** Where clients post it; a kube-apiserver does wherever its file says. */
    public static final Set<String> PATHS =
            Set.of(AuthenticationApi.V1.path("tokenreviews"), AuthenticationApi.V1BETA1.path("tokenreviews"));

    static final String KIND = "TokenReview";

    /** Copies the list and checks that no component is null. */
    public TokenReview {
        Objects.requireNonNull(api, "api");
        Objects.requireNonNull(token, "token");
        audiences = List.copyOf(audiences);
    }

    /**
     * Reads a review. What it says beside {@code apiVersion}, {@code kind} and {@code spec} does not count, a
     * {@code status} least of all.
     *
     * @param body the JSON text
     * @return the review
     * @throws MalformedRequestException if it is too large, no JSON, no TokenReview in a known version, or holds a text
     *     of more than 65,536 characters, which no token is that we take
     */
    public static TokenReview read(byte[] body) throws MalformedRequestException {
        if (body.length > MAXIMUM_LENGTH) {
            throw new MalformedRequestException(
                    "Expected a TokenReview of at most " + MAXIMUM_LENGTH + " bytes, but came more");
        }
        Map<String, @Nullable Object> review = object(body);
        if (!KIND.equals(review.get("kind"))) {
            throw new MalformedRequestException("Expected kind TokenReview, but came another or none");
        }
        AuthenticationApi api = Optional.ofNullable(review.get("apiVersion"))
                .filter(String.class::isInstance)
                .map(String.class::cast)
                .flatMap(AuthenticationApi::of)
                .orElseThrow(() -> new MalformedRequestException("Expected apiVersion "
                        + AuthenticationApi.V1.apiVersion() + " or " + AuthenticationApi.V1BETA1.apiVersion()
                        + ", but came another or none"));
        if (!(review.get("spec") instanceof Map<?, ?> spec)) {
            throw new MalformedRequestException("Expected a spec with a token, but came none");
        }
        return new TokenReview(api, token(spec), audiences(spec));
    }

    private static Map<String, @Nullable Object> object(byte[] body) throws MalformedRequestException {
        try {
            return StrictJson.readObject(body);
        } catch (MalformedTextException notJson) {
            throw new MalformedRequestException("Expected a TokenReview as JSON, but came " + notJson.getMessage());
        }
    }

    private static String token(Map<?, ?> spec) throws MalformedRequestException {
        Object token = spec.get("token");
        if (token == null) {
            return "";
        }
        if (token instanceof String text) {
            return text;
        }
        throw new MalformedRequestException("Expected a text as spec.token, but came another JSON value");
    }

    private static List<String> audiences(Map<?, ?> spec) throws MalformedRequestException {
        Object audiences = spec.get("audiences");
        if (audiences == null) {
            return List.of();
        }
        if (audiences instanceof List<?> list && list.stream().allMatch(String.class::isInstance)) {
            return list.stream().map(String.class::cast).toList();
        }
        throw new MalformedRequestException("Expected a list of texts as spec.audiences, but came another JSON value");
    }

    /** {@return version and audiences, without the token} */
    @Override
    public String toString() {
        return "TokenReview[" + api.apiVersion() + ", for " + audiences + "]";
    }
}
