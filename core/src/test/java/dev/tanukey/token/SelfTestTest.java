package dev.tanukey.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tanukey.key.SignatureAlgorithm;
import dev.tanukey.token.SelfTest.Verifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SelfTestTest {

    @ParameterizedTest
    @EnumSource(SignatureAlgorithm.class)
    void this_jvm_passes_for_every_algorithm(SignatureAlgorithm algorithm) {
        assertThatCode(() -> SelfTest.run(Set.of(algorithm), SignatureCheck::verifies))
                .doesNotThrowAnyException();
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
    void only_allowed_algorithms_are_tested() {
        List<SignatureAlgorithm> tested = new ArrayList<>();
        Verifier recording = (algorithm, key, input, signature) -> {
            tested.add(algorithm);
            return SignatureCheck.verifies(algorithm, key, input, signature);
        };

        SelfTest.run(EnumSet.of(SignatureAlgorithm.RS256), recording);

        assertThat(tested).containsOnly(SignatureAlgorithm.RS256);
    }

    @Test
    void a_jvm_that_refuses_true_signatures_is_refused() {
        assertThatThrownBy(() -> SelfTest.run(Set.of(SignatureAlgorithm.RS256), (a, k, i, s) -> false))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("RS256 refuses a true signature")
                .hasMessageContaining("update the JDK");
    }

    @Test
    void a_jvm_that_takes_signatures_of_zeros_is_refused() {
        Verifier psychic = (algorithm, key, input, signature) ->
                signature[0] == 0 || SignatureCheck.verifies(algorithm, key, input, signature);

        assertThatThrownBy(() -> SelfTest.run(Set.of(SignatureAlgorithm.ES256), psychic))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("ES256 accepts a signature of zeros");
    }

    @Test
    void a_jvm_that_takes_everything_else_is_refused() {
        Verifier blind = (algorithm, key, input, signature) -> signature[0] != 0 || signature[1] != 0;

        assertThatThrownBy(() -> SelfTest.run(Set.of(SignatureAlgorithm.RS256), blind))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("accepts a signature of another message");
    }
}
