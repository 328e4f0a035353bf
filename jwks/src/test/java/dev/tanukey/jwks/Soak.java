package dev.tanukey.jwks;

import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tanukey.jwks.SoakGitLab.Epoch;
import dev.tanukey.jwks.SoakGitLab.Fault;
import dev.tanukey.jwks.SoakJudge.LookUp;
import dev.tanukey.jwks.SoakJudge.Verdict;
import dev.tanukey.key.KeyRequest;
import dev.tanukey.key.KeysUnavailableException;
import dev.tanukey.key.SignatureAlgorithm;
import dev.tanukey.key.VerificationKey;
import dev.tanukey.reason.RejectedException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import org.junit.jupiter.api.Test;

/**
 * A key source over real TLS sockets and in real time, with an issuer that changes its keys every 2 seconds and is
 * faulty for a part of the time. Not part of the ordinary run:
 *
 * <pre>
 * mvn -B -ntp -pl jwks -am test -Dtest=Soak -Dsurefire.failIfNoSpecifiedTests=false -Dtanukey.soak=PT10M
 * </pre>
 *
 * <p>{@code -Dtanukey.soak.seed=1} repeats what the issuer does. What is wrong, whatever the faults:
 *
 * <ul>
 *   <li>to accept a key that is not, with just that material, in the last good answer that the source has had when the
 *       look-up began, nor in one that came during the look-up; or that is older than the staleness limit;
 *   <li>to call a key unknown that is in all these answers; or, after a good fetch, without a request in the second
 *       before (the forced fetch interval), during the look-up or in the second after; or, after a failed fetch, if
 *       nobody has named it before;
 *   <li>to have no answer for a key that is in all these answers and no older than the staleness limit; or for any key
 *       if no fetch has failed since the last good one;
 *   <li>never to accept, during the 2 s for which it is the newest, the new key of an issuer that was faultless during
 *       these and 10 s before: it must be known after the forced fetch interval and a fetch;
 *   <li>to accept a key that is published no more after {@code refreshNow()} has returned.
 * </ul>
 */
class Soak {
    static {
        // The JDK remembers each TLS session for a day, 20,480 of them, and lets go only when memory runs short. That
        // is
        // its affair, and would hide what is ours. Must be said before the first TLS context is made.
        System.setProperty("javax.net.ssl.sessionCacheSize", "1");
    }

    private static final Duration LENGTH = Duration.parse(System.getProperty("tanukey.soak", "PT10M"));
    private static final long SEED = Long.getLong("tanukey.soak.seed", System.nanoTime());
    private static final RefreshPolicy POLICY = new RefreshPolicy(
            Duration.ofMinutes(1),
            Duration.ofSeconds(70),
            Duration.ofSeconds(1),
            Duration.ofSeconds(1),
            Duration.ofSeconds(4));
    private static final long RECOVERY = SECONDS.toNanos(10);
    private static final long JUDGED_AFTER = SECONDS.toNanos(8);

    /** In a minute, both ends included: a renewal, and one forced fetch each second. */
    private static final int MOST_UNPROVOKED_IN_A_MINUTE = 62;

    /** What is looked for. */
    enum Kind {
        KNOWN,
        CURRENT,
        PREVIOUS,
        OLDER,
        INVENTED,
        CONSTANT
    }

    private final SoakJudge judge = new SoakJudge(POLICY);
    private final SoakGitLab gitLab = new SoakGitLab(judge, SEED);
    private final JwksKeySource keys = JwksKeySource.builder(gitLab.server().issuer())
            .httpClient(gitLab.server().client())
            .callTimeout(Duration.ofSeconds(2))
            .refreshPolicy(POLICY)
            .listener(judge)
            .build();
    private final Random random = new Random(SEED);
    private final Queue<LookUp> unjudged = new ConcurrentLinkedQueue<>();
    private final Map<String, LongAdder> verdicts = new ConcurrentSkipListMap<>();
    private final Queue<String> wrong = new ConcurrentLinkedQueue<>();
    private final CountDownLatch stop = new CountDownLatch(1);
    private final AtomicLong invented = new AtomicLong();
    private final SoakFigures figures = new SoakFigures();
    private final long beginning = System.nanoTime();
    private volatile long newestFoundAt;
    private long faultUntil = beginning;
    private long lastFaultAt = beginning;
    private long faultlessRotations;
    private long slowestNewKey;
    private long refreshes;
    private boolean hadLongOutage;

