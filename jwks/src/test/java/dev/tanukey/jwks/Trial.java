package dev.tanukey.jwks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tanukey.jwks.FaultyGitLab.Answer;
import dev.tanukey.reason.UnavailabilityReason;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * A key source and the GitLab that it asks: brought into a phase, broken, looked at, healed and looked at again. Time
 * is the ticker's, the wire is real.
 */
final class Trial implements AutoCloseable {
    static final TestKey OLD = TestKey.named("old");
    static final TestKey NEW = TestKey.named("new");
    static final Duration REFRESH = Duration.ofSeconds(285);
    static final Duration TOO_OLD = Duration.ofHours(1).plusNanos(1);
    static final Duration FORCED = Duration.ofSeconds(10);

    /** Where a fault strikes. */
    enum Place {
        /** At the metadata alone: at their first fetch, or at the one that three failed fetches of keys bring about. */
        METADATA,
        /** At the key set alone. */
        KEYS,
        /** At whatever is asked. */
        EVERYWHERE
    }

    final FaultyGitLab server = FaultyGitLab.start();
    final FakeTicker ticker = new FakeTicker();
    final FakeTime time = new FakeTime(ticker);
    final BlockingQueue<RefreshFailed> failures = new LinkedBlockingQueue<>();
    final BlockingQueue<KeysRefreshed> refreshes = new LinkedBlockingQueue<>();
    final JwksKeySource keys;

    private Trial(boolean threads, UnaryOperator<JwksKeySourceBuilder> options) {
        JwksKeySourceBuilder builder = JwksKeySource.builder(server.issuer())
                .httpClient(server.client())
                .ticker(ticker)
                .chance(() -> 0.5)
                .listener(new JwksListener() {
                    @Override
                    public void keysRefreshed(KeysRefreshed event) {
                        refreshes.add(event);
                    }

                    @Override
                    public void refreshFailed(RefreshFailed event) {
                        failures.add(event);
                    }
                });
        keys = options.apply(threads ? builder : builder.thread(time)).build();
    }

    /** Fetches are made by who causes them, and by whoever moves the time. */
    static Trial alone() {
        return new Trial(false, options -> options);
    }

    static Trial alone(UnaryOperator<JwksKeySourceBuilder> options) {
        return new Trial(false, options);
    }

    /** Fetches are made by a thread of their own, which nobody's time moves but calls do. */
    static Trial withThread(Duration patience) {
        return new Trial(true, options -> options.transportLimits(new TransportLimits(patience, patience))
                .longestWait(patience));
    }

    static Trial withThread(UnaryOperator<JwksKeySourceBuilder> options) {
        return new Trial(true, options);
    }

    Look look(String keyId) {
        return Look.at(keys, keyId);
    }

    /** Finds a key, and gives back what it was like. */
    Look find(TestKey key) {
        Look look = look(key.keyId());
        assertThat(look.key()).as(look.words() + " " + look.detail()).isPresent();
        assertThat(look.key().orElseThrow().publicKey()).isEqualTo(key.publicKey());
        return look;
    }

    RefreshFailed nextFailure() throws InterruptedException {
        return next(failures);
    }

    KeysRefreshed nextRefresh() throws InterruptedException {
        return next(refreshes);
    }

    private static <T> T next(BlockingQueue<T> events) throws InterruptedException {
        T event = events.poll(20, TimeUnit.SECONDS);
        assertThat(event).as("an event").isNotNull();
        return event;
    }

    /** From now on there are good keys, except at the start; no event is left over. */
    void begin(Phase phase) throws InterruptedException {
        server.publish(OLD);
        if (phase != Phase.START) {
            find(OLD);
            nextRefresh();
        }
    }

    /** Lets keys grow too old, as during a pause of the process. */
    void age(Phase phase) {
        if (phase == Phase.STALE) {
            ticker.advance(TOO_OLD);
        }
    }

