package dev.tanukey.jwks;

import dev.tanukey.reason.Unavailability;
import java.time.Duration;
import java.util.Optional;

/**
 * How an issuer's keys are at one moment, for readiness checks and gauges. Immutable. All spans are counted by the
 * monotonic clock of the source.
 *
 * @param issuer the issuer's URL
 * @param ready whether tokens of this issuer can be judged: there are keys, and they are not too old
 * @param keys how many keys may verify now
 * @param age how long ago the last good fetch began; empty before the first one
 * @param staleFor for how long the keys should have been fetched again and could not; empty while they are fresh
 * @param lastError what went wrong with the last fetch; empty if it was good, or there was none
 * @param nextFetchIn when the next fetch is due; zero if it is under way; empty if the source was not used yet, or is
 *     closed
 */
public record JwksHealth(
        String issuer,
        boolean ready,
        int keys,
        Optional<Duration> age,
        Optional<Duration> staleFor,
        Optional<Unavailability> lastError,
        Optional<Duration> nextFetchIn) {

    /** {@return the whole story in one line, for operators} */
    public String operatorMessage() {
        StringBuilder line = new StringBuilder(issuer).append(": ").append(ready ? "ready" : "not ready");
        line.append(", ").append(keys).append(keys == 1 ? " key" : " keys");
        age.ifPresent(span -> line.append(", fetched ").append(span.toSeconds()).append(" s ago"));
        staleFor.ifPresent(
                span -> line.append(", stale for ").append(span.toSeconds()).append(" s"));
        nextFetchIn.ifPresent(
                span -> line.append(", next fetch in ").append(span.toSeconds()).append(" s"));
        lastError.ifPresent(
                why -> line.append(". ").append(why.reason()).append(": ").append(why.detail()));
        return line.toString();
    }
}
