package dev.tanukey.jwks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tanukey.issuer.Issuer;
import dev.tanukey.key.KeysUnavailableException;
import dev.tanukey.key.VerificationKey;
import dev.tanukey.reason.RejectedException;
import dev.tanukey.reason.RejectionReason;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * The issuer's keys change thousands of times while many threads look keys up, through the source's own thread.
 *
 * <p>Each verdict is held against the sets between two moments: what the source must have known when the look-up began,
 * and what the issuer had published when it ended. If nothing changed in between, there is one such set, and one right
 * verdict.
 */
@Timeout(90)
class RotationStressTest {
    private static final int ROTATIONS = 10_000;
    private static final int READERS = 16;

    /** How long a request takes, so that much can happen meanwhile. */
    private static final int TURNS_OF_A_REQUEST = 3;

    private static final Duration FORCED = RefreshPolicy.STANDARD.forcedFetchInterval();

    /** No RSA keys: to judge one takes milliseconds, and each fetch does it anew. */
    private static final List<CurveKey> MATERIAL = CurveKey.generate(4);

    private static final String PERMANENT = "permanent";
    private static final String REPLACED = "replaced";
    private static final String COMING_AND_GOING = "coming-and-going";

    /** How far a rotation is. */
    private enum Stage {
        /** The issuer is about to publish the set, or has just done so. */
        CHANGING,
        /** The set is published and the source may fetch it: who asks for a key in it gets that key. */
        REACHABLE,
        /** The source has fetched it: a key that is not in it is refused. */
        SETTLED
    }

    /** A rotation; compared by identity. */
    private record Epoch(int number, Stage stage) {}

    /** What a thread looks for. */
    private enum Kind {
        PERMANENT,
        REPLACED,
        COMING_AND_GOING,
        CURRENT,
        REMOVED,
        INVENTED,
        CONSTANT
    }

    private final FakeTicker ticker = new FakeTicker();
    private final long beginning = ticker.getAsLong();
    private final MemoryIssuer issuer = new MemoryIssuer();
    private final List<Thread> fetchers = new CopyOnWriteArrayList<>();
    private final JwksKeySource keys = JwksKeySource.builder(Issuer.gitlab(FakeIssuer.URL)
                    .audience("https://api.example.com")
                    .build())
            .fetcher(issuer)
            .ticker(ticker)
            .threadFactory(work -> {
                Thread thread = new Thread(work, "fetches for RotationStressTest");
                fetchers.add(thread);
                return thread;
            })
            // Time leaps here, and a thread that is kept waiting for a processor must not find its keys an hour old.
            .refreshPolicy(RefreshPolicy.STANDARD.withStalenessLimit(Duration.ofHours(24)))
            .longestWait(Duration.ofSeconds(60))
            .build();
    private final AtomicReferenceArray<Map<String, Integer>> published = new AtomicReferenceArray<>(ROTATIONS + 1);
    private final Map<Kind, LongAdder> lookUps = new EnumMap<>(Kind.class);
    private final LongAdder exact = new LongAdder();
    private final Queue<String> wrong = new ConcurrentLinkedQueue<>();
    private final ExecutorService readers = Executors.newFixedThreadPool(READERS);
    private volatile Epoch now = new Epoch(0, Stage.SETTLED);
    private volatile boolean done;

    @AfterEach
    void end() {
        done = true;
        readers.shutdownNow();
        keys.close();
    }

    @Test
    void ten_thousand_rotations_under_sixteen_threads_bring_no_wrong_verdict() throws Exception {
        for (Kind kind : Kind.values()) {
            lookUps.put(kind, new LongAdder());
        }
        published.set(0, Map.of(PERMANENT, 0, REPLACED, 1));
        issuer.publish(published.get(0));
        keys.refreshNow();
        for (int reader = 0; reader < READERS; reader++) {
            Random random = new Random(reader);
            readers.submit(() -> readUntilDone(random));
        }
        Random random = new Random(42);
        int revocations = 1;
        for (int number = 1; number <= ROTATIONS; number++) {
            Map<String, Integer> before = published.get(number - 1);
            boolean revocation = random.nextInt(3) == 0;
            Map<String, Integer> next =
                    revocation ? afterRevocation(before, number, random) : afterRotation(before, number, random);
            rotate(number, next, revocation);
            revocations += revocation ? 1 : 0;
            assertThat(wrong).isEmpty();
        }
        done = true;
        readers.shutdown();
        assertThat(readers.awaitTermination(20, TimeUnit.SECONDS)).isTrue();

        assertThat(wrong).isEmpty();
        assertThat(exact.sum()).isGreaterThan(ROTATIONS);
        assertThat(lookUps.values()).allSatisfy(count -> assertThat(count.sum()).isGreaterThan(1_000));
        assertRequestBound(revocations);
        assertThreadsEnd();
    }

