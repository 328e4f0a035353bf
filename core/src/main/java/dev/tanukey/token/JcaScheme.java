package dev.tanukey.token;

import dev.tanukey.key.SignatureAlgorithm;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.NoSuchAlgorithmException;
import java.security.Provider;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.List;
import java.util.Optional;

/**
 * How the Java Cryptography Architecture calls an algorithm of RFC 7518.
 *
 * @param names its names, of which a provider may know one only
 * @param parameters what has to be said besides, for RSASSA-PSS (RFC 7518 3.5)
 */
record JcaScheme(List<String> names, Optional<PSSParameterSpec> parameters) {

    static JcaScheme of(SignatureAlgorithm algorithm) {
        return switch (algorithm) {
            case RS256 -> named("SHA256withRSA");
            case RS384 -> named("SHA384withRSA");
            case RS512 -> named("SHA512withRSA");
            case PS256 -> pss("SHA256withRSA/PSS", MGF1ParameterSpec.SHA256, 32);
            case PS384 -> pss("SHA384withRSA/PSS", MGF1ParameterSpec.SHA384, 48);
            case PS512 -> pss("SHA512withRSA/PSS", MGF1ParameterSpec.SHA512, 64);
            case ES256 -> named("SHA256withECDSA");
            case ES384 -> named("SHA384withECDSA");
            case ES512 -> named("SHA512withECDSA");
            case EDDSA -> named("EdDSA");
        };
    }

    private static JcaScheme named(String name) {
        return new JcaScheme(List.of(name), Optional.empty());
    }

    private static JcaScheme pss(String nameInConscrypt, MGF1ParameterSpec mask, int saltLength) {
        return new JcaScheme(
                List.of("RSASSA-PSS", nameInConscrypt),
                Optional.of(new PSSParameterSpec(
                        mask.getDigestAlgorithm(), "MGF1", mask, saltLength, PSSParameterSpec.TRAILER_FIELD_BC)));
    }

    /**
     * Makes an object that is ready to check signatures of a key, any number of them, one at a time.
     *
     * @param provider who is to check; where it cannot, or is empty, the JVM's own providers do, in their order
     */
    Signature ready(PublicKey key, Optional<Provider> provider) throws GeneralSecurityException {
        if (provider.isPresent()) {
            try {
                return ready(instance(provider.get()), ownKey(key, provider.get()));
            } catch (GeneralSecurityException | RuntimeException cannot) {
                // A provider need not know every algorithm, nor every size of key; native ones say so in many ways.
            }
        }
        return ready(instance(), key);
    }

    private Signature ready(Signature signature, PublicKey key) throws GeneralSecurityException {
        if (parameters.isPresent()) {
            signature.setParameter(parameters.get());
        }
        signature.initVerify(key);
        return signature;
    }

    /** The key as the provider makes it, if it makes keys. */
    private static PublicKey ownKey(PublicKey key, Provider provider) throws GeneralSecurityException {
        return provider.getService("KeyFactory", key.getAlgorithm()) == null
                ? key
                : KeyFactory.getInstance(key.getAlgorithm(), provider)
                        .generatePublic(new X509EncodedKeySpec(key.getEncoded()));
    }

    /** The provider that checks, as far as the algorithm alone decides. */
    Provider checkedBy(Optional<Provider> provider) throws NoSuchAlgorithmException {
        if (provider.isPresent()) {
            try {
                return instance(provider.get()).getProvider();
            } catch (NoSuchAlgorithmException unknown) {
                // the JVM's own, then
            }
        }
        return instance().getProvider();
    }

    private Signature instance(Provider provider) throws NoSuchAlgorithmException {
        for (String name : names) {
            if (provider.getService("Signature", name) != null) {
                return Signature.getInstance(name, provider);
            }
        }
        throw new NoSuchAlgorithmException(names + " in " + provider.getName());
    }

    private Signature instance() throws NoSuchAlgorithmException {
        return Signature.getInstance(names.get(0));
    }
}
