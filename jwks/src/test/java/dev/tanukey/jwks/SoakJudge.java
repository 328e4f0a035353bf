package dev.tanukey.jwks;

import dev.tanukey.key.VerificationKey;
import dev.tanukey.reason.RejectionReason;
import java.security.PublicKey;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Judges the verdicts of {@link Soak} by what the issuer has served, and when. Keeps what it needs for two minutes, and
 * judges a verdict some seconds after it was given, when all is known that may have led to it. Times are readings of
 * {@link System#nanoTime}. Thread-safe.
 */
final class SoakJudge implements JwksListener {
    private static final long SECOND = Duration.ofSeconds(1).toNanos();
    private static final long KEPT = 120 * SECOND;

    /** The source tells of a fetch when those who waited for it have gone on, and a busy machine takes its time. */
    private static final long TOLD_LATE = SECOND / 2;

    /** What became of a look-up: a key, a refusal, or no answer. */
    record Verdict(Optional<PublicKey> key, Optional<RejectionReason> refusal) {
        String name() {
            return key.isPresent() ? "FOUND" : refusal.map(Enum::name).orElse("UNAVAILABLE");
        }
    }

    /** A look-up and when it was. */
    record LookUp(Soak.Kind kind, String keyId, Verdict verdict, long begunAt, long endedAt) {}

    /**
     * A fetch that has ended.
     *
     * @param begunAt at the latest, as the source tells
     * @param askedAt when the issuer heard of it, or else when it began
     * @param served what the issuer has answered, if it was good
     * @param knownAt when the source must have known that, at the latest
     */
    private record Fetch(long begunAt, long askedAt, Optional<Map<String, PublicKey>> served, long knownAt) {
        private Optional<PublicKey> key(String keyId) {
            return served.flatMap(keys -> Optional.ofNullable(keys.get(keyId)));
        }
    }

    private record Asked(long at, Optional<Map<String, PublicKey>> served) {}

    private final RefreshPolicy policy;
    private final Deque<Fetch> fetches = new ArrayDeque<>();
    private final List<String> wrongAccepts = new ArrayList<>();
    private final List<String> wrongRefusals = new ArrayList<>();
    private final List<String> wrongSets = new ArrayList<>();
    private Optional<Asked> asked = Optional.empty();
    private long goodFetches;
    private long failedFetches;
    private long judged;
    private long wrongAcceptCount;
    private long wrongRefusalCount;

    SoakJudge(RefreshPolicy policy) {
        this.policy = policy;
    }

    /** The issuer is asked for its keys, and will serve these, or something else. */
    synchronized void asked(Optional<Map<String, PublicKey>> served) {
        asked = Optional.of(new Asked(System.nanoTime(), served));
    }

    @Override
    public synchronized void keysRefreshed(KeysRefreshed event) {
        long now = System.nanoTime();
        goodFetches++;
        Map<String, PublicKey> keys = new HashMap<>();
        for (VerificationKey key : event.keys().keys()) {
            keys.put(key.keyId().orElseThrow(), key.publicKey());
        }
        Optional<Map<String, PublicKey>> served = asked.flatMap(Asked::served);
        if (!served.equals(Optional.of(keys))) {
            wrongSets.add("served " + served.map(Map::keySet) + ", taken " + keys.keySet());
        }
        keep(new Fetch(now - event.took().toNanos(), asked.orElseThrow().at, Optional.of(keys), now));
    }

    @Override
    public synchronized void refreshFailed(RefreshFailed event) {
        long now = System.nanoTime();
        failedFetches++;
        long begunAt = now - event.took().toNanos();
        keep(new Fetch(
                begunAt, asked.map(Asked::at).filter(at -> at - begunAt > 0).orElse(begunAt), Optional.empty(), now));
    }

    private void keep(Fetch fetch) {
        fetches.addLast(fetch);
        asked = Optional.empty();
        while (fetch.knownAt - fetches.getFirst().knownAt > KEPT) {
            fetches.removeFirst();
        }
    }

    /** An id that the source knows, or should. */
    synchronized Optional<String> knownKeyId() {
        return lastGood(System.nanoTime())
                .flatMap(Fetch::served)
                .map(keys -> keys.keySet().iterator().next());
    }

    /** Whether the next fetch is a further try. */
    synchronized boolean hasJustFailed() {
        return !fetches.isEmpty() && fetches.getLast().served.isEmpty();
    }

    private Optional<Fetch> lastGood(long before) {
        return fetches.stream()
                .filter(fetch -> fetch.served.isPresent() && before - fetch.knownAt > 0)
                .reduce((one, next) -> next);
    }

    /** Judges a look-up that lies some seconds back. */
    synchronized void judge(LookUp lookUp) {
        judged++;
        Optional<Fetch> before = lastGood(lookUp.begunAt);
        List<Fetch> good = new ArrayList<>();
        before.ifPresent(good::add);
        fetches.stream()
                .filter(fetch -> fetch.served.isPresent()
                        && fetch.knownAt - lookUp.begunAt >= 0
                        && lookUp.endedAt - fetch.askedAt >= 0)
                .forEach(good::add);
        Verdict verdict = lookUp.verdict;
        if (verdict.key().isPresent()) {
            if (!mayBeFound(lookUp, good)) {
                wrongAcceptCount++;
                add(wrongAccepts, lookUp, before);
            }
        } else if (verdict.refusal().isPresent()
                ? !mayBeUnknown(lookUp, good, before)
                : !mayBeUnavailable(lookUp, good, before)) {
            wrongRefusalCount++;
            add(wrongRefusals, lookUp, before);
        }
    }

    private boolean mayBeFound(LookUp lookUp, List<Fetch> good) {
        return good.stream()
                .anyMatch(fetch -> lookUp.begunAt - fetch.askedAt
                                <= policy.stalenessLimit().toNanos()
                        && fetch.key(lookUp.keyId).equals(lookUp.verdict.key()));
    }

    private boolean mayBeUnknown(LookUp lookUp, List<Fetch> good, Optional<Fetch> before) {
        boolean absent = good.stream().anyMatch(fetch -> fetch.key(lookUp.keyId).isEmpty());
        long interval = policy.forcedFetchInterval().toNanos();
        boolean lookedFor = fetches.stream()
                .anyMatch(fetch ->
                        (fetch.askedAt - (lookUp.begunAt - interval) >= 0 || fetch.knownAt - lookUp.begunAt >= 0)
                                && lookUp.endedAt + SECOND - fetch.begunAt >= 0);
        boolean afterFailure = hasFailed(lookUp.begunAt, before);
        boolean nextWasGood = good.size() > (before.isPresent() ? 1 : 0);
        return lookUp.verdict.refusal().equals(Optional.of(RejectionReason.KEY_UNKNOWN))
                && absent
                && (lookedFor || afterFailure)
                && (!afterFailure || nextWasGood || lookUp.kind != Soak.Kind.INVENTED);
    }

    /** Whether a fetch has failed, for sure, between the last good one and a moment. */
    private boolean hasFailed(long at, Optional<Fetch> lastGood) {
        return fetches.stream()
                .anyMatch(fetch -> fetch.served.isEmpty()
                        && at - fetch.knownAt > 0
                        && (lastGood.isEmpty() || fetch.knownAt - lastGood.get().knownAt > 0));
    }

    private boolean mayBeUnavailable(LookUp lookUp, List<Fetch> good, Optional<Fetch> before) {
        boolean known = before.isPresent()
                && good.stream().allMatch(fetch -> fetch.key(lookUp.keyId).isPresent())
                && lookUp.endedAt - before.get().begunAt
                        < policy.stalenessLimit().toNanos() - TOLD_LATE;
        boolean failed = fetches.stream()
                .anyMatch(fetch -> fetch.served.isEmpty()
                        && lookUp.endedAt + TOLD_LATE - fetch.begunAt >= 0
                        && (before.isEmpty() || fetch.knownAt - before.get().knownAt > 0));
        return !known && failed;
    }

    private void add(List<String> wrong, LookUp lookUp, Optional<Fetch> before) {
        if (wrong.size() < 20) {
            wrong.add(lookUp.kind + " " + lookUp.keyId + ": " + lookUp.verdict.name() + " after "
                    + (lookUp.endedAt - lookUp.begunAt) / 1_000 + " µs; last good fetch "
                    + before.map(fetch -> (lookUp.begunAt - fetch.knownAt) / 1_000_000 + " ms before, of "
                                    + fetch.served.orElseThrow().keySet())
                            .orElse("none")
                    + "; fetches around: "
                    + fetches.stream()
                            .filter(fetch -> Math.abs(fetch.knownAt - lookUp.begunAt) < 5 * SECOND)
                            .map(fetch -> (fetch.begunAt - lookUp.begunAt) / 1_000_000 + "/"
                                    + (fetch.askedAt - lookUp.begunAt) / 1_000_000 + "/"
                                    + (fetch.knownAt - lookUp.begunAt) / 1_000_000
                                    + fetch.served.map(Map::keySet))
                            .toList());
        }
    }

    synchronized List<String> wrongAccepts() {
        return List.copyOf(wrongAccepts);
    }

    synchronized List<String> wrongRefusals() {
        return List.copyOf(wrongRefusals);
    }

    /** Sets that the source has taken and the issuer has not served. */
    synchronized List<String> wrongSets() {
        return List.copyOf(wrongSets);
    }

    synchronized String summary() {
        return judged + " verdicts judged: " + wrongAcceptCount + " wrong accepts, " + wrongRefusalCount
                + " wrong refusals; fetches: " + goodFetches + " good, " + failedFetches + " failed";
    }
}
