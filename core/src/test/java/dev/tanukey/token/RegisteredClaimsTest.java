package dev.tanukey.token;

import static dev.tanukey.Forge.AUDIENCE;
import static dev.tanukey.Forge.claims;
import static dev.tanukey.Forge.token;
import static dev.tanukey.Rejections.rejectionOf;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tanukey.Forge;
import dev.tanukey.issuer.Issuer;
import dev.tanukey.reason.Rejection;
import dev.tanukey.reason.RejectionHint;
import dev.tanukey.reason.RejectionReason;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Step 6: issuer, audience, times and required claims, of tokens whose signature holds. */
class RegisteredClaimsTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"aud\":\"https://api.example.com\",",
                "\"sub\":\"project_path:acme/shop:ref_type:branch:ref:main\","
            })
    void a_missing_claim_is_named(String claim) {
        Rejection rejection = rejectionOf(token(claims(claim, "")));

        assertThat(rejection.reason()).isEqualTo(RejectionReason.CLAIM_MISSING);
        assertThat(rejection.claim()).contains(claim.substring(1, 4));
    }

    @Test
    void a_token_without_audience_is_told_to_name_one() {
        assertThat(rejectionOf(token(claims("\"aud\":\"https://api.example.com\",", "")))
                        .hint())
                .contains(RejectionHint.NAME_AN_AUDIENCE);
    }

    @Test
    void a_token_without_expiry_is_refused() {
        Rejection rejection = rejectionOf(token(claims(",\"exp\":1790003600", "")));

        assertThat(rejection.reason()).isEqualTo(RejectionReason.CLAIM_MISSING);
        assertThat(rejection.claim()).contains("exp");
    }

    @Test
    void a_claim_that_the_issuer_requires_must_be_there_and_not_null() throws Exception {
        TokenVerifier verifier =
                Forge.verifier(Forge.issuer().requiredClaim("jti").build());

        assertThat(rejectionOf(verifier, token()).claim()).contains("jti");
        assertThat(rejectionOf(verifier, token(claims("\"iat\"", "\"jti\":null,\"iat\"")))
                        .reason())
                .isEqualTo(RejectionReason.CLAIM_MISSING);
        assertThat(verifier.verify(token(claims("\"iat\"", "\"jti\":\"a\",\"iat\""))))
                .isNotNull();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "1790003600 | \"1790003600\"",
                "1790003600 | null",
                "1790003600 | true",
                "1790003600 | [1790003600]",
                "1790003600 | 1e19",
                "1790003600 | 253402300800",
                "1790003600 | 18446744075489555216",
                "1790003600 | 9223372036854775807",
                "1789999995 | \"1789999995\"",
                "1789999995 | null",
                "1790000000 | null",
                "1790000000 | -253402300800",
                "\"https://api.example.com\" | 7",
                "\"https://api.example.com\" | null",
                "\"https://api.example.com\" | {}",
                "\"https://api.example.com\" | [\"https://api.example.com\",7]",
                "\"https://api.example.com\" | [[\"https://api.example.com\"]]",
                "\"project_path:acme/shop:ref_type:branch:ref:main\" | 7",
                "\"project_path:acme/shop:ref_type:branch:ref:main\" | null",
                "\"project_path:acme/shop:ref_type:branch:ref:main\" | \" \"",
            })
    void a_claim_of_another_type_or_range_is_refused(String value, String replacement) {
        assertThat(rejectionOf(token(claims(value, replacement))).reason()).isEqualTo(RejectionReason.CLAIM_MALFORMED);
    }

    @Test
    void the_last_second_of_the_year_9999_is_a_time() throws Exception {
        assertThat(Forge.verifier()
                        .verify(token(claims("1790003600", "253402300799")))
                        .expiresAt())
                .isEqualTo(Instant.parse("9999-12-31T23:59:59Z"));
    }

    @Test
    void milliseconds_are_recognized() {
        assertThat(rejectionOf(token(claims("1790003600", "1790003600000"))).hint())
                .contains(RejectionHint.MILLISECONDS);
    }

    @ParameterizedTest
    @ValueSource(strings = {"[]", "\"\"", "[\"a\",\"b\"]", "\"*\"", "\"https://api.example.com,https://b\""})
    void another_audience_is_refused(String audience) {
        assertThat(rejectionOf(token(claims("\"https://api.example.com\"", audience)))
                        .reason())
                .isEqualTo(RejectionReason.AUDIENCE_MISMATCH);
    }

    @Test
    void one_of_several_audiences_suffices() throws Exception {
        String several = claims("\"https://api.example.com\"", "[\"a\",\"https://api.example.com\"]");

        assertThat(Forge.verifier().verify(token(several)).audience()).containsExactly("a", AUDIENCE);
    }

    @Test
    void a_near_miss_of_the_audience_is_named_for_the_operator() {
        Rejection rejection = rejectionOf(token(claims(AUDIENCE, AUDIENCE + "/")));

        assertThat(rejection.hint()).contains(RejectionHint.TRAILING_SLASH);
        assertThat(rejection.operatorMessage())
                .isEqualTo("AUDIENCE_MISMATCH (aud): expected \"https://api.example.com\"; came"
                        + " \"https://api.example.com/\". They differ in a slash at the end only. Both sides must be"
                        + " written alike.");
        assertThat(rejection.callerMessage()).isEqualTo("The token is meant for another audience.");
    }

    @ParameterizedTest
    @CsvSource({
        "http://api.example.com, http://api.example.com:80, DEFAULT_PORT",
        "https://api.example.com:443/v1, https://api.example.com/v1, DEFAULT_PORT",
        "https://api.example.com, http://api.example.com, SCHEME",
        "https://api.example.com, api.example.com, SCHEME_MISSING",
        "https://api.example.com/V1, https://api.example.com/v1, LETTER_CASE",
        "https://api.example.com, 'https://api.example.com ', WHITE_SPACE",
        "https://api.example.com, https://api.example.com:8443,",
        "https://api.example.com, https://api.example.org,"
    })
    void a_slip_is_named_and_a_difference_is_not(String configured, String came, RejectionHint hint) {
        TokenVerifier verifier =
                Forge.verifier(Issuer.gitlab(Forge.URL).audience(configured).build());

        assertThat(rejectionOf(verifier, token(claims(AUDIENCE, came))).hint()).isEqualTo(Optional.ofNullable(hint));
    }

    @ParameterizedTest
    @ValueSource(strings = {"nonce", "at_hash"})
    void what_openid_connect_defines_as_a_string_must_be_one_if_it_is_there(String name) throws Exception {
        Rejection rejection = rejectionOf(token(claims("\"iat\"", "\"" + name + "\":1,\"iat\"")));

        assertThat(rejection.reason()).isEqualTo(RejectionReason.CLAIM_MALFORMED);
        assertThat(rejection.claim()).contains(name);
        Forge.verifier(Forge.issuer().build()).verify(token(claims("\"iat\"", "\"" + name + "\":\"x\",\"iat\"")));
        Forge.verifier(Forge.issuer().build()).verify(token(claims("\"iat\"", "\"" + name + "\":null,\"iat\"")));
    }

    @Test
    void of_many_audiences_some_are_shown() {
        String many = claims("\"" + AUDIENCE + "\"", "[\"a\",\"b\",\"c\",\"d\",\"e\"]");

        assertThat(rejectionOf(token(many)).actual()).isEqualTo("\"a\" or \"b\" or \"c\" or 2 more");
    }

    @Test
    void an_issuer_may_take_tokens_issued_in_the_future_but_none_that_are_not_valid_yet() throws Exception {
        TokenVerifier verifier =
                Forge.verifier(Forge.issuer().allowFutureIssuedAt().build());

        assertThat(rejectionOf(token(claims("\"iat\":1790000000", "\"iat\":1790000031")))
                        .claim())
                .contains("iat");
        assertThat(verifier.verify(token(claims("\"iat\":1790000000", "\"iat\":1790000031"))))
                .isNotNull();
        assertThat(rejectionOf(verifier, token(claims("\"nbf\":1789999995", "\"nbf\":1790000031")))
                        .claim())
                .contains("nbf");
        assertThat(rejectionOf(verifier, token(claims("\"iat\":1790000000", "\"iat\":\"now\"")))
                        .reason())
                .isEqualTo(RejectionReason.CLAIM_MALFORMED);
    }

    @Test
    void a_token_from_the_future_tells_the_operator_to_compare_clocks() {
        Rejection rejection = rejectionOf(token(claims("1789999995", "1790000031")));

        assertThat(rejection.operatorMessage())
                .isEqualTo("NOT_YET_VALID (nbf): expected a time no later than 2026-09-21T14:13:50Z (now and 30 s);"
                        + " came 2026-09-21T14:13:51Z. Compare the clocks of GitLab and of this service.");
        assertThat(rejection.callerMessage()).isEqualTo("The token is not valid yet.");
    }

    @Test
    void the_audience_of_the_removed_second_job_token_is_named() {
        assertThat(rejectionOf(token(claims(AUDIENCE, Forge.URL))).hint()).contains(RejectionHint.AUDIENCE_IS_ISSUER);
    }

    @Test
    void a_fraction_of_a_second_counts() throws Exception {
        Issuer exact = Forge.issuer().clockTolerance(Duration.ZERO).build();
        String token = token(claims("1790003600", "1790003600.5"));
        Instant expiry = Instant.ofEpochSecond(1_790_003_600, 500_000_000);

        assertThat(Forge.verifierAt(expiry.minusNanos(1), exact).verify(token).expiresAt())
                .isEqualTo(expiry);
        assertThat(rejectionOf(Forge.verifierAt(expiry, exact), token).reason()).isEqualTo(RejectionReason.EXPIRED);
    }
}
