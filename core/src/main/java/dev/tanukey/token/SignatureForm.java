package dev.tanukey.token;

import java.io.IOException;
import java.math.BigInteger;
import java.security.PublicKey;
import java.security.SignatureException;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.EdECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.util.Arrays;
import org.jose4j.jws.EcdsaUsingShaAlgorithm;

/** What the signatures of a key look like, in a token and before a provider. */
sealed interface SignatureForm {

    static SignatureForm of(PublicKey key) {
        if (key instanceof RSAPublicKey rsa) {
            return new Bytes(bytes(rsa.getModulus()));
        }
        if (key instanceof ECPublicKey ec) {
            return new TwoNumbers(ec.getParams().getOrder());
        }
        return new Bytes(((EdECPublicKey) key).getParams().getName().equals("Ed25519") ? 64 : 114);
    }

    private static int bytes(BigInteger number) {
        return (number.bitLength() + 7) / 8;
    }

    /** Tells whether bytes can be a signature of the key, whatever the provider thinks. */
    boolean fits(byte[] signature);

    /** Writes a signature that fits as every provider knows it. */
    byte[] forProviders(byte[] signature) throws SignatureException;

    /** As many bytes as the key says (RFC 8017 8.1.2 and 8.2.2, RFC 8032 5.1.6 and 5.2.6). */
    record Bytes(int width) implements SignatureForm {
        @Override
        public boolean fits(byte[] signature) {
            return signature.length == width;
        }

        @Override
        public byte[] forProviders(byte[] signature) {
            return signature;
        }
    }

    /** ECDSA's r and s, of one width (RFC 7518 3.4), each above zero and below the order (CVE-2022-21449). */
    final class TwoNumbers implements SignatureForm {
        private final byte[] zero;
        private final byte[] order;

        TwoNumbers(BigInteger order) {
            byte[] signed = order.toByteArray();
            this.zero = new byte[bytes(order)];
            this.order = Arrays.copyOfRange(signed, signed.length - zero.length, signed.length);
        }

        @Override
        public boolean fits(byte[] signature) {
            int half = order.length;
            return signature.length == 2 * half && isInRange(signature, 0) && isInRange(signature, half);
        }

        private boolean isInRange(byte[] signature, int from) {
            int to = from + order.length;
            return Arrays.compareUnsigned(signature, from, to, zero, 0, zero.length) > 0
                    && Arrays.compareUnsigned(signature, from, to, order, 0, order.length) < 0;
        }

        /** Not every provider knows the form of RFC 7518. */
        @Override
        public byte[] forProviders(byte[] signature) throws SignatureException {
            try {
                return EcdsaUsingShaAlgorithm.convertConcatenatedToDer(signature);
            } catch (IOException impossible) {
                throw new SignatureException(impossible);
            }
        }
    }
}
