package dev.tanukey.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tanukey.key.SignatureAlgorithm;
import java.security.PublicKey;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SelfTestTest {

    @ParameterizedTest
    @EnumSource(SignatureAlgorithm.class)
    void this_jvm_passes_for_every_algorithm(SignatureAlgorithm algorithm) {
        assertThatCode(() -> SelfTest.run(algorithm, key -> real(algorithm, key)))
                .doesNotThrowAnyException();
    }

    private static SelfTest.Subject real(SignatureAlgorithm algorithm, PublicKey key) {
        return new ReadySignatures(JcaScheme.of(algorithm), Optional.empty(), key)::verifies;
    }

    @Test
    void every_algorithm_has_a_known_answer_and_both_edwards_curves_have() {
        assertThat(Arrays.stream(KnownAnswer.values()).map(KnownAnswer::algorithm))
                .containsExactlyInAnyOrder(
                        SignatureAlgorithm.RS256,
                        SignatureAlgorithm.RS384,
                        SignatureAlgorithm.RS512,
                        SignatureAlgorithm.PS256,
                        SignatureAlgorithm.PS384,
                        SignatureAlgorithm.PS512,
                        SignatureAlgorithm.ES256,
                        SignatureAlgorithm.ES384,
                        SignatureAlgorithm.ES512,
                        SignatureAlgorithm.EDDSA,
                        SignatureAlgorithm.EDDSA);
    }

    @Test
    void checks_that_refuse_true_signatures_are_refused() {
        assertThatThrownBy(() -> SelfTest.run(SignatureAlgorithm.RS256, key -> (text, length, signature) -> false))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("RS256 refuses a true signature")
                .hasMessageContaining("update the JDK");
    }

    @Test
    void checks_that_take_signatures_of_zeros_are_refused() {
        assertThatThrownBy(() -> SelfTest.run(SignatureAlgorithm.ES256, SelfTestTest::psychic))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("ES256 accepts a signature of zeros");
    }

    private static SelfTest.Subject psychic(PublicKey key) {
        SelfTest.Subject real = real(SignatureAlgorithm.ES256, key);
        return (text, length, signature) -> signature[0] == 0 || real.verifies(text, length, signature);
    }

    @Test
    void checks_that_take_everything_else_are_refused() {
        assertThatThrownBy(() -> SelfTest.run(
                        SignatureAlgorithm.RS256,
                        key -> (text, length, signature) -> signature[0] != 0 || signature[1] != 0))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("accepts a signature of another message");
    }

    @Test
    void checks_that_are_of_no_use_after_a_false_signature_are_refused() {
        assertThatThrownBy(() -> SelfTest.run(SignatureAlgorithm.RS256, SelfTestTest::spoilt))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("refuses a true signature after a false one");
    }

    private static SelfTest.Subject spoilt(PublicKey key) {
        SelfTest.Subject real = real(SignatureAlgorithm.RS256, key);
        AtomicBoolean refusedOne = new AtomicBoolean();
        return (text, length, signature) -> {
            boolean holds = !refusedOne.get() && real.verifies(text, length, signature);
            refusedOne.set(!holds);
            return holds;
        };
    }
}
