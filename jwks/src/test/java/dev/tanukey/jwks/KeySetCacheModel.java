package dev.tanukey.jwks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tanukey.issuer.Issuer;
import dev.tanukey.jwks.ModelIssuer.Published;
import dev.tanukey.jwks.ModelIssuer.Request;
import dev.tanukey.jwks.ModelIssuer.Verdict;
import dev.tanukey.jwks.ModelState.Cause;
import dev.tanukey.jwks.ModelState.Fetch;
import dev.tanukey.jwks.ModelState.Good;
import dev.tanukey.key.KeysUnavailableException;
import dev.tanukey.key.VerificationKey;
import dev.tanukey.reason.RejectedException;
import dev.tanukey.reason.Unavailability;
import java.security.interfaces.ECPublicKey;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.DoubleSupplier;
import java.util.function.Supplier;

/**
 * A key source at an issuer in memory, driven by hand on one thread, and checked against {@link ModelState} at each
 * step.
 *
 * <p>The bound on requests: a fetch is a renewal, at the least a minute after the last good one; or one for an unknown
 * key id or for lack of keys, at the least 10 s after the last such one; or a further try after a failure and its
 * pause; or asked for by {@code refreshNow()}. So within 60 s, both ends included, tokens cause at most 7, and there
 * are at most 8 that are neither further tries nor asked for: a renewal, and others 0, 10, 20 … 60 s later.
 */
final class KeySetCacheModel {
    private static final int MOST_BY_TOKENS_IN_A_MINUTE = 7;
    private static final int MOST_UNPROVOKED_IN_A_MINUTE = 8;
    private static final long MINUTE = 60 * ModelState.SECOND;
    private static final Instant WALL_CLOCK = Instant.parse("2026-11-21T12:00:00Z");

    /** A moment at which the answers change. */
    enum Border {
        STALENESS_LIMIT,
        FORCED_FETCH,
        NEXT_FETCH,
        RETRY_AFTER
    }

    private record Answer(Optional<String> keyId, long at, Verdict verdict) {
        @Override
        public String toString() {
            return keyId.orElse("no key id") + " at " + Duration.ofNanos(at) + ": " + verdict;
        }
    }

    /** A refusal after a fetch in vain: since when the set without the key is there unchanged, and when it was. */
    private record Vain(long unchangedSince, long at) {}

    private final FakeTicker ticker = new FakeTicker();
    private final FakeTime time = new FakeTime(ticker);
    private final long beginning = ticker.getAsLong();
    private final List<Object> story = new ArrayList<>();
    private final List<AssertionError> broken = new ArrayList<>();
    private final Map<String, Vain> vain = new HashMap<>();
    private final List<Long> byTokens = new ArrayList<>();
    private final List<Long> unprovoked = new ArrayList<>();
    private final ModelIssuer issuer =
            new ModelIssuer(this::now, this::passWhileFetching, this::assertKnownKeysWaitForNobody, this::fetched);
    private final JwksKeySource keys;
    private ModelState state = ModelState.NOTHING_KNOWN;
    private Cause cause = Cause.SCHEDULE;
    private boolean due;
    private int fetches;
    private int fetchesMeasured;
    private int invented;
    private Optional<Unavailability> unavailability = Optional.empty();
    private long nextFetchAt;
    private long lag;
    private Duration jump = Duration.ZERO;

    KeySetCacheModel(DoubleSupplier chance) {
        keys = JwksKeySource.builder(Issuer.gitlab(ModelIssuer.URL)
                        .audience("https://api.example.com")
                        .build())
                .fetcher(issuer)
                .ticker(() -> ticker.getAsLong() + lag)
                .clock(new WallClock())
                .thread(time)
                .chance(chance)
                .build();
    }

    ModelIssuer issuer() {
        return issuer;
    }

    /** All verdicts and fetches so far. */
    List<Object> story() {
        return story;
    }

    private long now() {
        return ticker.getAsLong() + lag - beginning;
    }

    private void passWhileFetching(Duration span) {
        lag += span.toNanos();
    }

    /** Lets the wall clock alone jump. */
    void jump(Duration by) {
        jump = jump.plus(by);
    }

    /**
     * Lets time pass.
     *
     * @param asleep whether the whole process sleeps meanwhile
     */
    void pass(Duration span, boolean asleep) {
        if (asleep) {
            ticker.advance(span);
            assertHealth();
        } else {
            by(Cause.SCHEDULE, true, () -> {
                time.advance(span);
                return span;
            });
            assertHealth();
            assertThat(state.last().isPresent() && isDue())
                    .as("the schedule sleeps at %s", Duration.ofNanos(now()))
                    .isFalse();
        }
    }

