package dev.tanukey.testkit.assertj;

import static dev.tanukey.testkit.assertj.AuthenticationAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tanukey.AuthenticationResult;
import dev.tanukey.TokenAuthenticator;
import dev.tanukey.issuer.Issuer;
import dev.tanukey.reason.RejectionReason;
import dev.tanukey.reason.Unavailability;
import dev.tanukey.reason.UnavailabilityReason;
import dev.tanukey.testkit.TokenMint;
import dev.tanukey.user.UserInfo;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class AuthenticationResultAssertTest {
    private static final TokenMint GITLAB = TokenMint.of("https://gitlab.com");
    private static final UserInfo JDOE = new UserInfo(
            "gitlab:jdoe", "42", List.of("b", "a", "a"), Map.of("example.org/project", List.of("acme/shop")));
    private static final TokenAuthenticator AUTHENTICATOR = TokenAuthenticator.builder()
            .issuer(
                    Issuer.gitlab(GITLAB.issuer())
                            .audience("https://api.example.com")
                            .build(),
                    GITLAB.keySet(),
                    token -> JDOE)
            .build();

    private static final String TOKEN = GITLAB.ciToken().sign();
    private static final AuthenticationResult GOOD = AUTHENTICATOR.authenticate(TOKEN);
    private static final AuthenticationResult EXPIRED =
            AUTHENTICATOR.authenticate(GITLAB.ciToken().expired().sign());
    private static final AuthenticationResult NO_TOKEN = AUTHENTICATOR.authenticate("glpat-something");
    private static final AuthenticationResult UNKNOWN = new AuthenticationResult.Unavailable(
            new Unavailability(UnavailabilityReason.ISSUER_UNREACHABLE, "no route", Duration.ofSeconds(3)));

    @Test
    void all_facts_of_a_user_can_be_asserted_in_one_chain() {
        assertThat(GOOD)
                .isAuthenticated()
                .isAuthenticatedAs("gitlab:jdoe")
                .hasUsername("gitlab:jdoe")
                .hasUid("42")
                .hasGroups("b", "a", "a")
                .hasGroupsContaining("a", "b")
                .hasExtra("example.org/project", "acme/shop")
                .hasNoExtra("example.org/ref")
                .mentions("AUTHENTICATED");
    }

    @Test
    void refusals_can_be_asserted_with_their_reason() {
        assertThat(EXPIRED)
                .isRejected()
                .isRejectedBecause(RejectionReason.EXPIRED)
                .isRefusedBecause(RejectionReason.EXPIRED)
                .isRefusedBecause(RejectionReason.NOT_YET_VALID, RejectionReason.EXPIRED)
                .isAboutClaim("exp")
                .mentions("EXPIRED");
        assertThat(NO_TOKEN).isNotApplicable().isRefusedBecause(RejectionReason.NOT_A_JWT);
        assertThat(UNKNOWN).isUnavailable().isUnavailableBecause(UnavailabilityReason.ISSUER_UNREACHABLE);
    }

    @Test
    void assertj_knows_its_own_types_beside_it() {
        assertThat(List.of(1)).hasSize(1);
        assertThat("text").startsWith("t");
        assertThat(EXPIRED.operatorMessage()).contains("EXPIRED");
    }

    @ParameterizedTest
    @MethodSource("failures")
    void a_failure_tells_what_was_expected_what_came_and_why(
            AuthenticationResult actual, Consumer<AuthenticationResultAssert> assertion, String expected, String came) {
        assertThatThrownBy(() -> assertion.accept(assertThat(actual)))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("Expected: " + expected)
                .hasMessageContaining("Came:     " + came)
                .hasMessageContaining("Message:  " + actual.operatorMessage())
                .hasMessageNotContaining(TOKEN);
    }

    static List<Arguments> failures() {
        return List.of(
                failure(EXPIRED, it -> it.isAuthenticated(), "AUTHENTICATED", "REJECTED because of EXPIRED"),
                failure(NO_TOKEN, it -> it.isAuthenticated(), "AUTHENTICATED", "NOT APPLICABLE because of NOT_A_JWT"),
                failure(UNKNOWN, it -> it.hasUid("42"), "AUTHENTICATED", "UNAVAILABLE because of ISSUER_UNREACHABLE"),
                failure(GOOD, it -> it.isAuthenticatedAs("x"), "the username \"x\"", "\"gitlab:jdoe\""),
                failure(GOOD, it -> it.hasUsername("gitlab"), "the username \"gitlab\"", "\"gitlab:jdoe\""),
                failure(GOOD, it -> it.hasUid(""), "the uid \"\"", "\"42\""),
                failure(GOOD, it -> it.hasGroups("a", "a", "b"), "the groups, in this order [a, a, b]", "[b, a, a]"),
                failure(
                        GOOD,
                        it -> it.hasGroupsContaining("a", "c"),
                        "groups among which are [a, c]",
                        "[b, a, a], without [c]"),
                failure(
                        GOOD,
                        it -> it.hasExtra("example.org/ref", "main"),
                        "the extra attribute example.org/ref",
                        "none of that key, but [example.org/project]"),
                failure(
                        GOOD,
                        it -> it.hasExtra("example.org/project", "acme"),
                        "the extra attribute example.org/project [acme]",
                        "[acme/shop]"),
                failure(
                        GOOD,
                        it -> it.hasNoExtra("example.org/project"),
                        "no extra attribute example.org/project",
                        "[acme/shop]"),
                failure(GOOD, it -> it.isRejected(), "REJECTED", "AUTHENTICATED"),
                failure(NO_TOKEN, it -> it.isRejected(), "REJECTED", "NOT APPLICABLE"),
                failure(
                        EXPIRED,
                        it -> it.isRejectedBecause(RejectionReason.SIGNATURE_INVALID),
                        "REJECTED because of SIGNATURE_INVALID",
                        "REJECTED because of EXPIRED"),
                failure(
                        NO_TOKEN,
                        it -> it.isRejectedBecause(RejectionReason.NOT_A_JWT),
                        "REJECTED because of NOT_A_JWT (which is never REJECTED but NOT APPLICABLE",
                        "NOT APPLICABLE because of NOT_A_JWT"),
                failure(EXPIRED, it -> it.isNotApplicable(), "NOT APPLICABLE", "REJECTED because of EXPIRED"),
                failure(
                        UNKNOWN,
                        it -> it.isRefusedBecause(RejectionReason.EXPIRED, RejectionReason.NOT_A_JWT),
                        "refused because of one of [NOT_A_JWT, EXPIRED]",
                        "UNAVAILABLE because of ISSUER_UNREACHABLE"),
                failure(EXPIRED, it -> it.isUnavailable(), "UNAVAILABLE", "REJECTED because of EXPIRED"),
                failure(
                        UNKNOWN,
                        it -> it.isUnavailableBecause(UnavailabilityReason.KEY_SET_INVALID),
                        "UNAVAILABLE because of KEY_SET_INVALID",
                        "UNAVAILABLE because of ISSUER_UNREACHABLE"),
                failure(EXPIRED, it -> it.isAboutClaim("aud"), "a refusal about aud", "one about exp"),
                failure(GOOD, it -> it.isAboutClaim("aud"), "a refusal about aud", "none about a claim"),
                failure(
                        EXPIRED,
                        it -> it.mentions("moon"),
                        "a message for the operator that mentions \"moon\"",
                        "another"));
    }

    private static Arguments failure(
            AuthenticationResult actual, Consumer<AuthenticationResultAssert> assertion, String expected, String came) {
        return Arguments.of(actual, assertion, expected, came);
    }

    @Test
    void a_missing_outcome_is_told_as_assertj_does() {
        assertThatThrownBy(() -> assertThat((AuthenticationResult) null).isRejected())
                .hasMessageContaining("Expecting actual not to be null");
    }

    @Test
    void a_description_stands_in_front() {
        assertThatThrownBy(() -> assertThat(EXPIRED).as("the nightly job").isAuthenticated())
                .hasMessageStartingWith("[the nightly job]");
    }
}
