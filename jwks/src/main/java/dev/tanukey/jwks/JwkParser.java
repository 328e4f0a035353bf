package dev.tanukey.jwks;

import dev.tanukey.key.SignatureAlgorithm;
import dev.tanukey.key.UnusableKeyException;
import dev.tanukey.key.VerificationKey;
import dev.tanukey.strict.MalformedTextException;
import dev.tanukey.strict.Printable;
import dev.tanukey.strict.StrictBase64Url;
import java.math.BigInteger;
import java.security.PublicKey;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jose4j.keys.EcKeyUtil;
import org.jose4j.keys.EdDsaKeyUtil;
import org.jose4j.keys.EllipticCurves;
import org.jose4j.keys.RsaKeyUtil;
import org.jose4j.lang.JoseException;
import org.jspecify.annotations.Nullable;

/**
 * One JSON Web Key (RFC 7517 4, RFC 7518 6, RFC 8037 2), read member by member. jose4j is given nothing but numbers
 * that have passed; {@code VerificationKey} then judges strength and curve. Unknown members are ignored.
 */
final class JwkParser {
    private static final List<String> PRIVATE_MEMBERS = List.of("d", "p", "q", "dp", "dq", "qi", "oth", "k");

    private final Map<?, ?> jwk;
    private final LongKeyAllowance allowance;

    private JwkParser(Map<?, ?> jwk, LongKeyAllowance allowance) {
        this.jwk = jwk;
        this.allowance = allowance;
    }

    static VerificationKey parse(Map<?, ?> jwk, LongKeyAllowance allowance) throws UnusableKeyException {
        return new JwkParser(jwk, allowance).parse();
    }

    private VerificationKey parse() throws UnusableKeyException {
        requirePublic();
        requireMayVerify();
        Optional<String> keyId = string("kid");
        Optional<String> algorithm = string("alg");
        PublicKey publicKey = publicKey();
        return algorithm.isPresent()
                ? VerificationKey.of(keyId, publicKey, known(algorithm.get()))
                : VerificationKey.of(keyId, publicKey);
    }

    private void requirePublic() throws UnusableKeyException {
        for (String member : PRIVATE_MEMBERS) {
            if (jwk.containsKey(member)) {
                throw new UnusableKeyException("a key published with its private or symmetric member " + member
                        + "; whoever read it can sign");
            }
        }
    }

    private void requireMayVerify() throws UnusableKeyException {
        Optional<String> use = string("use");
        if (use.isPresent() && !use.get().equals("sig")) {
            throw new UnusableKeyException("a key for the use " + Printable.quote(use.get()) + "; \"sig\" is needed");
        }
        if (jwk.containsKey("key_ops") && !mayVerify(jwk.get("key_ops"))) {
            throw new UnusableKeyException("a key whose key_ops is no list of strings with \"verify\"");
        }
    }

    private static boolean mayVerify(@Nullable Object operations) {
        return operations instanceof List<?> list
                && list.stream().allMatch(String.class::isInstance)
                && list.contains("verify");
    }

    private static SignatureAlgorithm known(String algorithm) throws UnusableKeyException {
        return SignatureAlgorithm.named(algorithm)
                .orElseThrow(() -> new UnusableKeyException(
                        "a key for the algorithm " + Printable.quote(algorithm) + ", which verifies no token here"));
    }

    private PublicKey publicKey() throws UnusableKeyException {
        String type = required("kty");
        try {
            return switch (type) {
                case "RSA" -> rsaKey();
                case "EC" -> ecKey(required("crv"));
                case "OKP" -> edwardsKey(required("crv"));
                default ->
                    throw new UnusableKeyException(
                            "a key of type " + Printable.quote(type) + "; RSA, EC and OKP keys can verify");
            };
        } catch (JoseException | RuntimeException refusedByJvm) {
            // Bouncy Castle, for one, throws IllegalArgumentException for a point that is not on its curve.
            throw new UnusableKeyException("a key of type " + type + " whose numbers this JVM refuses");
        }
    }

    private PublicKey rsaKey() throws UnusableKeyException, JoseException {
        BigInteger modulus = number("n");
        allowance.use(modulus.bitLength());
        return new RsaKeyUtil().publicKey(modulus, number("e"));
    }

    private PublicKey ecKey(String curve) throws UnusableKeyException, JoseException {
        int width =
                switch (curve) {
                    case "P-256" -> 32;
                    case "P-384" -> 48;
                    case "P-521" -> 66;
                    default ->
                        throw new UnusableKeyException(
                                "a key on the curve " + Printable.quote(curve) + "; P-256, P-384 and P-521 can verify");
                };
        return new EcKeyUtil()
                .publicKey(
                        new BigInteger(1, octets("x", width)),
                        new BigInteger(1, octets("y", width)),
                        EllipticCurves.getSpec(curve));
    }

    private PublicKey edwardsKey(String curve) throws UnusableKeyException, JoseException {
        int width =
                switch (curve) {
                    case "Ed25519" -> 32;
                    case "Ed448" -> 57;
                    default ->
                        throw new UnusableKeyException(
                                "a key on the curve " + Printable.quote(curve) + "; Ed25519 and Ed448 can verify");
                };
        return new EdDsaKeyUtil().publicKey(octets("x", width), curve);
    }

    private BigInteger number(String member) throws UnusableKeyException {
        return new BigInteger(1, octets(member));
    }

    /** A coordinate has the full width of its field, leading zeros included (RFC 7518 6.2.1.2, RFC 8037 2). */
    private byte[] octets(String member, int width) throws UnusableKeyException {
        byte[] octets = octets(member);
        if (octets.length != width) {
            throw new UnusableKeyException(
                    "a key whose " + member + " has " + octets.length + " bytes; its curve needs " + width);
        }
        return octets;
    }

    private byte[] octets(String member) throws UnusableKeyException {
        try {
            return StrictBase64Url.decode(required(member));
        } catch (MalformedTextException malformed) {
            throw new UnusableKeyException("a key whose " + member + " is " + malformed.getMessage());
        }
    }

    private String required(String member) throws UnusableKeyException {
        return string(member).orElseThrow(() -> new UnusableKeyException("a key without " + member));
    }

    private Optional<String> string(String member) throws UnusableKeyException {
        Object value = jwk.get(member);
        if (value instanceof String text) {
            return Optional.of(text);
        }
        if (jwk.containsKey(member)) {
            throw new UnusableKeyException("a key whose " + member + " is no string");
        }
        return Optional.empty();
    }
}
