package dev.tanukey.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.tanukey.issuer.Issuer;
import dev.tanukey.jwks.NativeProviders;
import dev.tanukey.key.KeySet;
import dev.tanukey.key.SignatureAlgorithm;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.Provider;
import java.security.PublicKey;
import java.security.Security;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The two native providers that the documentation names. */
class NativeProviderTest {

    private static Map<SignatureAlgorithm, String> checkedWith(Provider provider) {
        return TokenVerifier.builder()
                .issuer(
                        Issuer.gitlab("https://gitlab.example.com")
                                .audience("https://api.example.com")
                                .algorithms(SignatureAlgorithm.RS256, SignatureAlgorithm.values())
                                .build(),
                        KeySet.of())
                .signatureProvider(provider)
                .build()
                .signatureProviders();
    }

    @ParameterizedTest
    @MethodSource("dev.tanukey.jwks.NativeProviders#all")
    void it_checks_every_algorithm_and_stays_out_of_the_jvms_order(Provider provider) {
        assertThat(checkedWith(provider))
                .hasSize(SignatureAlgorithm.values().length)
                .allSatisfy((algorithm, name) ->
                        assertThat(name).isEqualTo(provider.getName() + " " + provider.getVersionStr()));
        assertThat(Security.getProvider(provider.getName())).isNull();
    }

    /** Neither of them knows Ed448, which nobody signs with. */
    @ParameterizedTest
    @MethodSource("dev.tanukey.jwks.NativeProviders#all")
    void it_takes_the_keys_of_every_algorithm_itself(Provider provider) throws GeneralSecurityException {
        for (KnownAnswer answer : KnownAnswer.values()) {
            PublicKey key = KeyFactory.getInstance(answer.keyFamily())
                    .generatePublic(new X509EncodedKeySpec(Base64.getDecoder().decode(answer.publicKey())));

            Provider checking = JcaScheme.of(answer.algorithm())
                    .ready(key, Optional.of(provider))
                    .getProvider();

            assertThat(checking.getName())
                    .as(answer.name())
                    .isEqualTo(answer == KnownAnswer.ED448 ? "SunEC" : provider.getName());
        }
    }

    /** An ordinary test, so that its being skipped is counted and seen. */
    @Test
    void both_run_on_this_machine() {
        assumeThat(NativeProviders.all())
                .as("Amazon Corretto Crypto Provider and Conscrypt are built for x86-64 Linux here")
                .hasSize(2);
    }
}
