package dev.tanukey.testkit.contract;

import java.net.URI;
import okhttp3.OkHttpClient;

/**
 * A running gateway, as a test sees it: it takes a token and answers. Used by one thread at a time.
 *
 * <p>Over HTTP, {@link #http} has one ready. Any other way is as good: a method call, gRPC, a library's decoder.
 */
@FunctionalInterface
public interface Gateway extends AutoCloseable {

    /**
     * Shows a token to the gateway.
     *
     * @param token the token, as it follows {@code Bearer}; may be very long, empty, or hold characters that no HTTP
     *     header can carry
     * @return the answer; {@link GatewayAnswer#REFUSED} also if it cannot even be sent
     * @throws Exception if there is no answer; the test then fails
     */
    GatewayAnswer call(String token) throws Exception;

    /** Stops the gateway; if that throws, the test fails. Default: does nothing. */
    @Override
    default void close() {}

    /**
     * A gateway behind HTTP: each call is a GET with {@code Authorization: Bearer <token>}, and the answer is read as
     * {@link GatewayAnswer#ofHttpStatus} does. Follows no redirects; waits for up to 10 seconds to connect and 10 for
     * the answer. A token that does not {@linkplain dev.tanukey.testkit.forged.ForgedTokens#travelsInHeader travel in a
     * header} is not sent and counts as refused; so does one of more than 8,000 characters upon which the server hangs
     * up.
     *
     * @param uri what to get; an address that answers 2xx to whoever is let in
     * @param stop stops the gateway
     * @return the gateway
     */
    static Gateway http(URI uri, AutoCloseable stop) {
        return http(uri, new OkHttpClient(), stop);
    }

    /**
     * A gateway behind HTTPS with a certificate of its own; otherwise as {@link #http(URI, AutoCloseable)}.
     *
     * @param uri what to get; an address that answers 2xx to whoever is let in
     * @param client a client that trusts the certificate; its time limits count, and it follows no redirects here
     * @param stop stops the gateway
     * @return the gateway
     */
    static Gateway http(URI uri, OkHttpClient client, AutoCloseable stop) {
        return new HttpGateway(uri, client, stop);
    }

    /**
     * A gateway behind HTTP that is stopped elsewhere; otherwise as {@link #http(URI, AutoCloseable)}.
     *
     * @param uri what to get; an address that answers 2xx to whoever is let in
     * @return the gateway
     */
    static Gateway http(URI uri) {
        return http(uri, () -> {});
    }
}