    /** New keys come, old ones go, often with an overlap. No id comes back, and none gets other material. */
    private static Map<String, Integer> afterRotation(Map<String, Integer> before, int number, Random random) {
        Map<String, Integer> next = new LinkedHashMap<>(before);
        if (random.nextBoolean()) {
            next.keySet().removeIf(id -> id.startsWith("key-"));
        } else if (next.size() > 4) {
            next.keySet()
                    .remove(next.keySet().stream()
                            .filter(id -> id.startsWith("key-"))
                            .findFirst()
                            .orElseThrow());
        }
        next.put("key-" + number, random.nextInt(MATERIAL.size()));
        return next;
    }

    /** What must count at once: other material, a key that is gone, one that is back. */
    private static Map<String, Integer> afterRevocation(Map<String, Integer> before, int number, Random random) {
        Map<String, Integer> next = new LinkedHashMap<>(before);
        switch (random.nextInt(3)) {
            case 0 -> next.merge(REPLACED, 1, (old, one) -> (old + one) % MATERIAL.size());
            case 1 -> {
                if (next.remove(COMING_AND_GOING) == null) {
                    next.put(COMING_AND_GOING, number % MATERIAL.size());
                }
            }
            default -> {
                next.keySet().removeIf(id -> id.startsWith("key-"));
                next.put("key-" + number, random.nextInt(MATERIAL.size()));
            }
        }
        return next;
    }

    private void rotate(int number, Map<String, Integer> next, boolean revocation) throws KeysUnavailableException {
        published.set(number, next);
        now = new Epoch(number, Stage.CHANGING);
        // Now the readers may cause a fetch, and nobody knows which of the sets it will find.
        ticker.advance(FORCED);
        issuer.publish(next);
        if (revocation) {
            keys.refreshNow();
        } else {
            ticker.advance(FORCED);
            // A fetch may still be under way that brings the set before; who joins it must ask again.
            now = new Epoch(number, Stage.REACHABLE);
            assertVerdict("key-" + number, verdict(next.get("key-" + number)));
        }
        now = new Epoch(number, Stage.SETTLED);
        next.forEach((id, material) -> assertVerdict(id, verdict(material)));
        for (String id : published.get(number - 1).keySet()) {
            assertVerdict(id, answer(next, id));
        }
        assertVerdict("invented-by-the-issuer-" + number, answer(next, ""));
        long enough = allLookUps() + READERS;
        while (allLookUps() < enough && wrong.isEmpty()) {
            letOthersGoOn();
        }
    }

    private static void letOthersGoOn() {
        if (Thread.currentThread().isInterrupted()) {
            throw new AssertionError("It hangs");
        }
        Thread.yield();
    }

    private void assertVerdict(String keyId, String right) {
        assertThat(ask(keyId)).as("%s in %s", keyId, now).isEqualTo(right);
    }

    private void readUntilDone(Random random) {
        try {
            for (int invented = 0; !done; invented++) {
                readOnce(random, "invented-" + Thread.currentThread().getId() + "-" + invented);
            }
        } catch (RuntimeException | Error failure) {
            wrong.add(failure.toString());
        }
    }

    private void readOnce(Random random, String invented) {
        Epoch before = now;
        Kind kind = Kind.values()[random.nextInt(Kind.values().length)];
        String keyId =
                switch (kind) {
                    case PERMANENT -> PERMANENT;
                    case REPLACED -> REPLACED;
                    case COMING_AND_GOING -> COMING_AND_GOING;
                    case CURRENT -> anyOf(before.stage == Stage.CHANGING ? before.number - 1 : before.number, random);
                    case REMOVED -> anyOf(Math.max(0, before.number - 1 - random.nextInt(50)), random);
                    case INVENTED -> invented;
                    case CONSTANT -> "constant";
                };
        String verdict = ask(keyId);
        Epoch after = now;
        lookUps.get(kind).increment();
        if (before == after && before.stage == Stage.SETTLED) {
            exact.increment();
        }
        if (!isRight(keyId, verdict, before, after)) {
            wrong.add(keyId + ": " + verdict + " between " + before + " and " + after);
        }
        Thread.yield();
    }

