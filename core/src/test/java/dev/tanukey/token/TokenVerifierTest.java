package dev.tanukey.token;

import static dev.tanukey.Forge.AUDIENCE;
import static dev.tanukey.Forge.CLAIMS;
import static dev.tanukey.Forge.HEADER;
import static dev.tanukey.Forge.NOW;
import static dev.tanukey.Forge.claims;
import static dev.tanukey.Forge.token;
import static dev.tanukey.Rejections.rejectionOf;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tanukey.Forge;
import dev.tanukey.issuer.Issuer;
import dev.tanukey.key.KeyRequest;
import dev.tanukey.key.KeySource;
import dev.tanukey.key.KeysUnavailableException;
import dev.tanukey.key.SignatureAlgorithm;
import dev.tanukey.key.VerificationKey;
import dev.tanukey.reason.Rejection;
import dev.tanukey.reason.RejectionHint;
import dev.tanukey.reason.RejectionReason;
import dev.tanukey.reason.Unavailability;
import dev.tanukey.reason.UnavailabilityReason;
import java.security.KeyPairGenerator;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The steps of a token's way, in their order; the last one is in {@link RegisteredClaimsTest}. */
class TokenVerifierTest {

    @Test
    void a_good_token_is_verified_and_tells_what_is_proven() throws Exception {
        VerifiedToken verified = Forge.verifier().verify(token());

        assertThat(verified.issuer().url()).isEqualTo(Forge.URL);
        assertThat(verified.keyId()).contains(Forge.KEY_ID);
        assertThat(verified.algorithm()).isEqualTo(SignatureAlgorithm.RS256);
        assertThat(verified.subject()).contains("project_path:acme/shop:ref_type:branch:ref:main");
        assertThat(verified.audience()).containsExactly(AUDIENCE);
        assertThat(verified.expiresAt()).isEqualTo(Instant.ofEpochSecond(1_790_003_600));
        assertThat(verified.issuedAt()).contains(Instant.ofEpochSecond(1_790_000_000));
        assertThat(verified.notBefore()).contains(Instant.ofEpochSecond(1_789_999_995));
        assertThat(verified.claims().names()).containsExactly("iss", "aud", "sub", "iat", "nbf", "exp");
    }

    @Nested
    class Step_1_form {

        @ParameterizedTest
        @ValueSource(strings = {"{}", "[]", "7", "{\"Alg\":\"RS256\"}"})
        void what_has_neither_an_algorithm_nor_an_issuer_is_no_jwt(String header) {
            assertThat(rejectionOf(token(header, "{\"sub\":\"a\"}")).reason()).isEqualTo(RejectionReason.NOT_A_JWT);
            assertThat(rejectionOf(token("{\"alg\":\"RS256\"}", "{\"sub\":\"a\"}"))
                            .reason())
                    .isEqualTo(RejectionReason.ISSUER_UNKNOWN);
        }

        @Test
        void a_token_above_the_limit_is_refused_before_anything_is_decoded() {
            Rejection rejection = rejectionOf("!".repeat(65_537));

            assertThat(rejection.reason()).isEqualTo(RejectionReason.TOKEN_TOO_LARGE);
            assertThat(rejection.operatorMessage())
                    .contains("at most 65536 characters")
                    .contains("65537 characters");
        }

        @Test
        void the_limit_itself_is_allowed() {
            assertThat(rejectionOf("!".repeat(65_536)).reason()).isEqualTo(RejectionReason.NOT_A_JWT);
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "",
                    " ",
                    "a",
                    "a.b",
                    "a.b.c.d",
                    "..",
                    ".",
                    "{\"payload\":\"\"}",
                    "a.b\n.c",
                    "a.e30=.c",
                    "a.MTI.c"
                })
        void a_text_that_is_no_jwt_is_not_ours(String text) {
            assertThat(rejectionOf(text).reason()).isEqualTo(RejectionReason.NOT_A_JWT);
        }

