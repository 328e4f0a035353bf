package dev.tanukey.jwks;

import static java.util.concurrent.TimeUnit.SECONDS;

import dev.tanukey.jwks.FaultyGitLab.Answer;
import java.security.PublicKey;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The issuer of {@link Soak}: changes its keys, is faulty at times, and watches who asks how often. Thread-safe. */
final class SoakGitLab implements AutoCloseable {
    private static final long MINUTE = SECONDS.toNanos(60);
    private static final int REMEMBERED = 100;
    private static final List<TestKey> MATERIAL =
            IntStream.range(0, 6).mapToObj(i -> TestKey.named("")).toList();

    /** What the issuer does. */
    enum Fault {
        NONE,
        ODD_KEY,
        SLOW,
        DOWN,
        UNAVAILABLE,
        BUSY,
        HTML,
        EMPTY_SET,
        RESET,
        REDIRECT,
        SILENCE;

        boolean isHarmless() {
            return this == NONE || this == ODD_KEY || this == SLOW;
        }

        /** Of an issuer that goes down, whoever got through before is served. */
        private boolean isServing() {
            return isHarmless() || this == DOWN;
        }

        private Answer answer(String jwks) {
            return switch (this) {
                case NONE, DOWN -> Answers.json(jwks);
                case ODD_KEY -> Answers.json(jwks.replace("[", "[{\"kty\":\"future\",\"kid\":\"odd\"},"));
                case SLOW -> Answers.late(400, Answers.json(jwks));
                case UNAVAILABLE -> Answers.status(503);
                case BUSY -> Answers.status(429, "Retry-After: 1");
                case HTML -> Answers.ok("Content-Type: text/html\r\n", "<!DOCTYPE html>");
                case EMPTY_SET -> Answers.json("{\"keys\":[]}");
                case RESET -> Answers.reset(jwks);
                case REDIRECT -> Answers.status(302, "Location: /elsewhere");
                case SILENCE -> Answers.silence();
            };
        }
    }

    /** A set, and which of its keys is new. */
    record Epoch(int number, Map<String, TestKey> keys, String current, long publishedAt) {
        TestKey newest() {
            return keys.get(current);
        }

        private String jwks() {
            return TestKey.set(keys.values().toArray(TestKey[]::new));
        }

        private Map<String, PublicKey> publicKeys() {
            return keys.entrySet().stream().collect(Collectors.toMap(Map.Entry::getKey, key -> key.getValue()
                    .publicKey()));
        }
    }

    private final FaultyGitLab server = FaultyGitLab.start();
    private final SoakJudge judge;
    private final Random random;
    private final List<String> keyIds = new ArrayList<>();
    private final Deque<Long> unprovoked = new ArrayDeque<>();
    private final List<String> tooSoon = new ArrayList<>();
    private Epoch epoch = new Epoch(0, Map.of(), "", System.nanoTime());
    private Fault fault = Fault.NONE;
    private Optional<Long> busyAt = Optional.empty();
    private boolean refreshing;
    private long requests;
    private int mostUnprovokedInAMinute;

    SoakGitLab(SoakJudge judge, long seed) {
        this.judge = judge;
        this.random = new Random(seed);
        rotate();
        server.keys(answer());
    }

    FaultyGitLab server() {
        return server;
    }

    /** Publishes another set: mostly without overlap, as GitLab does; sometimes with; sometimes with the same id. */
    synchronized Epoch rotate() {
        int number = epoch.number + 1;
        int kind = random.nextInt(20);
        String keyId = kind == 0 && number > 1 ? epoch.current : "key-" + number;
        Map<String, TestKey> keys = new LinkedHashMap<>();
        if (kind > 15 && epoch.keys.size() < 4) {
            keys.putAll(epoch.keys);
        }
        keys.put(
                keyId, new TestKey(keyId, MATERIAL.get(number % MATERIAL.size()).publicKey()));
        keyIds.add(keyId);
        if (keyIds.size() > REMEMBERED) {
            keyIds.remove(0);
        }
        epoch = new Epoch(number, Map.copyOf(keys), keyId, System.nanoTime());
        return epoch;
    }

    synchronized Epoch epoch() {
        return epoch;
    }

    /** The id that was new so many rotations ago, or the oldest that is remembered. */
    synchronized String keyId(int rotationsAgo) {
        return keyIds.get(Math.max(0, keyIds.size() - 1 - rotationsAgo));
    }

    /** Fails in some way, or behaves; its metadata fare alike. */
    void become(Fault next) {
        Fault former;
        synchronized (this) {
            former = fault;
            fault = next;
        }
        if (former == Fault.DOWN && next != Fault.DOWN) {
            server.heal();
            server.keys(answer());
        } else if (next == Fault.DOWN && former != Fault.DOWN) {
            server.stopListening();
        }
        String metadata = FaultyGitLab.metadata(server.url(), server.url() + FaultyGitLab.KEYS_PATH);
        server.metadata(next.isHarmless() ? Answers.json(metadata) : next.answer(metadata));
    }

    /** Requests from now on are asked for by the program. */
    synchronized void expectRefresh(boolean expected) {
        refreshing = expected;
    }

    synchronized Fault fault() {
        return fault;
    }

    private Answer answer() {
        return connection -> asked().give(connection);
    }

    private synchronized Answer asked() {
        long now = System.nanoTime();
        requests++;
        if (!refreshing && !judge.hasJustFailed()) {
            unprovoked.addLast(now);
            while (now - unprovoked.getFirst() > MINUTE) {
                unprovoked.removeFirst();
            }
            mostUnprovokedInAMinute = Math.max(mostUnprovokedInAMinute, unprovoked.size());
        }
        busyAt.filter(at -> now - at < SECONDS.toNanos(1))
                .ifPresent(at -> tooSoon.add("a request " + (now - at) / 1_000_000 + " ms after a Retry-After of 1 s"));
        busyAt = fault == Fault.BUSY ? Optional.of(now) : Optional.empty();
        judge.asked(fault.isServing() ? Optional.of(epoch.publicKeys()) : Optional.empty());
        return fault.answer(epoch.jwks());
    }

    synchronized long requests() {
        return requests;
    }

    /** Of requests that are neither further tries nor asked for by the program. */
    synchronized int mostUnprovokedInAMinute() {
        return mostUnprovokedInAMinute;
    }

    synchronized List<String> tooSoon() {
        return List.copyOf(tooSoon);
    }

    @Override
    public void close() {
        server.close();
    }
}
