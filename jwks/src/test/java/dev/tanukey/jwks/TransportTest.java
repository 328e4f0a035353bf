package dev.tanukey.jwks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.tanukey.issuer.Discovery;
import dev.tanukey.issuer.Issuer;
import dev.tanukey.key.KeyRequest;
import dev.tanukey.key.KeysUnavailableException;
import dev.tanukey.key.SignatureAlgorithm;
import dev.tanukey.reason.Unavailability;
import dev.tanukey.reason.UnavailabilityReason;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import mockwebserver3.SocketEffect;
import okhttp3.Cookie;
import okhttp3.CookieJar;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import okio.Buffer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Over real sockets and TLS. */
@Timeout(60)
class TransportTest {
    private static final TestKey KEY = TestKey.named("a");
    private static final KeyRequest REQUEST = new KeyRequest(Optional.of("a"), SignatureAlgorithm.RS256);

    private final TlsServer server = TlsServer.start();

    @AfterEach
    void stopServer() {
        server.close();
    }

    private static Unavailability unavailability(JwksKeySource keys) {
        KeysUnavailableException unavailable =
                catchThrowableOfType(KeysUnavailableException.class, () -> keys.key(REQUEST));
        assertThat(unavailable).as("keys were found").isNotNull();
        return unavailable.unavailability();
    }

    private static void assertUnreachable(JwksKeySource keys, String detail) {
        Unavailability why = unavailability(keys);
        assertThat(why.reason()).isEqualTo(UnavailabilityReason.ISSUER_UNREACHABLE);
        assertThat(why.detail()).contains(detail);
    }

    private static void assertFound(JwksKeySource keys) throws Exception {
        assertThat(keys.key(REQUEST).publicKey()).isEqualTo(KEY.publicKey());
    }

    @Test
    void keys_come_from_a_server_with_a_private_authority_that_the_client_trusts() throws Exception {
        server.answerMetadata();
        server.answerKeys(KEY);

        assertFound(server.keys());
        assertThat(server.nextRequest().getTarget()).isEqualTo("/.well-known/openid-configuration");
        RecordedRequest request = server.nextRequest();
        assertThat(request.getMethod()).isEqualTo("GET");
        assertThat(request.getTarget()).isEqualTo("/oauth/discovery/keys");
        assertThat(request.getHeaders().get("Accept")).isEqualTo("application/json");
        assertThat(request.getHeaders().get("Accept-Encoding")).isEqualTo("identity");
        assertThat(request.getHeaders().get("Cache-Control")).isEqualTo("no-cache");
    }

    @Test
    void a_private_authority_can_be_given_as_pem() throws Exception {
        server.answerMetadata();
        server.answerKeys(KEY);

        try (JwksKeySource keys = JwksKeySource.builder(server.issuer())
                .certificateAuthorities(TlsServer.authority())
                .build()) {
            assertFound(keys);
        }
    }

    @Test
    void a_configuration_names_authority_and_address_of_the_metadata() throws Exception {
        Issuer issuer = server.issuer();
        String elsewhere = issuer.url() + "/elsewhere";
        server.answerMetadata();
        server.answerKeys(KEY);

        try (JwksKeySource keys = JwksKeySource.discovered(
                new Discovery(issuer, Optional.of(URI.create(elsewhere)), Optional.of(TlsServer.authority())))) {
            assertFound(keys);
        }
        assertThat(server.nextRequest().getUrl().toString()).isEqualTo(elsewhere);
    }

    @Test
    void an_issuer_that_has_no_address_is_refused_when_its_keys_are_to_be_found() {
        for (String url :
                List.of("https:gitlab.example.com", "https://", "https://gitlab example.com", "https://é.example")) {
            Issuer issuer = new Issuer(
                    url,
                    List.of("a"),
                    Set.of(SignatureAlgorithm.RS256),
                    Duration.ZERO,
                    Duration.ZERO,
                    false,
                    Set.of(),
                    false);

            assertThatThrownBy(() -> JwksKeySource.discovered(issuer))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("the issuer's URL must be an absolute https URL");
        }
    }

