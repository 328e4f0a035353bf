package dev.tanukey.token;

import static dev.tanukey.Forge.CLAIMS;
import static dev.tanukey.Forge.NOW;
import static dev.tanukey.Forge.claims;
import static dev.tanukey.Forge.token;
import static dev.tanukey.Rejections.rejectionOf;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tanukey.Forge;
import dev.tanukey.issuer.Issuer;
import dev.tanukey.key.KeysUnavailableException;
import dev.tanukey.reason.RejectedException;
import dev.tanukey.reason.RejectionReason;
import dev.tanukey.strict.StrictJson;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;

/** Laws that hold for all tokens. */
class TokenPropertiesTest {
    private static final String TOKEN = token();
    private static final TokenVerifier VERIFIER = Forge.verifier();
    private static final List<String> MEMBERS =
            List.of(CLAIMS.substring(1, CLAIMS.length() - 1).split(",(?=\")"));

    @Property
    void any_single_changed_character_is_refused(
            @ForAll @IntRange(min = 0, max = 10_000) int position, @ForAll("characters") char character) {
        int at = position % TOKEN.length();
        if (TOKEN.charAt(at) != character) {
            rejectionOf(VERIFIER, TOKEN.substring(0, at) + character + TOKEN.substring(at + 1));
        }
    }

    /** All of them: 64 letters at some 560 places. */
    @Example
    void no_other_letter_at_any_place_is_taken() {
        String alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
        for (int at = 0; at < TOKEN.length(); at++) {
            for (char letter : alphabet.toCharArray()) {
                if (TOKEN.charAt(at) != letter) {
                    rejectionOf(VERIFIER, TOKEN.substring(0, at) + letter + TOKEN.substring(at + 1));
                }
            }
        }
    }

    @Property
    void any_single_removed_character_is_refused(@ForAll @IntRange(min = 0, max = 10_000) int position) {
        int at = position % TOKEN.length();

        rejectionOf(VERIFIER, TOKEN.substring(0, at) + TOKEN.substring(at + 1));
    }

    @Property
    void any_single_added_character_is_refused(
            @ForAll @IntRange(min = 0, max = 10_000) int position, @ForAll("characters") char character) {
        int at = position % (TOKEN.length() + 1);

        rejectionOf(VERIFIER, TOKEN.substring(0, at) + character + TOKEN.substring(at));
    }

    @Provide
    Arbitrary<Character> characters() {
        return Arbitraries.oneOf(
                Arbitraries.chars().alpha(),
                Arbitraries.chars().numeric(),
                Arbitraries.of('-', '_', '.', '=', '+', '/', ' ', '\n', '\t', '~', '\u0000', '\uff21'),
                Arbitraries.chars().all());
    }

    @Property
    void any_text_is_refused_and_never_throws_anything_else(@ForAll String text) {
        rejectionOf(VERIFIER, text);
    }

    @Property
    void any_signed_payload_is_judged_without_another_exception(@ForAll byte[] payload) {
        rejectionOf(VERIFIER, token(Forge.HEADER.getBytes(UTF_8), payload));
    }

    @Property
    void any_signed_header_is_judged_without_another_exception(@ForAll byte[] header) {
        rejectionOf(VERIFIER, token(header, CLAIMS.getBytes(UTF_8)));
    }

    @Property(tries = 200)
    void the_order_of_claims_is_irrelevant(@ForAll("orders") List<String> members) throws Exception {
        VerifiedToken verified = VERIFIER.verify(token("{" + String.join(",", members) + "}"));

        Map<String, Object> expected = StrictJson.readObject(CLAIMS.getBytes(UTF_8));
        assertThat(verified.claims().asMap()).isEqualTo(expected);
    }

    @Provide
    Arbitrary<List<String>> orders() {
        return Arbitraries.shuffle(new ArrayList<>(MEMBERS));
    }

    @Property(tries = 200)
    void a_token_is_taken_until_the_second_before_its_expiry_and_the_tolerance(
            @ForAll @LongRange(min = -400, max = 400) long secondsLeft,
            @ForAll @IntRange(min = 0, max = 300) int tolerance)
            throws KeysUnavailableException {
        String token = token(claims("1790003600", String.valueOf(NOW.getEpochSecond() + secondsLeft)));

        assertThat(isTaken(token, tolerance, 300 - tolerance, RejectionReason.EXPIRED))
                .isEqualTo(secondsLeft + tolerance > 0);
    }

    @Property(tries = 200)
    void a_token_is_taken_from_the_second_of_its_not_before_less_the_tolerance(
            @ForAll @LongRange(min = -400, max = 400) long secondsAhead,
            @ForAll @IntRange(min = 0, max = 300) int tolerance)
            throws KeysUnavailableException {
        String token = token(claims("1789999995", String.valueOf(NOW.getEpochSecond() + secondsAhead)));

        assertThat(isTaken(token, 300 - tolerance, tolerance, RejectionReason.NOT_YET_VALID))
                .isEqualTo(secondsAhead <= tolerance);
    }

    @Property(tries = 200)
    void a_token_is_taken_from_the_second_of_its_issue_less_the_tolerance(
            @ForAll @LongRange(min = -400, max = 400) long secondsAhead,
            @ForAll @IntRange(min = 0, max = 300) int tolerance)
            throws KeysUnavailableException {
        String token = token(claims("1790000000", String.valueOf(NOW.getEpochSecond() + secondsAhead)));

        assertThat(isTaken(token, 300 - tolerance, tolerance, RejectionReason.NOT_YET_VALID))
                .isEqualTo(secondsAhead <= tolerance);
    }

    private static boolean isTaken(String token, int afterExpiry, int beforeStart, RejectionReason otherwise)
            throws KeysUnavailableException {
        Issuer issuer = Forge.issuer()
                .expiryTolerance(Duration.ofSeconds(afterExpiry))
                .notBeforeTolerance(Duration.ofSeconds(beforeStart))
                .build();
        try {
            Forge.verifier(issuer).verify(token);
            return true;
        } catch (RejectedException refusal) {
            assertThat(refusal.rejection().reason()).isEqualTo(otherwise);
            return false;
        }
    }
}
