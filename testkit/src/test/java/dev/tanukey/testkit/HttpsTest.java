package dev.tanukey.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.tanukey.issuer.Issuer;
import dev.tanukey.jwks.JwksKeySource;
import dev.tanukey.jwks.JwksKeySourceBuilder;
import dev.tanukey.key.KeysUnavailableException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECPublicKey;
import java.time.Duration;
import java.util.Date;
import java.util.function.UnaryOperator;
import javax.net.ssl.HttpsURLConnection;
import javax.net.ssl.SSLHandshakeException;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class HttpsTest {
    private static FakeGitLab gitlab;

    @BeforeAll
    static void start() {
        gitlab = FakeGitLab.builder().https().start();
    }

    @AfterAll
    static void stop() {
        gitlab.close();
    }

    @Test
    void its_address_begins_with_https() throws IOException {
        assertThat(gitlab.url()).matches("https://127\\.0\\.0\\.1:[0-9]+");
        assertThat(Http.get(gitlab.httpClient(), gitlab.url() + Endpoints.METADATA_PATH)
                        .json())
                .containsEntry("issuer", gitlab.url())
                .containsEntry("jwks_uri", gitlab.jwksUri().toString());
    }

    @Test
    void its_certificate_is_for_localhost_too() throws IOException {
        try (FakeGitLab named = FakeGitLab.builder().https().localhost().start()) {
            assertThat(named.issuer()).startsWith("https://localhost:");
            assertThat(Http.get(named.httpClient(), named.jwksUri()).status()).isEqualTo(200);
        }
    }

    @Test
    void its_authority_is_a_certificate_on_p256_in_pem() throws Exception {
        X509Certificate authority = (X509Certificate) CertificateFactory.getInstance("X.509")
                .generateCertificate(
                        new ByteArrayInputStream(gitlab.certificateAuthority().getBytes(StandardCharsets.US_ASCII)));

        assertThat(authority.getBasicConstraints()).isZero();
        assertThat(authority.getPublicKey()).isInstanceOfSatisfying(ECPublicKey.class, key -> assertThat(
                        key.getParams().getCurve().getField().getFieldSize())
                .isEqualTo(256));
        assertThat(authority.getNotAfter())
                .isAfter(Date.from(new Date().toInstant().plus(Duration.ofDays(300))));
    }

    @Test
    void javas_own_client_reaches_it_with_its_context() throws IOException {
        HttpsURLConnection connection =
                (HttpsURLConnection) gitlab.jwksUri().toURL().openConnection();
        connection.setSSLSocketFactory(gitlab.sslContext().getSocketFactory());
        connection.setRequestProperty("Connection", "close");

        assertThat(connection.getResponseCode()).isEqualTo(200);
        connection.disconnect();
    }

    @Test
    void a_client_without_its_authority_turns_away() {
        assertThatExceptionOfType(SSLHandshakeException.class).isThrownBy(() -> Http.get(gitlab.jwksUri()));
    }

    @Test
    void a_client_with_another_ones_authority_turns_away() {
        try (FakeGitLab other = FakeGitLab.builder().https().start()) {
            assertThatExceptionOfType(SSLHandshakeException.class)
                    .isThrownBy(() -> Http.get(other.httpClient(), gitlab.jwksUri()));
        }
    }

    @Test
    void tanukey_fetches_its_keys_with_the_client_or_the_pem() throws Exception {
        fetch(builder -> builder.httpClient(gitlab.httpClient()));
        fetch(builder -> builder.certificateAuthorities(gitlab.certificateAuthority()));
    }

    @Test
    void tanukey_without_its_authority_says_what_is_missing() {
        assertThatExceptionOfType(KeysUnavailableException.class)
                .isThrownBy(() -> fetch(builder -> builder.httpClient(new OkHttpClient())))
                .satisfies(refused ->
                        assertThat(refused.unavailability().detail()).contains("TLS failed", "certificateAuthorities"));
    }

    @Test
    void plain_http_has_a_client_and_no_certificates() throws IOException {
        try (FakeGitLab plain = FakeGitLab.start()) {
            assertThat(Http.get(plain.httpClient(), plain.jwksUri()).status()).isEqualTo(200);
            assertThatIllegalStateException()
                    .isThrownBy(plain::certificateAuthority)
                    .withMessageContainingAll("speaks plain HTTP", "FakeGitLab.builder().https().start()");
            assertThatIllegalStateException()
                    .isThrownBy(plain::sslContext)
                    .withMessageContaining("FakeGitLab.builder().https().start()");
        }
    }

    private static void fetch(UnaryOperator<JwksKeySourceBuilder> trust) throws KeysUnavailableException {
        Issuer issuer = Issuer.gitlab(gitlab.issuer())
                .audience("https://api.example.com")
                .build();
        try (JwksKeySource keys = trust.apply(JwksKeySource.builder(issuer)).build()) {
            keys.refreshNow();
            assertThat(keys.health().keys()).isEqualTo(2);
        }
    }
}