    /**
     * Proves a row of the matrix: unavailable without usable keys, working on with good ones, and well again with the
     * first fetch after the fault.
     *
     * @param reason the reason for the fault
     * @param detail what is told of it
     */
    void prove(
            MatrixRecord matrix,
            Phase phase,
            Place place,
            Consumer<FaultyGitLab> fault,
            UnavailabilityReason reason,
            String detail)
            throws InterruptedException {
        begin(phase);
        boolean metadata = place == Place.METADATA && phase != Phase.START;
        if (metadata) {
            askForMetadataNext();
        }
        fault.accept(server);
        Look seen = phase == Phase.WARM
                ? proveKeysWork(metadata, reason, detail)
                : proveUnavailable(phase, metadata, reason, detail);
        Duration pause = proveRecovery(phase, metadata);
        String outcome = phase == Phase.WARM ? "K, unknown id " + seen.words() : seen.words();
        String recovery = pause.toSeconds() + " s";
        if (metadata) {
            outcome = phase == Phase.WARM ? "K from the known address" : "U while the key set is down too";
            recovery = phase == Phase.WARM ? "next refresh" : recovery;
        }
        matrix.saw(phase, outcome, seen.took(), recovery);
    }

    /**
     * Proves a row about one wrong answer, at the metadata and at the key set.
     *
     * @param wrong makes the wrong answer of the body of a right one
     * @param invalid whether the answer is one that is understood and not believed
     */
    static void proveBoth(
            MatrixRecord matrix, Phase phase, Function<String, Answer> wrong, boolean invalid, String detail)
            throws InterruptedException {
        for (Place place : List.of(Place.METADATA, Place.KEYS)) {
            try (Trial trial = Trial.alone()) {
                trial.prove(
                        matrix,
                        phase,
                        place,
                        server -> strike(server, place, wrong),
                        invalid ? invalid(place) : UnavailabilityReason.ISSUER_UNREACHABLE,
                        detail);
            }
        }
    }

    static void strike(FaultyGitLab server, Place place, Function<String, Answer> wrong) {
        if (place == Place.METADATA) {
            server.metadata(wrong.apply(FaultyGitLab.metadata(server.url(), server.url() + FaultyGitLab.KEYS_PATH)));
        } else {
            server.keys(wrong.apply(TestKey.set(OLD)));
        }
    }

    static UnavailabilityReason invalid(Place place) {
        return place == Place.METADATA ? UnavailabilityReason.METADATA_INVALID : UnavailabilityReason.KEY_SET_INVALID;
    }

    /** Three fetches of keys fail; the next one looks at the metadata. */
    void askForMetadataNext() {
        server.keys(Answers.status(404));
        for (int failure = 1; failure <= 3; failure++) {
            time.advance(time.untilNext());
        }
        assertThat(failures).hasSize(3);
        failures.clear();
    }

    private Look proveUnavailable(Phase phase, boolean metadata, UnavailabilityReason reason, String detail) {
        age(phase);
        int before = server.connections();
        Look first = look(OLD.keyId());
        assertThat(server.connections() - before).as("nothing is tried twice").isLessThanOrEqualTo(2);
        assertThat(first.reason())
                .as(first.words())
                .contains(metadata ? UnavailabilityReason.ISSUER_UNREACHABLE : reason);
        assertThat(first.detail()).contains(metadata ? "came 404" : detail);
        RefreshFailed told = failures.remove();
        assertThat(failures).isEmpty();
        assertThat(told.ageOfKeys()).isEmpty();
        assertThat(keys.health().ready()).isFalse();
        int connections = server.connections();
        assertThat(look(OLD.keyId()).reason()).isEqualTo(first.reason());
        assertThat(look("strange").isUnavailable()).isTrue();
        assertThat(server.connections()).as("in the back-off").isEqualTo(connections);
        return first;
    }