    /** Lets time pass until something changes, or a nanosecond less or more. */
    void passTo(Border border, int nanosBeyond, boolean asleep) {
        long target =
                switch (border) {
                    case STALENESS_LIMIT ->
                        state.good()
                                .map(good -> good.since() + ModelState.STALENESS)
                                .orElse(0L);
                    case FORCED_FETCH ->
                        state.lastForcedAt().map(at -> at + ModelState.FORCED).orElse(0L);
                    case NEXT_FETCH -> nextFetchAt;
                    case RETRY_AFTER -> state.leaveAloneUntil();
                };
        pass(Duration.ofNanos(Math.max(0, target + nanosBeyond - now())), asleep);
    }

    void lookUp(Optional<String> keyId) {
        ModelState before = state;
        long now = now();
        boolean wasDue = isDue();
        int fetchesBefore = fetches;
        Verdict verdict = by(Cause.LOOK_UP, wasDue, () -> ask(keyId));
        boolean fetched = fetches > fetchesBefore;
        Answer what = new Answer(keyId, now, verdict);
        story.add(what);

        Optional<Published> usable = before.usable(now);
        boolean isUnknown = keyId.isPresent()
                && usable.isPresent()
                && usable.get().verdictOn(keyId).equals(Verdict.UNKNOWN);
        boolean forces = isUnknown && before.mustForce(now);
        // A renewal that falls due with a look-up need not have brought the key that the look-up may ask for.
        boolean mayRepeat = isUnknown && wasDue;
        assertThat(fetches - fetchesBefore)
                .as("fetches for %s, due: %s, knowing %s", what, wasDue, before)
                .isBetween(wasDue || forces ? 1 : 0, mayRepeat ? 2 : wasDue || forces ? 1 : 0);
        boolean inVain =
                isUnknown && isVain(keyId.get(), before.usableAnswer(now).orElseThrow(), now);
        Set<Verdict> allowed = new HashSet<>();
        if (usable.isEmpty() || fetched) {
            allowed.add(verdictOnLatest(keyId, isUnknown));
        }
        if (usable.isPresent() && !forces) {
            allowed.add(
                    isUnknown && before.failures() > 0
                            ? Verdict.UNAVAILABLE
                            : usable.get().verdictOn(keyId));
        }
        if (inVain) {
            allowed.add(Verdict.UNKNOWN);
        }
        assertThat(allowed)
                .as("%s, fetched: %s, knowing %s before and %s now", what, fetched, before, state)
                .contains(verdict);
        if (verdict.equals(Verdict.UNAVAILABLE)) {
            assertThat(unavailability.map(Unavailability::reason)).isIn(before.reason(), state.reason());
            assertThat(unavailability.orElseThrow().retryAfter())
                    .isBetween(Duration.ofSeconds(1), Duration.ofMinutes(5));
        }
        // The memory may have ended while the look-up fetched.
        boolean stillVain =
                isUnknown && isVain(keyId.get(), before.usableAnswer(now).orElseThrow(), now());
        if (keyId.isPresent() && fetched && !stillVain && verdict.equals(Verdict.UNKNOWN)) {
            vain.put(keyId.get(), new Vain(state.good().orElseThrow().unchangedSince(), now()));
        }
        assertHealth();
    }

    /** Looks up an id that nobody else has named. */
    void lookUpInvented() {
        lookUp(Optional.of("invented " + invented++));
    }

    /** What a look-up is answered from the state behind it; who has asked for more than is known gets no less. */
    private Verdict verdictOnLatest(Optional<String> keyId, boolean needsGoodFetch) {
        if (needsGoodFetch && state.failures() > 0) {
            return Verdict.UNAVAILABLE;
        }
        Optional<Published> usable = state.usable(now());
        if (usable.isPresent()) {
            return usable.get().verdictOn(keyId);
        }
        boolean named = state.last()
                .flatMap(Fetch::keySet)
                .flatMap(Request::fault)
                .filter(fault -> fault.names(keyId))
                .isPresent();
        return named ? Verdict.UNUSABLE : Verdict.UNAVAILABLE;
    }

    /** Whether a fetch for that id was made in vain during the last minute, and the keys are the same since. */
    private boolean isVain(String keyId, Good usable, long now) {
        Vain refusal = vain.get(keyId);
        return refusal != null && refusal.unchangedSince == usable.unchangedSince() && now - refusal.at < MINUTE;
    }

    void refreshNow() {
        ModelState before = state;
        int fetchesBefore = fetches;
        boolean mustWait = now() < before.leaveAloneUntil();
        boolean refused = by(Cause.REFRESH_NOW, false, () -> {
            try {
                keys.refreshNow();
                return false;
            } catch (KeysUnavailableException failed) {
                return true;
            }
        });
        boolean fetched = fetches > fetchesBefore;
        assertThat(fetches - fetchesBefore)
                .as("fetches by refreshNow(), knowing %s", before)
                .isEqualTo(mustWait ? 0 : 1);
        assertThat(refused).as("refreshNow() fails").isEqualTo(!fetched || state.failures() > 0);
        assertHealth();
    }