    @Test
    void a_source_that_runs_for_long_gives_no_wrong_verdict_and_grows_neither_in_threads_nor_in_memory()
            throws Exception {
        Set<Thread> threadsBefore = Thread.getAllStackTraces().keySet();
        System.out.println("Soak for " + LENGTH + ", -Dtanukey.soak.seed=" + SEED);
        assertThat(keys.warmUp(Duration.ofSeconds(20))).isTrue();
        ScheduledExecutorService load = Executors.newScheduledThreadPool(4);
        ScheduledExecutorService world = Executors.newScheduledThreadPool(2);
        for (int thread = 0; thread < 2; thread++) {
            load.scheduleAtFixedRate(guarded(this::lookUpKnown), 0, 10, MILLISECONDS);
            load.scheduleWithFixedDelay(guarded(this::lookUpAnything), 0, 10, MILLISECONDS);
        }
        world.scheduleWithFixedDelay(guarded(this::turn), 2, 2, SECONDS);
        world.scheduleWithFixedDelay(guarded(() -> judgeUntil(System.nanoTime() - JUDGED_AFTER)), 1, 1, SECONDS);
        boolean ended = false;
        for (long left = LENGTH.toMillis(); left > 0 && !ended; left -= 30_000) {
            ended = stop.await(Math.min(left, 30_000), MILLISECONDS);
            figures.sample();
        }
        for (ScheduledExecutorService executor : List.of(load, world)) {
            executor.shutdown();
            assertThat(executor.awaitTermination(20, SECONDS)).isTrue();
        }
        settle();
        judgeUntil(System.nanoTime());
        keys.close();
        gitLab.close();
        List<String> left = figures.threadsLeft(threadsBefore);
        System.out.println(summary() + figures.threads(threadsBefore.size(), left));

        assertThat(wrong).isEmpty();
        assertThat(judge.wrongAccepts()).isEmpty();
        assertThat(judge.wrongRefusals()).isEmpty();
        assertThat(judge.wrongSets()).isEmpty();
        assertThat(gitLab.tooSoon()).isEmpty();
        assertThat(gitLab.mostUnprovokedInAMinute()).isLessThanOrEqualTo(MOST_UNPROVOKED_IN_A_MINUTE);
        assertThat(left).isEmpty();
        figures.assertNoGrowth();
    }

    /** Lets the source tell of all that it has fetched: of a fetch when the next one has begun, at the latest. */
    private void settle() throws InterruptedException {
        gitLab.become(Fault.NONE);
        gitLab.expectRefresh(true);
        for (int good = 0; good < 2; ) {
            good += refresh() ? 1 : 0;
            SECONDS.sleep(1);
        }
    }

    private boolean refresh() {
        try {
            keys.refreshNow();
            return true;
        } catch (KeysUnavailableException failed) {
            return false;
        }
    }

    private Runnable guarded(Runnable task) {
        return () -> {
            try {
                task.run();
            } catch (RuntimeException | Error failure) {
                wrong.add(failure + " at " + failure.getStackTrace()[0]);
                stop.countDown();
            }
        };
    }

    /** Every 2 seconds: another set, and sometimes another fault. */
    private void turn() {
        long now = System.nanoTime();
        judgeNewestKey(now);
        if (!gitLab.fault().isHarmless()) {
            lastFaultAt = now;
        }
        if (now - faultUntil >= 0) {
            boolean longOutage = isLongOutageDue(now);
            boolean faulty = longOutage || random.nextInt(6) == 0;
            Fault next = longOutage
                    ? Fault.DOWN
                    : faulty ? Fault.values()[random.nextInt(Fault.values().length)] : Fault.NONE;
            faultUntil = now + SECONDS.toNanos(longOutage ? 90 : faulty ? 1 + random.nextInt(6) : 0);
            gitLab.become(next);
        }
        Epoch before = gitLab.epoch();
        newestFoundAt = 0;
        Epoch epoch = gitLab.rotate();
        if (random.nextInt(10) == 0) {
            refreshes++;
            gitLab.expectRefresh(true);
            if (refresh() && !epoch.keys().containsKey(before.current())) {
                Verdict verdict = ask(before.current());
                if (verdict.key().isPresent()) {
                    wrong.add(before.current() + " found after refreshNow()");
                }
            }
            gitLab.expectRefresh(false);
        }
    }