    private Look proveKeysWork(boolean metadata, UnavailabilityReason reason, String detail) {
        if (metadata) {
            server.publish(OLD);
        }
        int before = server.connections();
        time.advance(time.untilNext());
        int connections = server.connections();
        assertThat(connections - before).as("nothing is tried twice").isLessThanOrEqualTo(metadata ? 2 : 1);
        find(OLD);
        assertThat(server.connections()).as("for a known key").isEqualTo(connections);
        assertThat(keys.health().ready()).isTrue();
        if (metadata) {
            assertThat(failures).isEmpty();
            assertThat(refreshes.remove().metadataFault().orElseThrow()).satisfies(fault -> {
                assertThat(fault.reason()).isEqualTo(reason);
                assertThat(fault.detail()).contains(detail);
            });
            Look strange = look("strange");
            assertThat(strange.isUnknown()).isTrue();
            refreshes.clear();
            return strange;
        }
        RefreshFailed told = failures.remove();
        assertThat(failures).isEmpty();
        assertThat(told.ageOfKeys()).isPresent();
        assertThat(told.why().reason()).isEqualTo(reason);
        assertThat(told.why().detail()).contains(detail);
        Look strange = look("strange");
        assertThat(strange.reason()).contains(reason);
        assertThat(server.connections()).as("in the back-off").isEqualTo(connections);
        return strange;
    }

    /** After the fault one fetch, which comes by itself, brings everything back. */
    private Duration proveRecovery(Phase phase, boolean metadata) {
        server.heal(OLD, NEW);
        Duration pause = time.untilNext();
        assertThat(pause)
                .isBetween(
                        Duration.ofMillis(1),
                        phase == Phase.WARM && metadata ? REFRESH : Duration.ofSeconds(metadata ? 8 : 1));
        int keyRequests = server.keyRequests();
        time.advance(pause);
        if (metadata && phase == Phase.STALE) {
            // The metadata are left alone for a minute; the keys come from where they were.
            assertThat(refreshes.remove().metadataFault()).isPresent();
            find(OLD);
            assertThat(server.keyRequests()).isEqualTo(keyRequests++ + 1);
            time.advance(time.untilNext());
        }
        assertThat(refreshes.remove().metadataFault()).isEmpty();
        find(OLD);
        find(NEW);
        assertThat(server.keyRequests()).as("to be well again").isEqualTo(keyRequests + 1);
        assertThat(keys.health().ready()).isTrue();
        assertThat(keys.health().lastError()).isEmpty();
        assertThat(failures).isEmpty();
        return pause;
    }

    /** Proves a row about something that is no fault: whatever changes, keys are found and nothing fails. */
    void proveWorks(MatrixRecord matrix, Phase phase, Consumer<FaultyGitLab> change) throws InterruptedException {
        begin(phase);
        change.accept(server);
        if (phase == Phase.WARM) {
            time.advance(time.untilNext());
            assertThat(refreshes).hasSize(1);
        }
        age(phase);
        Look look = find(OLD);
        assertThat(refreshes).hasSize(1);
        assertThat(failures).isEmpty();
        assertThat(keys.health().ready()).isTrue();
        matrix.saw(phase, look.words(), look.took(), "-");
    }

    /** Proves a row about an answer that never ends: who has a key does not notice, who has none waits so long. */
    void proveSlow(MatrixRecord matrix, Phase phase, Consumer<FaultyGitLab> fault, Duration limit)
            throws InterruptedException {
        begin(phase);
        fault.accept(server);
        age(phase);
        if (phase == Phase.WARM) {
            ticker.advance(REFRESH);
            find(OLD);
            assertThat(keys.health().nextFetchIn()).as("a fetch is under way").contains(Duration.ZERO);
            assertThat(find(OLD).took()).isLessThan(limit.dividedBy(2));
        }
        Look waiting = look(phase == Phase.WARM ? "strange" : OLD.keyId());
        assertThat(waiting.reason()).contains(UnavailabilityReason.ISSUER_UNREACHABLE);
        assertThat(waiting.took()).isBetween(limit.dividedBy(2), limit.multipliedBy(2));
        assertThat(nextFailure().why().detail()).contains("none in time");
        server.heal(OLD, NEW);
        ticker.advance(Duration.ofSeconds(1));
        find(OLD);
        nextRefresh();
        find(NEW);
        assertThat(keys.health().lastError()).isEmpty();
        matrix.saw(
                phase,
                phase == Phase.WARM ? "K at once, unknown id " + waiting.words() : waiting.words(),
                waiting.took(),
                "1 s");
    }

    @Override
    public void close() {
        keys.close();
        server.close();
    }
}
