package dev.tanukey.key;

import java.security.PublicKey;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.EdECPublicKey;
import java.security.interfaces.RSAPublicKey;

/** The kinds of public keys; each knows whether a key of its kind is fit to verify. */
enum KeyType {
    RSA,
    P_256,
    P_384,
    P_521,
    EDWARDS;

    /**
     * Names the type of a key that is fit to verify.
     *
     * @throws UnusableKeyException if it is of no type known here, or unfit
     */
    static KeyType ofFit(PublicKey key) throws UnusableKeyException {
        if (key instanceof RSAPublicKey rsa) {
            RsaFitness.check(rsa);
            return RSA;
        }
        if (key instanceof ECPublicKey ec) {
            return EcFitness.check(ec);
        }
        if (key instanceof EdECPublicKey edwards) {
            EdwardsFitness.check(edwards);
            return EDWARDS;
        }
        throw new UnusableKeyException("a key of type " + key.getAlgorithm() + "; RSA, EC and Edwards keys can verify");
    }
}