        @ParameterizedTest
        @CsvSource({
            "'Bearer a.b.c', BEARER_PREFIX",
            "'', NO_TOKEN",
            "'  ', NO_TOKEN",
            "a.b.c.d.e, ENCRYPTED_TOKEN",
            "glcbt-64_abc, CI_JOB_TOKEN",
            "glcbt-a.b.c, CI_JOB_TOKEN",
            "glpat-abcdefgh, ACCESS_TOKEN",
            "gldt-abcdefgh, ACCESS_TOKEN"
        })
        void a_neighbouring_credential_is_named(String text, RejectionHint hint) {
            Rejection rejection = rejectionOf(text);

            assertThat(rejection.hint()).contains(hint);
            assertThat(rejection.callerMessage()).contains(hint.advice());
        }

        @Test
        void the_word_bearer_in_front_of_a_true_token_is_named() {
            for (String front : new String[] {"Bearer ", "bearer ", "Bearer\t"}) {
                assertMalformed(front + token(), Optional.of(RejectionHint.BEARER_PREFIX));
            }
        }

        @Test
        void white_space_or_quotes_around_a_true_token_are_named() {
            for (String around : new String[] {" %s", "%s ", "%s\n", "%s\r\n", "\"%s\"", "'%s'"}) {
                assertMalformed(String.format(around, token()), Optional.of(RejectionHint.SURROUNDED));
            }
        }

        @ParameterizedTest
        @ValueSource(strings = {"=", "+", "/", ",", "~", ";a=b", "\u0000", "\u00e9", "\uff21"})
        void a_character_that_no_jwt_has_makes_it_malformed(String character) {
            assertMalformed(token() + character, Optional.empty());
            assertMalformed(character + token(), Optional.empty());
        }

        private void assertMalformed(String text, Optional<RejectionHint> hint) {
            Rejection rejection = rejectionOf(text);

            assertThat(rejection.reason()).isEqualTo(RejectionReason.TOKEN_MALFORMED);
            assertThat(rejection.hint()).isEqualTo(hint);
        }

        @Test
        void a_foreign_issuers_token_with_something_around_it_is_the_next_authenticators_turn() {
            Rejection rejection = rejectionOf("Bearer " + token(claims(Forge.URL, "https://other.example.com")));

            assertThat(rejection.reason()).isEqualTo(RejectionReason.ISSUER_UNKNOWN);
            assertThat(rejection.hint()).contains(RejectionHint.BEARER_PREFIX);
        }

        @Test
        void a_json_text_is_no_jwt_whatever_is_in_it() {
            assertThat(rejectionOf("{\"a\":\"" + token() + "\"}").reason()).isEqualTo(RejectionReason.NOT_A_JWT);
            assertThat(rejectionOf(" {" + token()).reason()).isEqualTo(RejectionReason.NOT_A_JWT);
        }

        @Test
        void six_parts_are_no_encrypted_token() {
            assertThat(rejectionOf("a.b.c.d.e.f").hint()).isEmpty();
        }

