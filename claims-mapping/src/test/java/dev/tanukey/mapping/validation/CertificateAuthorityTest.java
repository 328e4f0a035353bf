package dev.tanukey.mapping.validation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.cert.CertificateException;
import java.util.Arrays;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CertificateAuthorityTest {
    private static final String BASE64 =
            """
            MIIBijCCAS+gAwIBAgIUBWjMy7a2g+TwCVEzXIAI0sP7pNkwCgYIKoZIzj0EAwIw
            GTEXMBUGA1UEAwwOY29ycHVzIHRlc3QgY2EwIBcNMjYxMTIwMTAwMTM4WhgPMjEy
            NjEwMjcxMDAxMzhaMBkxFzAVBgNVBAMMDmNvcnB1cyB0ZXN0IGNhMFkwEwYHKoZI
            zj0CAQYIKoZIzj0DAQcDQgAEBLjh5b9/IiH3OCh4Si5E2BJiLQFbXQkvxc7Zm5tN
            KEoNfPA3IRXgVAuSwUSkNIc10scFX/7MBoKpkJs+PvTapKNTMFEwHQYDVR0OBBYE
            FHmuAefiAS1xmX8d6In+djudS0BtMB8GA1UdIwQYMBaAFHmuAefiAS1xmX8d6In+
            djudS0BtMA8GA1UdEwEB/wQFMAMBAf8wCgYIKoZIzj0EAwIDSQAwRgIhALkNj+UJ
            4ObhNs4ovXUYT0LpPjUEaEXFg6ZqdbJ9nQC8AiEA+/j++gAUffOsEf7uj7Kc2sdf
            WWIuuQy/S2kS2kKexyM=
            """;
    private static final byte[] DER = Base64.getMimeDecoder().decode(BASE64);
    private static final String CERTIFICATE = block("CERTIFICATE", BASE64);
    private static final String NONE = "data does not contain any valid RSA or ECDSA certificates";

    private static String block(String type, String content) {
        return "-----BEGIN " + type + "-----\n" + content + "-----END " + type + "-----\n";
    }

    private static String certificate(byte[] der) {
        return block("CERTIFICATE", Base64.getMimeEncoder().encodeToString(der) + "\n");
    }

    private static void refuses(String pem, String message) {
        assertThatThrownBy(() -> CertificateAuthority.parse(pem))
                .isInstanceOf(CertificateException.class)
                .hasMessage(message);
    }

    private static int certificates(String pem) throws CertificateException {
        return CertificateAuthority.parse(pem).size();
    }

    @Test
    void certificates_are_found_among_other_text() throws CertificateException {
        assertThat(certificates(CERTIFICATE)).isEqualTo(1);
        assertThat(certificates("subject: x\n" + CERTIFICATE + "between\n" + CERTIFICATE + "trailing"))
                .isEqualTo(2);
        assertThat(certificates(CERTIFICATE.replace("\n", "\r\n"))).isEqualTo(1);
        assertThat(certificates(CERTIFICATE.stripTrailing())).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"TRUSTED CERTIFICATE", "X509 CERTIFICATE", "certificate", "PRIVATE KEY", ""})
    void a_block_of_another_type_is_passed_over(String type) throws CertificateException {
        refuses(block(type, BASE64), NONE);
        assertThat(certificates(block(type, BASE64) + CERTIFICATE)).isEqualTo(1);
    }

    @Test
    void a_block_with_headers_is_passed_over() throws CertificateException {
        String withHeaders = block("CERTIFICATE", "X: y\n\n" + BASE64);

        refuses(withHeaders, NONE);
        assertThat(certificates(withHeaders + CERTIFICATE)).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({"AAA", "AAAA=", "A*AA", "-----"})
    void a_block_that_is_not_base64_is_passed_over(String content) throws CertificateException {
        assertThat(certificates(block("CERTIFICATE", content + "\n") + CERTIFICATE))
                .isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "AAAA\n", "MAA=\n", "MIAAAA==\n"})
    void a_malformed_certificate_refuses_the_good_one_before_it_too(String content) {
        refuses(CERTIFICATE + block("CERTIFICATE", content), "x509: malformed certificate");
    }

    @Test
    void a_certificate_ends_where_its_block_does() {
        refuses(certificate(Arrays.copyOf(DER, DER.length + 1)), "x509: trailing data");
        refuses(certificate(Arrays.copyOf(DER, DER.length - 1)), "x509: malformed certificate");
    }

    @Test
    void a_text_within_a_text_is_no_certificate() {
        refuses(
                certificate(CERTIFICATE.getBytes(java.nio.charset.StandardCharsets.US_ASCII)),
                "x509: malformed certificate");
    }

    @Test
    void a_negative_serial_number_is_refused() {
        byte[] negative = DER.clone();
        negative[15] = (byte) 0x85; // first octet of the serial number

        refuses(certificate(negative), "x509: negative serial number");
    }

    @Test
    void an_end_with_a_colon_ends_the_search_as_it_does_in_go() throws CertificateException {
        refuses("-----BEGIN CERTIFICATE-----\n-----END CERTIFICATE-----X: y\n" + CERTIFICATE, NONE);
        assertThat(certificates("-----BEGIN CERTIFICATE-----\n-----END CERTIFICATE-----X\n" + CERTIFICATE))
                .isEqualTo(1);
    }

    @Test
    void many_ends_without_a_beginning_take_no_time() {
        String ends = "\n-----END CERTIFICATE-----".repeat(100_000);

        refuses(ends, NONE);
    }
}
