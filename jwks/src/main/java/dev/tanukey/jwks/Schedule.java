package dev.tanukey.jwks;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.DoubleSupplier;
import okhttp3.CacheControl;
import okhttp3.Headers;

/**
 * When to fetch next, as the policy and the issuer's answer have it. Chance keeps a fleet that was started together
 * from asking together.
 *
 * @param policy the spans
 * @param chance numbers from 0 to below 1
 * @param clock for a {@code Retry-After} that names a date
 */
record Schedule(RefreshPolicy policy, DoubleSupplier chance, Clock clock) {
    private static final Duration SHORTEST_LIFETIME = Duration.ofMinutes(1);
    private static final Duration LONGEST_RETRY_AFTER = Duration.ofMinutes(5);
    private static final double JITTER_OF_LIFETIME = 0.1;
    private static final double JITTER_OF_BACK_OFF = 0.2;

    /** How long keys are fresh: the refresh interval, or a shorter {@code max-age}, less up to a tenth. */
    Duration lifetime(FetchedDocument document) {
        Duration interval = maxAge(document)
                .filter(age -> age.compareTo(policy.refreshInterval()) < 0)
                .orElse(policy.refreshInterval());
        Duration lifetime = times(interval, 1 - JITTER_OF_LIFETIME * chance.getAsDouble());
        return lifetime.compareTo(SHORTEST_LIFETIME) < 0 ? SHORTEST_LIFETIME : lifetime;
    }

    /** How long to leave the issuer alone after a failure: the back-off, or a longer time that it asks for. */
    Duration pause(int failuresInARow, FetchFailedException failure) {
        Duration backOff =
                times(policy.backOff(failuresInARow), 1 + JITTER_OF_BACK_OFF * (2 * chance.getAsDouble() - 1));
        Duration asked = retryAfter(failure);
        return asked.compareTo(backOff) > 0 ? asked : backOff;
    }

    /** For how long the issuer asks to be left alone (RFC 9110 10.2.3), as far as it is obeyed; zero if it does not. */
    Duration retryAfter(FetchFailedException failure) {
        return failure.answer()
                .flatMap(answer -> answer.header("Retry-After").flatMap(value -> delay(value, answer)))
                .filter(delay -> !delay.isNegative())
                .map(delay -> delay.compareTo(LONGEST_RETRY_AFTER) < 0 ? delay : LONGEST_RETRY_AFTER)
                .orElse(Duration.ZERO);
    }

    private Optional<Duration> delay(String retryAfter, FetchedDocument answer) {
        if (!retryAfter.isEmpty() && retryAfter.chars().allMatch(letter -> letter >= '0' && letter <= '9')) {
            return Optional.of(
                    retryAfter.length() > 9 ? LONGEST_RETRY_AFTER : Duration.ofSeconds(Long.parseLong(retryAfter)));
        }
        // The server's own idea of the time, if it tells: its clock and ours need not agree.
        Instant from = answer.header("Date").flatMap(Schedule::date).orElseGet(clock::instant);
        return date(retryAfter).map(until -> Duration.between(from, until));
    }

    private static Optional<Duration> maxAge(FetchedDocument document) {
        return document.header("Cache-Control")
                .map(value -> CacheControl.parse(new Headers.Builder()
                        .addUnsafeNonAscii("Cache-Control", value)
                        .build()))
                .flatMap(control -> control.noStore() || control.noCache()
                        ? Optional.of(Duration.ZERO)
                        : Optional.of(control.maxAgeSeconds())
                                .filter(seconds -> seconds >= 0)
                                .map(Duration::ofSeconds));
    }

    private static Optional<Instant> date(String value) {
        return Optional.ofNullable(
                new Headers.Builder().addUnsafeNonAscii("Date", value).build().getInstant("Date"));
    }

    private static Duration times(Duration span, double factor) {
        return Duration.ofNanos((long) (span.toNanos() * factor));
    }
}
