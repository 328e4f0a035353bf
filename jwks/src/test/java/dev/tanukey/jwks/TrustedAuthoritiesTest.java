package dev.tanukey.jwks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.security.KeyStore;
import java.security.cert.CertificateExpiredException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import okhttp3.tls.HandshakeCertificates;
import okhttp3.tls.HeldCertificate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TrustedAuthoritiesTest {
    /** Its warnings are about clients that hang up, which is what is tested. */
    private static final Logger NOISE = Logger.getLogger(MockWebServer.class.getName());

    private static final HeldCertificate ROOT =
            new HeldCertificate.Builder().certificateAuthority(1).build();
    private static final HeldCertificate OTHER_ROOT =
            new HeldCertificate.Builder().certificateAuthority(1).build();
    private static final HeldCertificate INTERMEDIATE =
            new HeldCertificate.Builder().certificateAuthority(0).signedBy(ROOT).build();
    private static final HeldCertificate SERVER = server().signedBy(ROOT).build();

    private static HeldCertificate.Builder server() {
        return new HeldCertificate.Builder().addSubjectAlternativeName("localhost");
    }

    private static HeldCertificate.Builder expired(HeldCertificate.Builder certificate) {
        long now = Instant.now().toEpochMilli();
        return certificate.validityInterval(
                now - Duration.ofDays(2).toMillis(), now - Duration.ofDays(1).toMillis());
    }

    private static OkHttpClient.Builder trusting(String pem) {
        OkHttpClient.Builder client = new OkHttpClient.Builder().retryOnConnectionFailure(false);
        TrustedAuthorities.parse(pem).trustOnly(client);
        return client;
    }

    /** Asks a server that shows a certificate and those in between. */
    private static int statusOf(OkHttpClient.Builder client, HeldCertificate certificate, X509Certificate... between)
            throws IOException {
        NOISE.setLevel(Level.OFF);
        try (MockWebServer server = new MockWebServer()) {
            server.useHttps(new HandshakeCertificates.Builder()
                    .heldCertificate(certificate, between)
                    .build()
                    .sslSocketFactory());
            server.start(InetAddress.getLoopbackAddress(), 0);
            server.enqueue(new MockResponse.Builder().build());
            Request request = new Request.Builder()
                    .url("https://localhost:" + server.getPort())
                    .build();
            try (Response response = client.build().newCall(request).execute()) {
                return response.code();
            }
        }
    }

    private static SSLHandshakeException refusalOf(
            OkHttpClient.Builder client, HeldCertificate certificate, X509Certificate... between) {
        SSLHandshakeException refusal =
                catchThrowableOfType(SSLHandshakeException.class, () -> statusOf(client, certificate, between));
        assertThat(refusal).as("trusted").isNotNull();
        return refusal;
    }

    private static String block(byte[] der) {
        return "-----BEGIN CERTIFICATE-----\n" + Base64.getMimeEncoder().encodeToString(der)
                + "\n-----END CERTIFICATE-----\n";
    }

    private static void assertFault(String pem, String fault) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TrustedAuthorities.parse(pem))
                .withMessage(fault)
                .withNoCause();
    }

    @Test
    void a_server_with_a_certificate_of_the_authority_is_trusted() throws Exception {
        assertThat(statusOf(trusting(ROOT.certificatePem()), SERVER)).isEqualTo(200);
    }

    @Test
    void a_server_with_a_certificate_of_another_authority_is_not_trusted() {
        assertThat(refusalOf(trusting(OTHER_ROOT.certificatePem()), SERVER))
                .hasMessageContaining("unable to find valid certification path");
    }

    @Test
    void each_authority_of_a_bundle_is_trusted() throws Exception {
        OkHttpClient.Builder both = trusting("# Example Root\r\n" + OTHER_ROOT.certificatePem()
                + "\n\nsubject=CN = Example Root 2\n  " + ROOT.certificatePem().replace("\n", "  \r\n  ") + "# end");

        assertThat(statusOf(both, SERVER)).isEqualTo(200);
        assertThat(statusOf(both, server().signedBy(OTHER_ROOT).build())).isEqualTo(200);
        refusalOf(both, server().build());
    }

    @Test
    void a_root_vouches_for_its_intermediates_if_the_server_shows_them() throws Exception {
        HeldCertificate server = server().signedBy(INTERMEDIATE).build();

        assertThat(statusOf(trusting(ROOT.certificatePem()), server, INTERMEDIATE.certificate()))
                .isEqualTo(200);
        refusalOf(trusting(ROOT.certificatePem()), server);
    }

    @Test
    void an_intermediate_can_be_trusted_without_its_root() throws Exception {
        OkHttpClient.Builder client = trusting(INTERMEDIATE.certificatePem());

        assertThat(statusOf(client, server().signedBy(INTERMEDIATE).build())).isEqualTo(200);
        assertThat(statusOf(client, server().signedBy(INTERMEDIATE).build(), INTERMEDIATE.certificate()))
                .isEqualTo(200);
        refusalOf(client, SERVER);
    }

    @Test
    void a_servers_own_certificate_can_be_trusted_and_vouches_for_no_other() throws Exception {
        HeldCertificate selfSigned = server().build();
        OkHttpClient.Builder client = trusting(selfSigned.certificatePem());

        assertThat(statusOf(client, selfSigned)).isEqualTo(200);
        refusalOf(client, server().build());
        assertThat(refusalOf(client, server().signedBy(selfSigned).build(), selfSigned.certificate()))
                .hasMessageContaining("is not a CA certificate");
    }

    @Test
    void the_name_still_counts() {
        HeldCertificate elsewhere = new HeldCertificate.Builder()
                .addSubjectAlternativeName("gitlab.example.com")
                .signedBy(ROOT)
                .build();

        assertThatExceptionOfType(SSLPeerUnverifiedException.class)
                .isThrownBy(() -> statusOf(trusting(ROOT.certificatePem()), elsewhere));
    }

    @Test
    void an_expired_certificate_of_the_authority_is_not_trusted() {
        HeldCertificate expired = expired(server().signedBy(ROOT)).build();

        assertThat(refusalOf(trusting(ROOT.certificatePem()), expired))
                .hasRootCauseInstanceOf(CertificateExpiredException.class);
    }

    @Test
    void an_expired_intermediate_is_not_trusted() {
        HeldCertificate expired = expired(
                        new HeldCertificate.Builder().certificateAuthority(0).signedBy(ROOT))
                .build();
        HeldCertificate server = server().signedBy(expired).build();

        assertThat(refusalOf(trusting(ROOT.certificatePem()), server, expired.certificate()))
                .hasRootCauseInstanceOf(CertificateExpiredException.class);
    }

    @Test
    void the_dates_of_an_anchor_are_not_looked_at() throws Exception {
        HeldCertificate root =
                expired(new HeldCertificate.Builder().certificateAuthority(0)).build();
        HeldCertificate selfSigned = expired(server()).build();

        assertThat(statusOf(
                        trusting(root.certificatePem()), server().signedBy(root).build()))
                .isEqualTo(200);
        assertThat(statusOf(trusting(selfSigned.certificatePem()), selfSigned)).isEqualTo(200);
    }

    @Test
    void the_authorities_of_the_jdk_are_not_trusted() throws Exception {
        X509TrustManager trustManager = trusting(ROOT.certificatePem()).build().x509TrustManager();
        TrustManagerFactory jdk = TrustManagerFactory.getInstance("PKIX");
        jdk.init((KeyStore) null);

        assertThat(((X509TrustManager) jdk.getTrustManagers()[0]).getAcceptedIssuers())
                .isNotEmpty();
        assertThat(trustManager.getAcceptedIssuers()).containsExactly(ROOT.certificate());
    }

    @Test
    void what_the_client_trusted_before_is_trusted_no_more() throws Exception {
        HandshakeCertificates before = new HandshakeCertificates.Builder()
                .addTrustedCertificate(ROOT.certificate())
                .build();
        OkHttpClient.Builder client =
                new OkHttpClient.Builder().sslSocketFactory(before.sslSocketFactory(), before.trustManager());
        assertThat(statusOf(client, SERVER)).isEqualTo(200);

        TrustedAuthorities.parse(OTHER_ROOT.certificatePem()).trustOnly(client);

        refusalOf(client, SERVER);
        assertThat(statusOf(client, server().signedBy(OTHER_ROOT).build())).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " \n", "/etc/ssl/certs/ca.pem", "MIIB", "-----begin certificate-----"})
    void a_text_without_a_certificate_is_refused(String text) {
        assertFault(
                text,
                "The trusted authorities must be PEM text with at least one block -----BEGIN CERTIFICATE-----, but "
                        + "there is none; hand over the content of the file, not its name");
    }

    @Test
    void a_private_key_is_refused_wherever_it_stands() {
        for (String key : List.of(
                ROOT.privateKeyPkcs8Pem(),
                ROOT.privateKeyPkcs8Pem().replace("PRIVATE", "ENCRYPTED PRIVATE"),
                ROOT.privateKeyPkcs8Pem().replace("PRIVATE", "EC PRIVATE"),
                ROOT.privateKeyPkcs8Pem().replace("\n", " "))) {
            for (String pem : List.of(key, key + ROOT.certificatePem(), ROOT.certificatePem() + key, key + "garbage")) {
                assertFault(
                        pem,
                        "The trusted authorities must be certificates only, but the text holds a private key; "
                                + "remove it, and replace it if others could read it");
            }
        }
    }

    @Test
    void the_block_that_is_no_certificate_is_told_by_its_number() {
        byte[] der = SERVER.certificate().getPublicKey().getEncoded();
        String second = "The trusted authorities: block 2 must be one X.509 certificate in base64 and nothing else, "
                + "but is not; copy the certificate again";

        assertFault(ROOT.certificatePem() + block(der), second);
        assertFault(ROOT.certificatePem() + block(new byte[0]), second);
        assertFault(ROOT.certificatePem() + block(new byte[] {1, 2, 3}) + ROOT.certificatePem(), second);
        assertFault(ROOT.certificatePem() + block(ROOT.certificatePem().getBytes(StandardCharsets.US_ASCII)), second);
        assertFault(
                ROOT.certificatePem() + ROOT.certificatePem().replaceFirst("\n", "\nProc-Type: 4,ENCRYPTED\n"), second);
    }

    @Test
    void a_block_holds_one_certificate_and_nothing_else() throws Exception {
        byte[] der = ROOT.certificate().getEncoded();
        String first = "The trusted authorities: block 1 must be one X.509 certificate in base64 and nothing else, "
                + "but is not; copy the certificate again";
        byte[] twice = Arrays.copyOf(der, 2 * der.length);
        System.arraycopy(der, 0, twice, der.length, der.length);

        assertThat(TrustedAuthorities.parse(block(der))).isNotNull();
        assertFault(block(Arrays.copyOf(der, der.length + 1)), first);
        assertFault(block(Arrays.copyOf(der, der.length - 1)), first);
        assertFault(block(twice), first);
    }

    @Test
    void a_block_begins_and_ends_with_a_line_of_its_own() {
        String pem = ROOT.certificatePem();
        String begin = "-----BEGIN CERTIFICATE-----";
        String end = "-----END CERTIFICATE-----";

        for (String broken :
                List.of(pem + pem.replace("\n", " "), pem + pem.replace("\n", "\\n"), pem + "# " + begin)) {
            assertFault(broken, outOfPlace(2, begin));
        }
        assertFault(pem.replace(end, "") + pem, outOfPlace(1, begin));
        assertFault(pem.replace(begin, ""), outOfPlace(1, end));
        assertFault(pem.replace(end, "-----END X509 CRL-----"), outOfPlace(1, "-----END X509 CRL-----"));
        assertFault(pem + pem.replace("CERTIFICATE", "PUBLIC KEY"), outOfPlace(2, "-----BEGIN PUBLIC KEY-----"));
        assertFault(
                pem.replace("CERTIFICATE", "TRUSTED CERTIFICATE"),
                outOfPlace(1, "-----BEGIN TRUSTED CERTIFICATE-----"));
        assertFault("-----BEGIN half a secret", outOfPlace(1, "-----BEGIN "));
        assertFault(
                pem.replace(end, ""),
                "The trusted authorities: block 1 must end with the line -----END CERTIFICATE-----, but the text ends");
    }

    private static String outOfPlace(int block, String boundary) {
        return "The trusted authorities: block " + block + " must begin with the line -----BEGIN CERTIFICATE----- and "
                + "end with the line -----END CERTIFICATE-----, but there is \"" + boundary
                + "\" out of place; keep the line breaks, and certificates only";
    }
}
