package dev.tanukey.examples.gateway;

import dev.tanukey.AuthenticationResult;
import dev.tanukey.AuthenticationResult.Authenticated;
import dev.tanukey.kubernetes.Status;
import dev.tanukey.strict.JsonWriter;
import java.io.PrintStream;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Writes a JSON line for each decision; never a token, and of one that is not proven at most what a
 * {@linkplain AuthenticationResult#operatorMessage() message for operators} quotes. Thread-safe.
 */
final class AuditLog {
    private final PrintStream out;
    private final Clock clock;

    AuditLog(PrintStream out, Clock clock) {
        this.out = out;
        this.clock = clock;
    }

    /** Tanukey's decision about who asks, or about a token that was reviewed. */
    void decided(Exchange exchange, AuthenticationResult result) {
        Map<String, Object> line = line(
                exchange,
                result.fold(good -> "allowed", other -> "refused", bad -> "refused", unknown -> "unknown"),
                result.fold(
                        good -> "AUTHENTICATED",
                        other -> other.rejection().reason().name(),
                        bad -> bad.rejection().reason().name(),
                        unknown -> unknown.unavailability().reason().name()));
        if (result instanceof Authenticated good) {
            identify(line, good);
        } else {
            line.put("detail", result.operatorMessage());
        }
        out.println(JsonWriter.write(line));
    }

    /** The gateway's decision against somebody who is known. */
    void refused(Exchange exchange, Authenticated good, Status why) {
        Map<String, Object> line = line(exchange, "refused", why.reason());
        identify(line, good);
        line.put("detail", why.message());
        out.println(JsonWriter.write(line));
    }

    /** The gateway's decision against a request of which it did not look who asks. */
    void refused(Exchange exchange, Status why) {
        Map<String, Object> line = line(exchange, "refused", why.reason());
        line.put("detail", why.message());
        out.println(JsonWriter.write(line));
    }

    private Map<String, Object> line(Exchange exchange, String decision, String reason) {
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("time", clock.instant().toString());
        line.put("request", exchange.toString());
        line.put("decision", decision);
        line.put("reason", reason);
        return line;
    }

    private static void identify(Map<String, Object> line, Authenticated good) {
        line.put("issuer", good.token().issuer().url());
        good.token().subject().ifPresent(subject -> line.put("subject", subject));
        put(line, "project", good, "project_path");
        put(line, "projectId", good, "project_id");
        put(line, "pipelineId", good, "pipeline_id");
        put(line, "jobId", good, "job_id");
        line.put("user", good.user().username());
    }

    /** A person's token has no claims of a job. */
    private static void put(Map<String, Object> line, String name, Authenticated good, String claim) {
        good.token().claims().value(claim).ifPresent(value -> line.put(name, value.toString()));
    }
}
