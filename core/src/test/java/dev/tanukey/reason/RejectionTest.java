package dev.tanukey.reason;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RejectionTest {

    @Test
    void the_operator_reads_what_was_expected_what_came_and_what_to_do() {
        Rejection rejection = Rejection.ofClaim(RejectionReason.EXPIRED, "exp", "a time after noon", "eleven")
                .withHint(RejectionHint.REQUEST_NEW_TOKEN);

        assertThat(rejection.operatorMessage())
                .isEqualTo("EXPIRED (exp): expected a time after noon; came eleven. "
                        + RejectionHint.REQUEST_NEW_TOKEN.advice());
        assertThat(rejection).hasToString(rejection.operatorMessage());
    }

    @ParameterizedTest
    @EnumSource(RejectionReason.class)
    void the_caller_reads_fixed_text_alone(RejectionReason reason) {
        Rejection rejection = Rejection.ofClaim(reason, "claim", "our secret", "their secret");

        assertThat(rejection.callerMessage()).isEqualTo(reason.callerMessage()).endsWith(".");
    }

    @ParameterizedTest
    @EnumSource(RejectionHint.class)
    void only_hints_about_the_callers_own_credential_reach_the_caller(RejectionHint hint) {
        String message =
                Rejection.of(RejectionReason.NOT_A_JWT, "a", "b").withHint(hint).callerMessage();

        assertThat(message.contains(hint.advice())).isEqualTo(hint.forCaller());
    }

    @ParameterizedTest
    @EnumSource(RejectionReason.class)
    void every_reason_is_explained_in_the_docs(RejectionReason reason) throws IOException {
        assertThat(Files.readString(Path.of("../docs/reasons.md")))
                .contains("### " + reason.name() + "\n")
                .contains(reason.callerMessage());
    }

    @ParameterizedTest
    @EnumSource(UnavailabilityReason.class)
    void every_cause_of_unavailability_is_explained_in_the_docs(UnavailabilityReason reason) throws IOException {
        assertThat(Files.readString(Path.of("../docs/reasons.md"))).contains("### " + reason.name() + "\n");
    }

    @Test
    void a_refusal_carries_no_stack_trace() {
        assertThat(new RejectedException(Rejection.of(RejectionReason.NOT_A_JWT, "a", "b")).getStackTrace())
                .isEmpty();
    }

    @Test
    void nobody_is_told_to_come_back_in_the_past() {
        assertThatThrownBy(() -> new Unavailability(UnavailabilityReason.INTERNAL_ERROR, "a", Duration.ofSeconds(-1)))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