    private String anyOf(int number, Random random) {
        List<String> ids = List.copyOf(published.get(number).keySet());
        return ids.get(random.nextInt(ids.size()));
    }

    private boolean isRight(String keyId, String verdict, Epoch before, Epoch after) {
        boolean mustKnow = before.stage == Stage.SETTLED
                || (before.stage == Stage.REACHABLE
                        && published.get(before.number).containsKey(keyId));
        return IntStream.rangeClosed(mustKnow ? before.number : before.number - 1, after.number)
                .anyMatch(number -> verdict.equals(answer(published.get(number), keyId)));
    }

    private static String answer(Map<String, Integer> set, String keyId) {
        return set.containsKey(keyId) ? verdict(set.get(keyId)) : RejectionReason.KEY_UNKNOWN.name();
    }

    private static String verdict(int material) {
        return "found, material " + material;
    }

    private String ask(String keyId) {
        try {
            VerificationKey key = keys.key(CurveKey.request(Optional.of(keyId)));
            assertThat(key.keyId()).contains(keyId);
            return verdict(IntStream.range(0, MATERIAL.size())
                    .filter(material -> MATERIAL.get(material).publicKey().equals(key.publicKey()))
                    .findFirst()
                    .orElseThrow());
        } catch (RejectedException refused) {
            return refused.rejection().reason().name();
        } catch (KeysUnavailableException never) {
            return never.unavailability().operatorMessage();
        }
    }

    private long allLookUps() {
        return lookUps.values().stream().mapToLong(LongAdder::sum).sum();
    }

    private void assertRequestBound(int revocations) {
        Duration elapsed = Duration.ofNanos(ticker.getAsLong() - beginning);
        long renewals = elapsed.dividedBy(
                RefreshPolicy.STANDARD.refreshInterval().multipliedBy(9).dividedBy(10));
        assertThat(issuer.keySetRequests.sum())
                .isBetween((long) ROTATIONS / 2, revocations + 1 + elapsed.dividedBy(FORCED) + renewals);
        assertThat(issuer.metadataRequests.sum()).isLessThanOrEqualTo(1 + elapsed.toDays());
        assertThat(issuer.mostAtOnce).hasValue(1);
    }

    private void assertThreadsEnd() throws InterruptedException {
        keys.close();
        assertThat(fetchers).hasSize(1);
        fetchers.get(0).join(TimeUnit.SECONDS.toMillis(20));
        assertThat(fetchers.get(0).isAlive()).isFalse();
        assertThat(ask(PERMANENT)).isEqualTo(verdict(0));
    }

    private static final class MemoryIssuer implements JwksFetcher {
        private final LongAdder keySetRequests = new LongAdder();
        private final LongAdder metadataRequests = new LongAdder();
        private final AtomicInteger atOnce = new AtomicInteger();
        private final AtomicInteger mostAtOnce = new AtomicInteger();
        private volatile byte[] keySet = {};

        private void publish(Map<String, Integer> set) {
            keySet = set.entrySet().stream()
                    .map(key -> MATERIAL.get(key.getValue()).jwk(key.getKey()))
                    .collect(Collectors.joining(",", "{\"keys\":[", "]}"))
                    .getBytes(StandardCharsets.US_ASCII);
        }

        @Override
        public FetchedDocument fetch(URI uri) {
            mostAtOnce.accumulateAndGet(atOnce.incrementAndGet(), Math::max);
            try {
                if (uri.getPath().equals("/keys")) {
                    keySetRequests.increment();
                    byte[] answer = keySet;
                    for (int turn = 0; turn < TURNS_OF_A_REQUEST; turn++) {
                        Thread.yield();
                    }
                    return FetchedDocument.json(answer);
                }
                metadataRequests.increment();
                return FetchedDocument.json(
                        ("{\"issuer\":\"" + FakeIssuer.URL + "\",\"jwks_uri\":\"" + FakeIssuer.URL + "/keys\"}")
                                .getBytes(StandardCharsets.US_ASCII));
            } finally {
                atOnce.decrementAndGet();
            }
        }
    }
}
