package dev.tanukey.testkit.forged;

import dev.tanukey.testkit.SigningKey;
import dev.tanukey.testkit.TokenBuilder;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.security.interfaces.RSAPublicKey;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import okhttp3.tls.HeldCertificate;

/** Somebody with a key that no issuer publishes; one for all attacks, since a key takes long to make. */
final class Stranger {

    /** As good as the issuer's. */
    static final SigningKey KEY = SigningKey.generate();

    private Stranger() {}

    /** A key with a certificate that its owner has signed. */
    record Certified(PrivateKey privateKey, X509Certificate certificate) {

        static final Certified KEY = make();

        private static Certified make() {
            HeldCertificate held = new HeldCertificate.Builder()
                    .commonName("gitlab.com")
                    .rsa2048()
                    .build();
            return new Certified(held.keyPair().getPrivate(), held.certificate());
        }

        byte[] der() {
            try {
                return certificate.getEncoded();
            } catch (CertificateEncodingException impossible) {
                throw new IllegalStateException("A certificate made here has no encoding", impossible);
            }
        }

        String sign(String header, String payload) {
            return Stranger.sign(privateKey, header, payload);
        }
    }

    /** A key of 1024 bits, which can be broken. */
    record Weak(PrivateKey privateKey, RSAPublicKey publicKey) {

        static final Weak KEY = make();

        private static Weak make() {
            try {
                KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
                generator.initialize(1024);
                var pair = generator.generateKeyPair();
                return new Weak(pair.getPrivate(), (RSAPublicKey) pair.getPublic());
            } catch (GeneralSecurityException brokenJdk) {
                throw new IllegalStateException("This JDK cannot make RSA keys; use a complete one", brokenJdk);
            }
        }

        Map<String, String> jwk() {
            byte[] modulus = publicKey.getModulus().toByteArray();
            Map<String, String> jwk = new LinkedHashMap<>();
            jwk.put("kty", "RSA");
            jwk.put("e", "AQAB");
            jwk.put("n", Workshop.base64url(Arrays.copyOfRange(modulus, 1, modulus.length)));
            return jwk;
        }

        String sign(String header, String payload) {
            return Stranger.sign(privateKey, header, payload);
        }
    }

    /** The good header and claims, but for what was changed, under the stranger's signature. */
    static String sign(TokenBuilder<?> good) {
        return KEY.sign(good.header(), good.payload());
    }

    /** The same, and the header names the stranger's key. */
    static String signUnderOwnName(TokenBuilder<?> good) {
        return good.signWith(KEY);
    }

    private static String sign(PrivateKey key, String header, String payload) {
        String signingInput = Workshop.base64url(header) + "." + Workshop.base64url(payload);
        try {
            Signature rs256 = Signature.getInstance("SHA256withRSA");
            rs256.initSign(key);
            rs256.update(Workshop.ascii(signingInput));
            return signingInput + "." + Workshop.base64url(rs256.sign());
        } catch (GeneralSecurityException brokenJdk) {
            throw new IllegalStateException("This JDK cannot sign with SHA256withRSA; use a complete one", brokenJdk);
        }
    }

    /** A certificate as {@code x5c} wants it (RFC 7515 4.1.6): base64, not base64url. */
    static String x5c(byte[] der) {
        return Base64.getEncoder().encodeToString(der);
    }
}