    /** Once, longer than keys may be used. */
    private boolean isLongOutageDue(long now) {
        if (hadLongOutage || LENGTH.toMinutes() < 5 || (now - beginning) / 1_000_000 < LENGTH.toMillis() * 4 / 10) {
            return false;
        }
        hadLongOutage = true;
        return true;
    }

    private void judgeNewestKey(long now) {
        Epoch epoch = gitLab.epoch();
        boolean isNew = epoch.current().equals("key-" + epoch.number());
        boolean faultless = gitLab.fault().isHarmless() && epoch.publishedAt() - lastFaultAt > RECOVERY;
        if (isNew && faultless) {
            faultlessRotations++;
            long foundAt = newestFoundAt;
            slowestNewKey = Math.max(slowestNewKey, (foundAt == 0 ? now : foundAt) - epoch.publishedAt());
            if (foundAt == 0) {
                wrong.add(epoch.current() + " was not found for " + (now - epoch.publishedAt()) / 1_000_000 + " ms");
            }
        }
    }

    private void lookUpKnown() {
        judge.knownKeyId().ifPresent(keyId -> lookUp(Kind.KNOWN, keyId));
    }

    private void lookUpAnything() {
        Kind kind = any(Kind.CURRENT, Kind.CURRENT, Kind.PREVIOUS, Kind.OLDER, Kind.INVENTED, Kind.CONSTANT);
        Epoch epoch = gitLab.epoch();
        String keyId =
                switch (kind) {
                    case KNOWN, CURRENT -> epoch.current();
                    case PREVIOUS -> gitLab.keyId(1);
                    case OLDER -> gitLab.keyId(2 + ThreadLocalRandom.current().nextInt(100));
                    case INVENTED -> "invented-" + invented.incrementAndGet();
                    case CONSTANT -> "constant";
                };
        Verdict verdict = lookUp(kind, keyId);
        if (kind == Kind.CURRENT
                && verdict.key().equals(Optional.of(epoch.newest().publicKey()))
                && newestFoundAt == 0
                && gitLab.epoch() == epoch) {
            newestFoundAt = System.nanoTime();
        }
    }

    @SafeVarargs
    private static <T> T any(T... choices) {
        return choices[ThreadLocalRandom.current().nextInt(choices.length)];
    }

    private Verdict lookUp(Kind kind, String keyId) {
        long begunAt = System.nanoTime();
        Verdict verdict = ask(keyId);
        long endedAt = System.nanoTime();
        unjudged.add(new LookUp(kind, keyId, verdict, begunAt, endedAt));
        verdicts.computeIfAbsent(kind + " " + verdict.name(), unseen -> new LongAdder())
                .increment();
        if (kind == Kind.KNOWN && verdict.key().isPresent()) {
            figures.waited(endedAt - begunAt);
        }
        return verdict;
    }

    private Verdict ask(String keyId) {
        try {
            VerificationKey key = keys.key(new KeyRequest(Optional.of(keyId), SignatureAlgorithm.RS256));
            return new Verdict(Optional.of(key.publicKey()), Optional.empty());
        } catch (RejectedException refused) {
            return new Verdict(Optional.empty(), Optional.of(refused.rejection().reason()));
        } catch (KeysUnavailableException unknowable) {
            return new Verdict(Optional.empty(), Optional.empty());
        }
    }

    private void judgeUntil(long time) {
        for (LookUp next = unjudged.peek(); next != null && time - next.endedAt() > 0; next = unjudged.peek()) {
            judge.judge(unjudged.remove());
        }
    }

    private String summary() {
        double minutes = (System.nanoTime() - beginning) / 6e10;
        return String.join(
                "\n",
                "look-ups: " + verdicts,
                judge.summary() + "; sets taken that were not served: "
                        + judge.wrongSets().size(),
                String.format(
                        Locale.ROOT,
                        "rotations: %d, of them %d of a faultless issuer, whose new key was found after %d ms at the latest",
                        gitLab.epoch().number(),
                        faultlessRotations,
                        slowestNewKey / 1_000_000),
                String.format(
                        Locale.ROOT,
                        "requests for keys: %.1f a minute; but for further tries and %d by refreshNow(), %d in any minute"
                                + " at most, of %d allowed; too soon after Retry-After: %d",
                        gitLab.requests() / minutes,
                        refreshes,
                        gitLab.mostUnprovokedInAMinute(),
                        MOST_UNPROVOKED_IN_A_MINUTE,
                        gitLab.tooSoon().size()),
                figures.waits(),
                figures.growth(),
                "");
    }
}