    private <T> T by(Cause who, boolean isDue, Supplier<T> action) {
        cause = who;
        due = isDue;
        T result = action.get();
        issuer.flush();
        if (!broken.isEmpty()) {
            throw broken.get(0);
        }
        return result;
    }

    private Verdict ask(Optional<String> keyId) {
        try {
            VerificationKey key = keys.key(CurveKey.request(keyId));
            keyId.ifPresent(id -> assertThat(key.keyId()).contains(id));
            return Verdict.found(ModelIssuer.MATERIAL.indexOf(new CurveKey((ECPublicKey) key.publicKey())));
        } catch (RejectedException refused) {
            return new Verdict(refused.rejection().reason().name());
        } catch (KeysUnavailableException unknowable) {
            unavailability = Optional.of(unknowable.unavailability());
            return Verdict.UNAVAILABLE;
        }
    }

    /** Called while a fetch is under way. */
    private void assertKnownKeysWaitForNobody() {
        collect(() -> state.usable(now()).ifPresent(set -> set.keys()
                .forEach((id, material) -> assertThat(ask(Optional.of(id))).isEqualTo(Verdict.found(material)))));
        collect(() -> assertThat(keys.health().nextFetchIn()).contains(Duration.ZERO));
    }

    private void fetched(List<Request> requests) {
        collect(() -> {
            Fetch fetch = new Fetch(requests, cause, due);
            story.add(fetch);
            fetches++;
            boolean firstTry = state.failures() == 0;
            ModelState after = state.after(fetch);
            boolean forced = !after.lastForcedAt().equals(state.lastForcedAt());
            state = after;
            due = cause == Cause.SCHEDULE;
            if (firstTry && cause == Cause.LOOK_UP && forced) {
                assertBound(byTokens, fetch.begunAt(), MOST_BY_TOKENS_IN_A_MINUTE);
            }
            if (firstTry && cause != Cause.REFRESH_NOW) {
                assertBound(unprovoked, fetch.begunAt(), MOST_UNPROVOKED_IN_A_MINUTE);
            }
        });
    }

    private static void assertBound(List<Long> fetches, long at, int most) {
        fetches.add(at);
        if (fetches.size() > most) {
            assertThat(at - fetches.get(fetches.size() - 1 - most))
                    .as("the time of %s fetches", most + 1)
                    .isGreaterThan(MINUTE);
        }
    }

    /** What fails while the source calls is no business of the source. */
    private void collect(Runnable check) {
        try {
            check.run();
        } catch (AssertionError failed) {
            broken.add(failed);
        } catch (RuntimeException bug) {
            broken.add(new AssertionError(bug));
        }
    }

    private boolean isDue() {
        return state.last().isEmpty() || now() >= nextFetchAt;
    }

    private void assertHealth() {
        JwksHealth health = keys.health();
        long now = now();
        Optional<Published> usable = state.usable(now);
        assertThat(health.ready()).as("%s", health).isEqualTo(usable.isPresent());
        assertThat(health.keys())
                .as("%s", health)
                .isEqualTo(usable.map(set -> set.keys().size()).orElse(0));
        assertThat(health.age())
                .as("%s", health)
                .isEqualTo(state.good().map(good -> Duration.ofNanos(now - good.since())));
        assertThat(health.lastError().map(Unavailability::reason))
                .as("%s", health)
                .isEqualTo(state.reason());
        state.good().ifPresent(good -> assertThat(
                        health.staleFor().map(Duration::toNanos).orElse(-1L))
                .as("%s knowing %s", health, state)
                .isBetween(
                        now < good.latestStale() ? -1 : now - good.latestStale(),
                        Math.max(-1, now - good.earliestStale())));
        assertThat(health.nextFetchIn().isPresent()).isEqualTo(fetches > 0);
        health.nextFetchIn().ifPresent(span -> measureNextFetch(now, span));
    }

    /** The schedule leaves something to chance; within its bounds we believe what it says. */
    private void measureNextFetch(long now, Duration in) {
        if (in.isZero() && fetches == fetchesMeasured) {
            assertThat(now).isGreaterThanOrEqualTo(nextFetchAt);
            return;
        }
        long at = now + in.toNanos();
        assertThat(at).as("the next fetch, knowing %s", state).isBetween(state.earliest(), state.latest());
        if (fetches == fetchesMeasured) {
            assertThat(at).as("the next fetch").isEqualTo(nextFetchAt);
        }
        nextFetchAt = at;
        fetchesMeasured = fetches;
    }

    private final class WallClock extends Clock {
        @Override
        public Instant instant() {
            return WALL_CLOCK.plusNanos(now()).plus(jump);
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }
}
