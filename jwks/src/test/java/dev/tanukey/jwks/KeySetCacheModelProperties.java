package dev.tanukey.jwks;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tanukey.jwks.KeySetCacheModel.Border;
import dev.tanukey.jwks.ModelIssuer.Fault;
import dev.tanukey.jwks.ModelIssuer.Published;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.DoubleSupplier;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;

/**
 * Whatever happens to the issuer, to time and to the machine, and whoever asks for which key: the key source does what
 * {@link KeySetCacheModel} allows. A longer run: {@code -Djqwik.tries.default=100000}.
 */
class KeySetCacheModelProperties {
    private static final Arbitrary<String> KEY_IDS = Arbitraries.of("a", "b", "c", "d");

    /** One thing that happens. */
    sealed interface Action {
        void on(KeySetCacheModel model);
    }

    record LookUp(String keyId) implements Action {
        @Override
        public void on(KeySetCacheModel model) {
            model.lookUp(Optional.of(keyId));
        }
    }

    record LookUpWithoutKeyId() implements Action {
        @Override
        public void on(KeySetCacheModel model) {
            model.lookUp(Optional.empty());
        }
    }

    record FloodOfInventedIds(int lookUps) implements Action {
        @Override
        public void on(KeySetCacheModel model) {
            for (int i = 0; i < lookUps; i++) {
                model.lookUpInvented();
            }
        }
    }

    record FloodOfOneId(int lookUps) implements Action {
        @Override
        public void on(KeySetCacheModel model) {
            for (int i = 0; i < lookUps; i++) {
                model.lookUp(Optional.of("constant"));
            }
        }
    }

    /** A minute of tokens that nobody wants. */
    record SlowFlood(Duration pause) implements Action {
        @Override
        public void on(KeySetCacheModel model) {
            for (Duration past = Duration.ZERO; past.toMinutes() == 0; past = past.plus(pause)) {
                model.lookUpInvented();
                model.pass(pause, false);
            }
        }
    }

    record RefreshNow() implements Action {
        @Override
        public void on(KeySetCacheModel model) {
            model.refreshNow();
        }
    }

    record Pass(Duration span, boolean asleep) implements Action {
        @Override
        public void on(KeySetCacheModel model) {
            model.pass(span, asleep);
        }
    }

    record PassTo(Border border, int nanosBeyond, boolean asleep) implements Action {
        @Override
        public void on(KeySetCacheModel model) {
            model.passTo(border, nanosBeyond, asleep);
        }
    }

    record WallClockJumps(Duration by) implements Action {
        @Override
        public void on(KeySetCacheModel model) {
            model.jump(by);
        }
    }

    record Publish(Published set, Optional<Duration> maxAge, boolean tagged) implements Action {
        @Override
        public void on(KeySetCacheModel model) {
            model.issuer().publish(set, maxAge, tagged);
        }
    }

    record BreakKeySet(Fault fault) implements Action {
        @Override
        public void on(KeySetCacheModel model) {
            model.issuer().breakKeySet(fault);
        }
    }

    record BreakMetadata(Fault fault) implements Action {
        @Override
        public void on(KeySetCacheModel model) {
            model.issuer().breakMetadata(fault);
        }
    }

    record Heal() implements Action {
        @Override
        public void on(KeySetCacheModel model) {
            model.issuer().heal();
        }
    }

    record MoveKeySet(boolean leaveBehind) implements Action {
        @Override
        public void on(KeySetCacheModel model) {
            model.issuer().move(leaveBehind);
        }
    }

    record AnswerAfter(Duration latency) implements Action {
        @Override
        public void on(KeySetCacheModel model) {
            model.issuer().answerAfter(latency);
        }
    }

    @Property(edgeCases = EdgeCasesMode.NONE)
    void a_key_source_does_what_the_model_allows(
            @ForAll("actions") List<Action> actions, @ForAll("chances") int chance) {
        run(actions, chance);
    }

    @Property(tries = 200, edgeCases = EdgeCasesMode.NONE)
    void jumps_of_the_wall_clock_change_nothing(
            @ForAll("actions") List<Action> actions, @ForAll("chances") int chance) {
        List<Action> steady = actions.stream()
                .filter(action -> !(action instanceof WallClockJumps))
                .toList();

        assertThat(run(actions, chance)).isEqualTo(run(steady, chance));
    }

