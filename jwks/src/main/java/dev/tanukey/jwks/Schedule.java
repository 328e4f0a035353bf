package dev.tanukey.jwks;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.DoubleSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
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
    private static final Pattern DIGITS = Pattern.compile("[0-9]+");
    private static final Pattern NO_STORE = Pattern.compile("(?i)(?:^|[,\\s])no-(?:store|cache)\\s*(?:[,=]|$)");
    private static final Pattern MAX_AGE = Pattern.compile("(?i)(?:^|[,\\s])max-age=\"?([0-9]+)\"?\\s*(?:,|$)");

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
        if (DIGITS.matcher(retryAfter).matches()) {
            return Optional.of(seconds(retryAfter));
        }
        // The server's own idea of the time, if it tells: its clock and ours need not agree.
        Instant from = answer.header("Date").flatMap(Schedule::date).orElseGet(clock::instant);
        return date(retryAfter).map(until -> Duration.between(from, until));
    }

    /** The answer's own idea of its lifetime (RFC 9111 5.2.2); none if it has none that can be read. */
    private static Optional<Duration> maxAge(FetchedDocument document) {
        Optional<String> cacheControl = document.header("Cache-Control");
        if (cacheControl.filter(value -> NO_STORE.matcher(value).find()).isPresent()) {
            return Optional.of(Duration.ZERO);
        }
        return cacheControl.map(MAX_AGE::matcher).filter(Matcher::find).map(found -> seconds(found.group(1)));
    }

    private static Duration seconds(String digits) {
        return Duration.ofSeconds(digits.length() > 9 ? 1_000_000_000 : Long.parseLong(digits));
    }

    private static Optional<Instant> date(String value) {
        return Optional.ofNullable(
                new Headers.Builder().addUnsafeNonAscii("Date", value).build().getInstant("Date"));
    }

    private static Duration times(Duration span, double factor) {
        return Duration.ofNanos((long) (span.toNanos() * factor));
    }
}
