package dev.tanukey.examples.gateway;

import dev.tanukey.kubernetes.ImpersonationHeaders;
import dev.tanukey.kubernetes.Status;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** A request, and the way back. */
record Exchange(Request request, Response response, Callback callback) {
    private static final String SCHEME = "Bearer ";
    private static final Pattern JWT = Pattern.compile("eyJ[\\w-]+\\.[\\w-]+\\.[\\w-]*");
    private static final int LONGEST_LINE = 256;

    String path() {
        return Objects.requireNonNullElse(request.getHttpURI().getPath(), "");
    }

    boolean posts(Set<String> paths) {
        return request.getMethod().equals("POST") && paths.contains(path());
    }

    List<String> credentials() {
        return request.getHeaders().getValuesList(HttpHeader.AUTHORIZATION);
    }

    /** What stands behind {@code Bearer} in the first credential, if there is one. */
    Optional<String> bearer() {
        return credentials().stream()
                .limit(1)
                .filter(credential -> credential.regionMatches(true, 0, SCHEME, 0, SCHEME.length()))
                .map(credential -> credential.substring(SCHEME.length()))
                .findFirst();
    }

    boolean impersonates() {
        return request.getHeaders().stream().map(HttpField::getName).anyMatch(ImpersonationHeaders::isImpersonation);
    }

    void text(int code, String text) {
        answer(code, "text/plain; charset=utf-8", text);
    }

    void json(int code, String json) {
        answer(code, "application/json", json + "\n");
    }

    void fail(Status status) {
        if (status.code() == 401) {
            response.getHeaders().put(HttpHeader.WWW_AUTHENTICATE, SCHEME.strip());
        }
        status.retryAfterSeconds().ifPresent(wait -> response.getHeaders().put(HttpHeader.RETRY_AFTER, wait));
        json(status.code(), status.toJson());
    }

    void answer(int code, String type, String text) {
        response.setStatus(code);
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, type);
        Content.Sink.write(response, true, text, callback);
    }

    /** {@return method and path, cut, without anything that looks like a token; a query may hold anything} */
    @Override
    public String toString() {
        String line = request.getMethod() + " " + JWT.matcher(path()).replaceAll("<token>");
        return line.length() <= LONGEST_LINE ? line : line.substring(0, LONGEST_LINE) + "...";
    }
}