        @Test
        void a_job_token_in_jwt_form_is_named() {
            assertThat(rejectionOf("glcbt-" + token()).hint()).contains(RejectionHint.CI_JOB_TOKEN);
        }
    }

    @Nested
    class Step_2_issuer {

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "7",
                    "null",
                    "[\"https://gitlab.example.com\"]",
                    "{}",
                    "\"\"",
                    "\"https://gitlab.com\"",
                    "true"
                })
        void another_issuer_or_none_is_not_ours(String issuer) {
            assertThat(rejectionOf(token(claims("\"https://gitlab.example.com\"", issuer)))
                            .reason())
                    .isEqualTo(RejectionReason.ISSUER_UNKNOWN);
        }

        @ParameterizedTest
        @CsvSource({
            "https://gitlab.example.com/, TRAILING_SLASH",
            "http://gitlab.example.com, SCHEME",
            "https://GitLab.example.com, LETTER_CASE",
            "https://gitlab.example.com:443, DEFAULT_PORT",
            "gitlab.example.com, SCHEME_MISSING",
            "' https://gitlab.example.com', WHITE_SPACE"
        })
        void a_near_miss_is_named_for_the_operator_alone(String issuer, RejectionHint hint) {
            Rejection rejection = rejectionOf(token(claims(Forge.URL, issuer)));

            assertThat(rejection.reason()).isEqualTo(RejectionReason.ISSUER_UNKNOWN);
            assertThat(rejection.hint()).contains(hint);
            assertThat(rejection.operatorMessage())
                    .contains("\"" + Forge.URL + "\"")
                    .contains("\"" + issuer + "\"");
            assertThat(rejection.callerMessage()).isEqualTo(RejectionReason.ISSUER_UNKNOWN.callerMessage());
        }

        @Test
        void a_removed_kind_of_token_is_named() {
            String legacy = "{\"iss\":\"gitlab.example.com\",\"sub\":\"job_1435082\",\"exp\":1790003600}";

            assertThat(rejectionOf(token(legacy)).callerMessage())
                    .contains("GitLab 17.0")
                    .contains("id_tokens:");
        }

        @Test
        void a_foreign_token_is_not_judged_any_further() {
            String foreign = token("{\"alg\":\"HS256\"}", claims(Forge.URL, "https://other.example.com"));

            assertThat(rejectionOf(foreign).reason()).isEqualTo(RejectionReason.ISSUER_UNKNOWN);
        }

        @Test
        void each_issuer_is_judged_by_its_own_conditions() throws Exception {
            Issuer other = Issuer.gitlab("https://other.example.com")
                    .audience("elsewhere")
                    .build();
            TokenVerifier verifier = TokenVerifier.builder()
                    .issuer(Forge.issuer().build(), Forge.keys())
                    .issuer(other, Forge.keys())
                    .clock(Forge.clockAt(NOW))
                    .build();
            String othersToken = claims(Forge.URL, "https://other.example.com");

            assertThat(verifier.verify(token()).issuer().url()).isEqualTo(Forge.URL);
            assertThat(rejectionOf(verifier, token(othersToken)).reason()).isEqualTo(RejectionReason.AUDIENCE_MISMATCH);
            assertThat(verifier.verify(token(othersToken.replace(AUDIENCE, "elsewhere")))
                            .issuer())
                    .isEqualTo(other);
        }
    }

    @Nested
    class Step_3_header {

        @ParameterizedTest
        @ValueSource(strings = {"none", "HS256", "RS512", "rs256", "RS256 ", "", "PS256", "ES256", "EdDSA"})
        void an_algorithm_outside_of_the_list_is_refused(String algorithm) {
            Rejection rejection = rejectionOf(token(HEADER.replace("RS256", algorithm), CLAIMS));

            assertThat(rejection.reason()).isEqualTo(RejectionReason.ALGORITHM_NOT_ALLOWED);
            assertThat(rejection.claim()).contains("alg");
            assertThat(rejection.expected()).isEqualTo("one of [RS256]");
        }

        @ParameterizedTest
        @ValueSource(
                strings = {"\"crit\":[\"exp\"]", "\"crit\":[]", "\"b64\":true", "\"zip\":\"DEF\"", "\"cty\":\"JWT\""})
        void a_parameter_that_an_id_token_never_has_is_refused(String parameter) {
            assertThat(rejectionOf(token(HEADER.replace("\"typ\":\"JWT\"", parameter), CLAIMS))
                            .reason())
                    .isEqualTo(RejectionReason.HEADER_UNSUPPORTED);
        }

        @ParameterizedTest
        @ValueSource(strings = {"at+jwt", "logout+jwt", "JOSE", "", "JWT ", "application/jwt"})
        void another_type_is_refused(String type) {
            assertThat(rejectionOf(token(HEADER.replace("JWT", type), CLAIMS)).reason())
                    .isEqualTo(RejectionReason.HEADER_UNSUPPORTED);
        }

        @ParameterizedTest
        @ValueSource(strings = {"\"typ\":\"jwt\",", "\"typ\":\"JWT\",", ""})
        void the_type_jwt_may_be_in_any_case_or_absent(String type) throws Exception {
            assertThat(Forge.verifier().verify(token(HEADER.replace("\"typ\":\"JWT\",", type), CLAIMS)))
                    .isNotNull();
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "{\"alg\":null,\"kid\":\"key-1\"}",
                    "{\"alg\":7,\"kid\":\"key-1\"}",
                    "{\"kid\":\"key-1\"}",
                    "{\"alg\":\"RS256\",\"kid\":null}",
                    "{\"alg\":\"RS256\",\"kid\":1}",
                    "{\"alg\":\"RS256\",\"typ\":null}",
                    "{\"alg\":\"RS256\",\"alg\":\"none\"}",
                    "[]",
                    "{}x",
                    "",
                    "\ufeff{\"alg\":\"RS256\",\"kid\":\"key-1\"}"
                })
        void a_malformed_header_is_refused(String header) {
            assertThat(rejectionOf(token(header, CLAIMS)).reason()).isEqualTo(RejectionReason.TOKEN_MALFORMED);
        }

        @Test
        void a_header_above_16384_characters_is_refused() {
            String frame = HEADER.replace("}", ",\"x\":\"\"}");
            String longest = frame.replace("\"\"}", "\"" + "x".repeat(12_288 - frame.length()) + "\"}");
            String tooLong = longest.replace("\"}", "x\"}");

            assertThat(token(longest, CLAIMS).indexOf('.')).isEqualTo(16_384);
            assertThatCode(() -> Forge.verifier().verify(token(longest, CLAIMS)))
                    .doesNotThrowAnyException();
            assertThat(rejectionOf(token(tooLong, CLAIMS)).reason()).isEqualTo(RejectionReason.TOKEN_MALFORMED);
        }

        @Test
        void a_malformed_signature_asks_for_no_key() {
            List<KeyRequest> asked = new ArrayList<>();
            TokenVerifier verifier = TokenVerifier.builder()
                    .issuer(Forge.issuer().build(), request -> {
                        asked.add(request);
                        return Forge.key();
                    })
                    .clock(Forge.clockAt(NOW))
                    .build();

            assertThat(rejectionOf(verifier, token() + "\n").reason()).isEqualTo(RejectionReason.TOKEN_MALFORMED);
            assertThat(asked).isEmpty();
        }

        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                value = {
                    "\"typ\":\"JWT\" | \"typ\":\"at+jwt\" | SEND_ID_TOKEN",
                    "\"typ\":\"JWT\" | \"crit\":[] | SEND_ID_TOKEN",
                    "RS256 | ES256 | GITLAB_SIGNS_RS256",
                    "key-1 | key-2 | KEY_REPLACED"
                })
        void the_header_of_another_token_is_told_what_to_do(String piece, String replacement, RejectionHint hint) {
            assertThat(rejectionOf(token(HEADER.replace(piece, replacement), CLAIMS))
                            .hint())
                    .contains(hint);
        }

        @Test
        void a_signature_that_is_not_strict_base64url_is_refused() {
            assertThat(rejectionOf(token() + "AAA").reason()).isEqualTo(RejectionReason.TOKEN_MALFORMED);
        }
    }

    @Nested
    class Step_4_key {

        @Test
        void an_unknown_key_is_refused_and_its_id_cannot_break_a_line() {
            Rejection rejection = rejectionOf(token(HEADER.replace("key-1", "\\r\\nX: 1"), CLAIMS));

            assertThat(rejection.reason()).isEqualTo(RejectionReason.KEY_UNKNOWN);
            assertThat(rejection.actual()).isEqualTo("\"\\u000d\\u000aX: 1\"");
        }

        @ParameterizedTest
        @ValueSource(strings = {"RS512", "ES256"})
        void a_key_source_that_gives_a_key_for_another_algorithm_is_not_believed(String algorithm) throws Exception {
            KeyPairGenerator p256 = KeyPairGenerator.getInstance("EC");
            p256.initialize(256);
            VerificationKey wrong = VerificationKey.of(
                    Optional.of(Forge.KEY_ID),
                    algorithm.equals("RS512")
                            ? Forge.key().publicKey()
                            : p256.generateKeyPair().getPublic(),
                    SignatureAlgorithm.named(algorithm).orElseThrow());
            TokenVerifier verifier = TokenVerifier.builder()
                    .issuer(Forge.issuer().build(), request -> wrong)
                    .clock(Forge.clockAt(NOW))
                    .build();

            assertThat(rejectionOf(verifier, token()).reason()).isEqualTo(RejectionReason.KEY_UNUSABLE);
        }

        @Test
        void keys_that_cannot_be_had_are_no_rejection() {
            Unavailability unavailability =
                    new Unavailability(UnavailabilityReason.ISSUER_UNREACHABLE, "test", Duration.ofSeconds(3));
            KeySource down = request -> {
                throw new KeysUnavailableException(unavailability);
            };
            TokenVerifier verifier =
                    TokenVerifier.builder().issuer(Forge.issuer().build(), down).build();

            assertThatThrownBy(() -> verifier.verify(token()))
                    .isInstanceOfSatisfying(
                            KeysUnavailableException.class,
                            thrown -> assertThat(thrown.unavailability()).isEqualTo(unavailability));
        }
    }

    @Nested
    class Step_5_signature {

        @ParameterizedTest
        @ValueSource(ints = {0, 1, 128, 255, 257, 512})
        void a_signature_of_another_width_is_refused(int width) {
            String input = token().substring(0, token().lastIndexOf('.') + 1);

            assertThat(rejectionOf(input + Forge.encode(new byte[width])).reason())
                    .isEqualTo(RejectionReason.SIGNATURE_INVALID);
        }

        @Test
        void a_signature_of_other_claims_is_refused() {
            String[] good = token().split("\\.");
            String[] other = token(claims("main", "evil")).split("\\.");

            Rejection rejection = rejectionOf(good[0] + "." + other[1] + "." + good[2]);

            assertThat(rejection.reason()).isEqualTo(RejectionReason.SIGNATURE_INVALID);
            assertThat(rejection.hint()).contains(RejectionHint.TOKEN_CHANGED);
        }

        @Test
        void claims_are_not_judged_before_the_signature_holds() {
            String[] expired = token(claims("1790003600", "1")).split("\\.");
            String[] good = token().split("\\.");

            assertThat(rejectionOf(expired[0] + "." + expired[1] + "." + good[2])
                            .reason())
                    .isEqualTo(RejectionReason.SIGNATURE_INVALID);
        }
    }

    @Test
    void no_message_holds_a_private_value_or_a_piece_of_the_token() throws Exception {
        String token = token(claims("\"sub\"", "\"user_email\":\"jane@example.org\",\"sub\""));
        VerifiedToken verified = Forge.verifier().verify(token);

        assertThat(verified.toString() + verified.claims())
                .doesNotContain("jane", "acme")
                .doesNotContain(token.substring(token.lastIndexOf('.')));
        assertThat(rejectionOf(token.substring(0, token.length() - 2) + "AA").operatorMessage())
                .doesNotContain("jane", "acme")
                .doesNotContain(token.substring(token.length() - 20, token.length() - 2));
    }

    @Nested
    class Construction {

        @Test
        void a_verifier_without_issuer_is_refused() {
            assertThatThrownBy(() -> TokenVerifier.builder().build())
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("At least one issuer");
        }

        @Test
        void the_same_issuer_twice_is_refused() {
            TokenVerifier.Builder builder =
                    TokenVerifier.builder().issuer(Forge.issuer().build(), Forge.keys());

            assertThatThrownBy(() -> builder.issuer(Forge.issuer().build(), Forge.keys()))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("is there already");
        }

        @ParameterizedTest
        @ValueSource(ints = {-1, 0, 4_095, 262_145})
        void a_length_out_of_range_is_refused(int characters) {
            assertThatThrownBy(() -> TokenVerifier.builder().maximumTokenLength(characters))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("4096 to 262144");
        }

        @ParameterizedTest
        @ValueSource(ints = {4_096, 262_144})
        void a_length_within_range_holds(int characters) {
            TokenVerifier verifier = TokenVerifier.builder()
                    .issuer(Forge.issuer().build(), Forge.keys())
                    .maximumTokenLength(characters)
                    .build();

            assertThat(rejectionOf(verifier, new String(new byte[characters + 1], UTF_8))
                            .reason())
                    .isEqualTo(RejectionReason.TOKEN_TOO_LARGE);
            assertThat(rejectionOf(verifier, new String(new byte[characters], UTF_8))
                            .reason())
                    .isEqualTo(RejectionReason.NOT_A_JWT);
        }
    }
}