    @Test
    void a_set_with_a_tag_is_asked_for_only_if_it_has_changed() throws Exception {
        server.answerMetadata();
        server.answer(TlsServer.json(TestKey.set(KEY)).setHeader("ETag", "W/\"1\""));
        server.answer(new MockResponse.Builder().code(304));
        JwksKeySource keys = server.keys();
        keys.warmUp(Duration.ofSeconds(20));
        KeyRequest other = new KeyRequest(Optional.of("b"), SignatureAlgorithm.RS256);

        assertThatThrownBy(() -> keys.key(other)).hasMessageContaining("KEY_UNKNOWN");
        assertFound(keys);
        server.nextRequest();
        assertThat(server.nextRequest().getHeaders().get("If-None-Match")).isNull();
        assertThat(server.nextRequest().getHeaders().get("If-None-Match")).isEqualTo("W/\"1\"");
    }

    @Test
    void http_2_is_spoken_too() throws Exception {
        server.offerHttp2();
        server.answerMetadata();
        server.answerKeys(KEY);

        assertFound(server.keys());
        assertThat(server.nextRequest().getVersion()).isEqualTo("HTTP/2");
    }

    @ParameterizedTest
    @ValueSource(strings = {"99999999999", "0", "-1", "soon"})
    void a_senseless_retry_after_does_no_harm(String value) {
        server.answer(new MockResponse.Builder().code(503).setHeader("Retry-After", value));

        assertUnreachable(server.keys(), "expected status 200; came 503");
    }

    @Test
    void an_authority_that_nobody_trusts_is_refused() {
        server.answerMetadata();

        assertUnreachable(
                server.keys(new OkHttpClient()), "TLS failed; if the certificate comes from a private authority");
        assertThat(server.requests()).isZero();
    }

    @Test
    void a_certificate_for_another_name_is_refused_whatever_the_client_thinks() {
        try (TlsServer impostor = TlsServer.withCertificateFor("gitlab.example.com")) {
            impostor.answerMetadata();
            OkHttpClient careless = TlsServer.client()
                    .newBuilder()
                    .hostnameVerifier((name, session) -> true)
                    .build();

            assertUnreachable(impostor.keys(careless), "the certificate is not for this host name");
            assertThat(impostor.requests()).isZero();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 302, 303, 307, 308})
    void a_redirect_is_refused_and_its_target_never_asked(int status) {
        try (TlsServer target = TlsServer.start()) {
            target.answerMetadata();
            server.answer(new MockResponse.Builder().code(status).setHeader("Location", target.url() + "/x"));
            server.answerMetadata();

            assertUnreachable(server.keys(), "came " + status + ", a redirect, which is never followed");
            assertThat(server.requests()).isEqualTo(1);
            assertThat(target.requests()).isZero();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {204, 206, 304, 401, 403, 404, 407, 408, 410, 421, 429, 500, 502, 503, 504})
    void every_status_but_200_is_a_failure_in_one_request(int status) {
        server.answer(new MockResponse.Builder()
                .code(status)
                .setHeader("Content-Type", "application/json")
                .setHeader("Retry-After", "0"));
        server.answerMetadata();
        OkHttpClient eager = TlsServer.client()
                .newBuilder()
                .authenticator((route, response) -> response.request()
                        .newBuilder()
                        .header("Authorization", "Basic eA==")
                        .build())
                .build();

        assertUnreachable(server.keys(eager), "expected status 200; came " + status);
        assertThat(server.requests()).isEqualTo(1);
    }

    @Test
    void a_body_of_256_kib_is_taken_and_one_byte_more_is_not() throws Exception {
        server.answerMetadata();
        server.answer(TlsServer.json(padded(256 * 1024)));
        assertFound(server.keys());

        server.answerMetadata();
        server.answer(TlsServer.json(padded(256 * 1024 + 1)));
        Unavailability why = unavailability(server.keys());
        assertThat(why.reason()).isEqualTo(UnavailabilityReason.KEY_SET_INVALID);
        assertThat(why.detail()).contains("expected at most 262144 bytes; came more");
    }

    private static String padded(int length) {
        String set = TestKey.set(KEY);
        return " ".repeat(length - set.length()) + set;
    }

    @Test
    void a_body_without_announced_length_is_cut_too() {
        server.answerMetadata();
        server.answer(new MockResponse.Builder()
                .setHeader("Content-Type", "application/json")
                .chunkedBody(padded(20 * 1024 * 1024), 8192));

        assertThat(unavailability(server.keys()).detail()).contains("expected at most 262144 bytes; came more");
    }

    @ParameterizedTest
    @ValueSource(strings = {"gzip", "br", "x"})
    void an_encoding_that_was_not_asked_for_is_refused(String encoding) {
        server.answerMetadata();
        server.answer(TlsServer.json(TestKey.set(KEY)).setHeader("Content-Encoding", encoding));

        Unavailability why = unavailability(server.keys());
        assertThat(why.reason()).isEqualTo(UnavailabilityReason.KEY_SET_INVALID);
        assertThat(why.detail()).contains("no Content-Encoding");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "text/html", "text/plain", "application/javascript", "application/jsonx", "json"})
    void another_content_type_is_refused(String type) {
        server.answerMetadata();
        server.answer(TlsServer.json(TestKey.set(KEY)).setHeader("Content-Type", type));

        Unavailability why = unavailability(server.keys());
        assertThat(why.reason()).isEqualTo(UnavailabilityReason.KEY_SET_INVALID);
        assertThat(why.detail()).contains("Content-Type");
    }