    private static List<Object> run(List<Action> actions, int chance) {
        KeySetCacheModel model = new KeySetCacheModel(numbers(chance));
        for (int step = 0; step < actions.size(); step++) {
            try {
                actions.get(step).on(model);
            } catch (AssertionError wrong) {
                throw new AssertionError(
                        "At step " + step + ", " + actions.get(step) + ":\n" + wrong.getMessage() + "\nJust before:\n"
                                + end(model.story()),
                        wrong);
            }
        }
        return model.story();
    }

    private static String end(List<Object> story) {
        return story.stream()
                .skip(Math.max(0, story.size() - 30))
                .map(Object::toString)
                .collect(joining("\n"));
    }

    private static DoubleSupplier numbers(int chance) {
        return switch (chance) {
            case 0 -> () -> 0.5;
            case 1 -> () -> 0;
            case 2 -> () -> Math.nextDown(1.0);
            default -> new Random(chance)::nextDouble;
        };
    }

    @Provide
    Arbitrary<Integer> chances() {
        return Arbitraries.integers().between(0, 1000);
    }

    @Provide
    Arbitrary<List<Action>> actions() {
        return Arbitraries.frequencyOf(
                        often(30, KEY_IDS.map(LookUp::new)),
                        often(2, Arbitraries.create(LookUpWithoutKeyId::new)),
                        often(3, Arbitraries.of(1, 50).map(FloodOfInventedIds::new)),
                        often(2, Arbitraries.of(1, 50).map(FloodOfOneId::new)),
                        often(
                                1,
                                Arbitraries.of(900, 3_300)
                                        .map(Duration::ofMillis)
                                        .map(SlowFlood::new)),
                        often(4, Arbitraries.create(RefreshNow::new)),
                        often(20, Combinators.combine(spans(), asleep()).as(Pass::new)),
                        often(
                                15,
                                Combinators.combine(Arbitraries.of(Border.class), Arbitraries.of(0, -1, 1), asleep())
                                        .as(PassTo::new)),
                        often(3, jumps().map(WallClockJumps::new)),
                        often(
                                15,
                                Combinators.combine(sets(), maxAges(), Arbitraries.of(false, true))
                                        .as(Publish::new)),
                        often(9, Arbitraries.of(Fault.class).map(BreakKeySet::new)),
                        often(3, Arbitraries.of(Fault.class).map(BreakMetadata::new)),
                        often(9, Arbitraries.create(Heal::new)),
                        often(2, Arbitraries.of(false, true).map(MoveKeySet::new)),
                        often(
                                2,
                                Arbitraries.of(0, 150, 4_900)
                                        .map(Duration::ofMillis)
                                        .map(AnswerAfter::new)))
                .list()
                .ofMaxSize(60);
    }

    private static Tuple.Tuple2<Integer, Arbitrary<? extends Action>> often(
            int weight, Arbitrary<? extends Action> actions) {
        return Tuple.of(weight, actions);
    }

    private static Arbitrary<Boolean> asleep() {
        return Arbitraries.frequency(Tuple.of(4, false), Tuple.of(1, true));
    }

    private static Arbitrary<Duration> spans() {
        return Arbitraries.frequencyOf(
                Tuple.of(6, Arbitraries.integers().between(1, 2_000).map(Duration::ofMillis)),
                Tuple.of(8, Arbitraries.integers().between(1, 70).map(Duration::ofSeconds)),
                Tuple.of(5, Arbitraries.integers().between(1, 180).map(Duration::ofMinutes)),
                Tuple.of(1, Arbitraries.of(24, 25).map(Duration::ofHours)));
    }

    private static Arbitrary<Duration> jumps() {
        return Arbitraries.of(-20_000, -366, -1, 1, 366, 20_000).map(Duration::ofDays);
    }

    private static Arbitrary<Optional<Duration>> maxAges() {
        return Arbitraries.of(0, 30, 100, 86_400).map(Duration::ofSeconds).optional(0.3);
    }

    private static Arbitrary<Published> sets() {
        Arbitrary<Map<String, Integer>> keys = Arbitraries.maps(
                        KEY_IDS, Arbitraries.integers().between(0, ModelIssuer.MATERIAL.size() - 1))
                .ofMinSize(1)
                .ofMaxSize(3);
        Arbitrary<Set<String>> unfit = KEY_IDS.set().ofMaxSize(1);
        return Combinators.combine(keys, unfit).as((fit, odd) -> new Published(new TreeMap<>(fit), new TreeSet<>(odd)));
    }
}
