package dev.tanukey.mapping.validation;

import java.io.ByteArrayInputStream;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Reads the certificates of a {@code certificateAuthority}, with the messages of Go. Stateless. */
final class CertificateAuthority {

    private CertificateAuthority() {}

    /** The certificates of a PEM text; what is no certificate, or has headers, counts as text around them. */
    static List<X509Certificate> parse(String pem) throws CertificateException {
        List<X509Certificate> certificates = new ArrayList<>();
        for (PemBlock block : PemBlock.of(pem)) {
            if (block.type().equals("CERTIFICATE") && !block.headers()) {
                certificates.add(certificate(block.content()));
            }
        }
        if (certificates.isEmpty()) {
            throw new CertificateException("data does not contain any valid RSA or ECDSA certificates");
        }
        return List.copyOf(certificates);
    }

    private static X509Certificate certificate(byte[] der) throws CertificateException {
        // the JDK would also take PEM, PKCS #7 and BER here
        boolean sequence = der.length > 0 && der[0] == 0x30;
        if (!sequence || !(read(der) instanceof X509Certificate certificate)) {
            throw new CertificateException("x509: malformed certificate");
        }
        if (!Arrays.equals(certificate.getEncoded(), der)) {
            throw new CertificateException("x509: trailing data");
        }
        if (certificate.getSerialNumber().signum() < 0) {
            throw new CertificateException("x509: negative serial number");
        }
        return certificate;
    }

    private static java.security.cert.Certificate read(byte[] der) throws CertificateException {
        try {
            return CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(der));
        } catch (CertificateException malformed) {
            throw new CertificateException("x509: malformed certificate", malformed);
        }
    }
}