    @ParameterizedTest
    @ValueSource(strings = {"application/json", "Application/JSON; charset=utf-8", "application/jwk-set+json"})
    void json_and_key_set_types_are_taken(String type) throws Exception {
        server.answerMetadata();
        server.answer(TlsServer.json(TestKey.set(KEY)).setHeader("Content-Type", type));

        assertFound(server.keys());
    }

    @Test
    void two_content_types_are_none() {
        server.answerMetadata();
        server.answer(TlsServer.json(TestKey.set(KEY)).addHeader("Content-Type", "text/html"));

        assertThat(unavailability(server.keys()).detail()).contains("Content-Type");
    }

    @Test
    void a_truncated_body_is_refused() {
        server.answerMetadata();
        server.answer(TlsServer.json(TestKey.set(KEY)).onResponseBody(new SocketEffect.CloseSocket()));

        assertUnreachable(server.keys(), "came none that is complete");
    }

    @Test
    void nothing_is_tried_a_second_time() {
        server.answer(new MockResponse.Builder().onResponseStart(new SocketEffect.CloseSocket()));
        server.answerMetadata();
        server.answerKeys(KEY);
        OkHttpClient withTwoRoutes = TlsServer.client()
                .newBuilder()
                .dns(name -> List.of(InetAddress.getLoopbackAddress(), InetAddress.getLoopbackAddress()))
                .build();

        assertUnreachable(server.keys(withTwoRoutes), "came none");
        assertThat(server.requests()).isEqualTo(1);
    }

    @Test
    void silence_ends_with_the_limit_of_the_whole_call() {
        server.answer(new MockResponse.Builder().onResponseStart(SocketEffect.Stall.INSTANCE));

        assertUnreachable(server.keys(TlsServer.client(), Duration.ofMillis(500)), "came none in time");
    }

    @Test
    void a_slow_drip_ends_with_the_limit_of_the_whole_call() {
        server.answer(TlsServer.json(padded(2_000)).throttleBody(1, 20, TimeUnit.MILLISECONDS));

        assertUnreachable(server.keys(TlsServer.client(), Duration.ofSeconds(1)), "came none in time");
    }

