package dev.tanukey.token;

import dev.tanukey.reason.RejectedException;
import dev.tanukey.reason.Rejection;
import dev.tanukey.reason.RejectionHint;
import dev.tanukey.reason.RejectionReason;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.Optional;

/** Seconds since 1970 as a JSON number, with or without a fraction (RFC 7519 2); at most the year 9999. */
final class NumericDate {
    private static final long MAXIMUM = 253_402_300_799L;

    private NumericDate() {}

    static Optional<Instant> read(Claims claims, String name) throws RejectedException {
        if (!claims.has(name)) {
            return Optional.empty();
        }
        Object value = claims.value(name).orElse(null);
        if (!(value instanceof Number number)) {
            throw claims.malformed(name, "a number of seconds");
        }
        // The range is checked before any arithmetic, so that nothing can wrap around.
        if (!(Math.abs(number.doubleValue()) <= MAXIMUM)) {
            throw new RejectedException(outOfRange(name, number.doubleValue()));
        }
        if (number instanceof Long seconds) {
            return Optional.of(Instant.ofEpochSecond(seconds));
        }
        BigDecimal exact = new BigDecimal(number.doubleValue());
        BigDecimal whole = exact.setScale(0, RoundingMode.FLOOR);
        long nanos = exact.subtract(whole).movePointRight(9).longValue();
        return Optional.of(Instant.ofEpochSecond(whole.longValueExact(), nanos));
    }

    private static Rejection outOfRange(String name, double value) {
        Rejection rejection = Rejection.ofClaim(
                RejectionReason.CLAIM_MALFORMED, name, "seconds up to the year 9999", "a number out of range");
        boolean plausibleMilliseconds = value > MAXIMUM && value / 1000 <= MAXIMUM;
        return plausibleMilliseconds ? rejection.withHint(RejectionHint.MILLISECONDS) : rejection;
    }
}
