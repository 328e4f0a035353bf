package dev.tanukey.jwks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tanukey.key.UnusableKeyException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class JwkParserProperties {
    private static final Map<String, Object> GOOD =
            Map.of("kty", "RSA", "n", TestKey.named("a").modulus(), "e", "AQAB", "use", "sig", "alg", "RS256");

    @Property(tries = 500, edgeCases = EdgeCasesMode.NONE)
    void whatever_is_published_as_a_key_is_a_key_or_unusable(@ForAll("members") Map<String, Object> members) {
        Map<String, Object> jwk = new HashMap<>(GOOD);
        jwk.putAll(members);
        try {
            assertThat(JwkParser.parse(jwk, new LongKeyAllowance())).isNotNull();
        } catch (UnusableKeyException unusable) {
            assertThat(unusable.getMessage()).startsWith("a").hasSizeLessThan(600);
        }
    }

    @Provide
    Arbitrary<Map<String, Object>> members() {
        Arbitrary<String> names =
                Arbitraries.of("kty", "crv", "kid", "n", "e", "x", "y", "use", "alg", "key_ops", "d", "x5c");
        return Arbitraries.maps(names, values()).ofMaxSize(5);
    }

    private static Arbitrary<Object> values() {
        return Arbitraries.oneOf(
                Arbitraries.of(
                        "RSA", "EC", "OKP", "oct", "P-256", "P-521", "Ed25519", "Ed448", "ES256", "EdDSA", "sig"),
                Arbitraries.bytes().array(byte[].class).ofMaxSize(70).map(TestKey::base64Url),
                Arbitraries.strings().ofMaxLength(200),
                Arbitraries.of(1L, 2.5, true, List.of("verify"), List.of(1L), Map.of()));
    }
}
