package dev.tanukey.testkit.forged;

import static dev.tanukey.reason.RejectionReason.CLAIM_MALFORMED;
import static dev.tanukey.reason.RejectionReason.EXPIRED;
import static dev.tanukey.reason.RejectionReason.NOT_YET_VALID;

import dev.tanukey.testkit.TokenBuilder;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** {@link Attack#TIME}; further from the edge than any tolerance for clocks should be. */
final class TimeForgeries {
    private static final Chapter TIME = new Chapter(Attack.TIME);
    private static final long DAY = 86_400;
    private static final long YEAR_10000 = 253_402_300_800L;

    private static final String EXP =
            "On or after exp a token must not be accepted (RFC 7519 4.1.4): it may have been" + " found in an old log.";
    private static final String NBF = "Before nbf a token must not be accepted (RFC 7519 4.1.5).";
    private static final String IAT = "A token from the future comes from a clock that is wrong, or lives longer than"
            + " anybody thinks; RFC 7519 4.1.6 asks for no check.";
    private static final String UNIT =
            "Milliseconds for seconds: a reader that guesses the unit can be made to guess" + " wrong (RFC 7519 2).";

    private TimeForgeries() {}

    static List<ForgedToken> list() {
        return List.of(
                TIME.standard("expired", "expired an hour ago", EXP)
                        .by((mint, good) -> good.expired().sign(), EXPIRED),
                TIME.standard("expired-ten-minutes-ago", "expired ten minutes ago", EXP)
                        .by((mint, good) -> shifted(good, "exp", Duration.ofMinutes(-10)), EXPIRED),
                TIME.standard("expired-a-year-ago", "expired a year ago", EXP)
                        .by(
                                (mint, good) -> {
                                    long now = Workshop.seconds(good, "iat");
                                    return good.issuedAt(Instant.ofEpochSecond(now - 365 * DAY))
                                            .lifetime(Duration.ofHours(1))
                                            .sign();
                                },
                                EXPIRED),
                TIME.standard("exp-fraction", "expired an hour ago, with a fraction of a second", EXP)
                        .by(
                                (mint, good) -> good.claim("exp", Workshop.seconds(good, "iat") - 3_600.5)
                                        .sign(),
                                EXPIRED),
                TIME.standard("exp-zero", "exp is 0, which some take for never", EXP)
                        .claiming("exp", 0L, EXPIRED),
                TIME.policy("expired-in-milliseconds", "expired a day ago, in milliseconds", UNIT)
                        .by(
                                (mint, good) -> good.claim("exp", 1_000 * (Workshop.seconds(good, "iat") - DAY))
                                        .sign(),
                                CLAIM_MALFORMED),
                TIME.policy("exp-year-10000", "expires in the year 10000", UNIT)
                        .claiming("exp", YEAR_10000, CLAIM_MALFORMED),
                TIME.standard("nbf-tomorrow", "not valid before tomorrow", NBF)
                        .by((mint, good) -> shifted(good, "nbf", Duration.ofDays(1)), NOT_YET_VALID),
                TIME.standard("nbf-in-an-hour", "not valid before an hour from now, expires later", NBF)
                        .by(
                                (mint, good) -> shifted(
                                        good.claim("exp", Workshop.seconds(good, "iat") + DAY),
                                        "nbf",
                                        Duration.ofHours(1)),
                                NOT_YET_VALID),
                TIME.standard("nbf-milliseconds", "nbf is in milliseconds, far in the future", UNIT)
                        .by(
                                (mint, good) -> good.claim("nbf", 1_000 * Workshop.seconds(good, "iat"))
                                        .sign(),
                                CLAIM_MALFORMED,
                                NOT_YET_VALID),
                TIME.policy("iat-tomorrow", "issued tomorrow, as iat says", IAT)
                        .by((mint, good) -> shifted(good, "iat", Duration.ofDays(1)), NOT_YET_VALID),
                TIME.policy("issued-tomorrow", "issued tomorrow, as iat and nbf say, where there is one", IAT)
                        .by(
                                (mint, good) -> {
                                    long now = Workshop.seconds(good, "iat");
                                    return good.issuedAt(Instant.ofEpochSecond(now + DAY))
                                            .sign();
                                },
                                NOT_YET_VALID));
    }

    /** The claim is that far from now, which {@code iat} tells. */
    private static String shifted(TokenBuilder<?> good, String claim, Duration fromNow) {
        long now = Workshop.seconds(good, "iat");
        return good.claim(claim, now + fromNow.toSeconds()).sign();
    }
}
