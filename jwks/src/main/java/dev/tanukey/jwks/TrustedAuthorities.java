package dev.tanukey.jwks;

import dev.tanukey.strict.Printable;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import okhttp3.OkHttpClient;

/**
 * Certificate authorities given as PEM (RFC 7468 5), for a GitLab whose certificate no public authority has issued.
 *
 * <p>Each certificate is an anchor (RFC 5280 6.1): a root, an intermediate, or a server's own certificate, which then
 * vouches for that server alone. The dates of an anchor are not looked at, those of every other certificate are.
 * Immutable and thread-safe.
 */
final class TrustedAuthorities {
    private static final String BEGIN = "-----BEGIN ";
    private static final String END = "-----END ";
    private static final String BEGIN_CERTIFICATE = "-----BEGIN CERTIFICATE-----";
    private static final String END_CERTIFICATE = "-----END CERTIFICATE-----";
    private static final String PRIVATE_KEY = "PRIVATE KEY-----";

    private final List<X509Certificate> certificates;

    private TrustedAuthorities(List<X509Certificate> certificates) {
        this.certificates = List.copyOf(certificates);
    }

    /**
     * Reads all certificates of a text. What stands between them, such as the names in a bundle, is passed over.
     *
     * @throws IllegalArgumentException if the text holds no certificate, or something else than certificates; says what
     *     and where, and never quotes the inside of a block
     */
    static TrustedAuthorities parse(String pem) {
        if (pem.contains(PRIVATE_KEY)) {
            throw new IllegalArgumentException("The trusted authorities must be certificates only, but the text holds"
                    + " a private key; remove it, and replace it if others could read it");
        }
        List<X509Certificate> certificates = new ArrayList<>();
        Optional<StringBuilder> block = Optional.empty();
        for (String line : (Iterable<String>) pem.lines().map(String::strip)::iterator) {
            int number = certificates.size() + 1;
            if (line.equals(BEGIN_CERTIFICATE) && block.isEmpty()) {
                block = Optional.of(new StringBuilder());
            } else if (line.equals(END_CERTIFICATE) && block.isPresent()) {
                certificates.add(certificate(block.get().toString(), number));
                block = Optional.empty();
            } else if (line.contains(BEGIN) || line.contains(END)) {
                throw strayBoundary(line, number);
            } else {
                block.ifPresent(base64 -> base64.append(line));
            }
        }
        if (block.isPresent()) {
            throw fault(certificates.size() + 1, "must end with the line " + END_CERTIFICATE + ", but the text ends");
        }
        if (certificates.isEmpty()) {
            throw new IllegalArgumentException("The trusted authorities must be PEM text with at least one block "
                    + BEGIN_CERTIFICATE + ", but there is none; hand over the content of the file, not its name");
        }
        return new TrustedAuthorities(certificates);
    }

    private static X509Certificate certificate(String base64, int number) {
        try {
            byte[] der = Base64.getDecoder().decode(base64);
            Certificate certificate =
                    CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(der));
            // The factory reads PEM within the block as well, and stops behind the first certificate.
            if (certificate instanceof X509Certificate x509 && Arrays.equals(x509.getEncoded(), der)) {
                return x509;
            }
        } catch (IllegalArgumentException | CertificateException noCertificate) {
            throw noCertificate(number);
        }
        throw noCertificate(number);
    }

    private static IllegalArgumentException noCertificate(int number) {
        return fault(
                number,
                "must be one X.509 certificate in base64 and nothing else, but is not; copy the certificate again");
    }

    private static IllegalArgumentException strayBoundary(String line, int number) {
        return fault(
                number,
                "must begin with the line " + BEGIN_CERTIFICATE + " and end with the line " + END_CERTIFICATE
                        + ", but there is " + Printable.quote(boundary(line))
                        + " out of place; keep the line breaks, and certificates only");
    }

    /** The boundary alone: a text that has lost its line breaks has everything else in the same line. */
    private static String boundary(String line) {
        int start = line.contains(BEGIN) ? line.indexOf(BEGIN) : line.indexOf(END);
        int label = start + (line.startsWith(BEGIN, start) ? BEGIN : END).length();
        int end = line.indexOf("-----", label);
        return end < 0 ? line.substring(start, label) : line.substring(start, end + "-----".length());
    }

    private static IllegalArgumentException fault(int number, String fault) {
        return new IllegalArgumentException("The trusted authorities: block " + number + " " + fault);
    }

    /**
     * Lets a client trust these authorities and no others, those of the JDK neither. A certificate that the client
     * itself would show is lost.
     */
    void trustOnly(OkHttpClient.Builder client) {
        try {
            X509TrustManager trustManager = trustManager();
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, new TrustManager[] {trustManager}, null);
            client.sslSocketFactory(context.getSocketFactory(), trustManager);
        } catch (GeneralSecurityException | IOException brokenJdk) {
            throw new IllegalStateException("Every JDK has TLS and can trust any certificate", brokenJdk);
        }
    }

    private X509TrustManager trustManager() throws GeneralSecurityException, IOException {
        KeyStore anchors = KeyStore.getInstance("PKCS12");
        anchors.load(null, null);
        for (int i = 0; i < certificates.size(); i++) {
            anchors.setCertificateEntry("authority " + i, certificates.get(i));
        }
        TrustManagerFactory factory = TrustManagerFactory.getInstance("PKIX");
        factory.init(anchors);
        for (TrustManager trustManager : factory.getTrustManagers()) {
            if (trustManager instanceof X509TrustManager x509) {
                return x509;
            }
        }
        throw new IllegalStateException("Every JDK has an X509TrustManager for PKIX");
    }
}