    @Test
    void cookies_are_neither_kept_nor_sent() throws Exception {
        List<String> jar = new ArrayList<>();
        OkHttpClient withJar = TlsServer.client()
                .newBuilder()
                .cookieJar(new CookieJar() {
                    @Override
                    public void saveFromResponse(HttpUrl url, List<Cookie> cookies) {
                        jar.add("saved");
                    }

                    @Override
                    public List<Cookie> loadForRequest(HttpUrl url) {
                        return List.of(Cookie.parse(url, "session=1"));
                    }
                })
                .build();
        server.answer(TlsServer.json("{\"issuer\":\"" + server.url() + "\",\"jwks_uri\":\"" + server.url() + "/k\"}")
                .setHeader("Set-Cookie", "session=2"));
        server.answerKeys(KEY);

        assertFound(server.keys(withJar));
        assertThat(server.nextRequest().getHeaders().get("Cookie")).isNull();
        assertThat(server.nextRequest().getHeaders().get("Cookie")).isNull();
        assertThat(jar).isEmpty();
    }

    @Test
    void the_next_fetch_does_not_meet_a_connection_that_the_server_has_given_up() throws Exception {
        server.answerMetadata();
        server.answerKeys(KEY);

        assertFound(server.keys());
        assertThat(server.nextRequest().getConnectionIndex())
                .isNotEqualTo(server.nextRequest().getConnectionIndex());
    }

    @Test
    void a_host_that_does_not_listen_is_told_so() throws Exception {
        JwksKeySource keys = server.keys();
        server.stopListening();

        assertUnreachable(keys, "no connection to the host");
    }

    @Test
    void a_host_that_does_not_resolve_is_told_so() {
        OkHttpClient lost = TlsServer.client()
                .newBuilder()
                .dns(name -> {
                    throw new UnknownHostException(name);
                })
                .build();

        assertUnreachable(server.keys(lost), "the host name does not resolve");
    }

    @Test
    void close_ends_a_fetch_that_is_under_way() throws Exception {
        server.answer(new MockResponse.Builder().onResponseStart(SocketEffect.Stall.INSTANCE));
        JwksKeySource keys = server.keys(TlsServer.client(), Duration.ofSeconds(50));
        ExecutorService thread = Executors.newSingleThreadExecutor();
        try {
            Future<Unavailability> why = thread.submit(() -> unavailability(keys));
            server.nextRequest();
            keys.close();

            assertThat(why.get(20, TimeUnit.SECONDS).detail()).contains("is closed");
        } finally {
            thread.shutdownNow();
        }
    }

    @Test
    void http_works_on_this_machine_for_an_issuer_that_allows_it() throws Exception {
        try (MockWebServer plain = new MockWebServer()) {
            plain.start();
            String url = "http://127.0.0.1:" + plain.getPort();
            plain.enqueue(TlsServer.json("{\"issuer\":\"" + url + "\",\"jwks_uri\":\"" + url + "/keys\"}")
                    .build());
            plain.enqueue(TlsServer.json(TestKey.set(KEY)).build());
            Issuer issuer = Issuer.gitlab(url)
                    .audience("https://api.example.com")
                    .insecureAllowHttpOnLoopback()
                    .build();

            assertFound(JwksKeySource.discovered(issuer));
        }
    }

    @Test
    void the_transport_of_an_https_issuer_speaks_no_http_at_all() throws IOException {
        try (MockWebServer plain = new MockWebServer()) {
            plain.start();
            OkHttpJwksFetcher fetcher =
                    new OkHttpJwksFetcher(new OkHttpClient(), TransportLimits.of(Duration.ofSeconds(5)), false);

            assertThatThrownBy(() -> fetcher.fetch(URI.create("http://127.0.0.1:" + plain.getPort() + "/keys")))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("CLEARTEXT");
            assertThat(plain.getRequestCount()).isZero();
        }
    }

    @Test
    void no_failure_shows_text_of_the_other_side() {
        server.answerMetadata();
        server.answer(TlsServer.json("the secret of an inner host"));
        assertThat(unavailability(server.keys()).operatorMessage()).doesNotContain("secret");

        server.answer(new MockResponse.Builder().status("SECRET 1 2").body(new Buffer().writeUtf8("secret")));
        assertThat(unavailability(server.keys()).operatorMessage())
                .doesNotContain("secret")
                .doesNotContain("SECRET");
    }
}
