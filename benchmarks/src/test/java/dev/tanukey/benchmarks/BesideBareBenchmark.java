package dev.tanukey.benchmarks;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.BenchmarkParams;

/**
 * What one token costs, in turns with a bare check of its signature: {@link Row#bareBeside}. JMH's own figure is of
 * both together and means nothing.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(
        value = 2,
        jvmArgs = {"-Xms1g", "-Xmx1g", "-XX:+AlwaysPreTouch"})
@Warmup(iterations = 1, time = 1)
@Measurement(iterations = 5, time = 1)
public class BesideBareBenchmark {
    private static final int CALLS_TO_WARM_UP = 100_000;
    private static final Duration LONGEST_WARM_UP = Duration.ofSeconds(6);

    @Param
    public Row row;

    @Param
    public TokenAlgorithm algorithm;

    private SignedToken token;
    private Contender<?> contender;
    private Contender<?> bare;

    /** So that nothing is left out since nobody needs it. */
    public @Nullable Object made;

    @Setup
    public void prepare(BenchmarkParams run) throws Exception {
        JobTokens tokens = JobTokens.signedWith(algorithm);
        token = tokens.good();
        contender = row.contender(tokens);
        bare = row.bareBeside(algorithm).contender(tokens);
        if (run.getForks() > 0) {
            warmUp();
        }
    }

    /** Beside a slow check, JMH's warm-up is over before the compiler has seen enough calls. */
    private void warmUp() throws Exception {
        long end = System.nanoTime() + LONGEST_WARM_UP.toNanos();
        for (int call = 0; call < CALLS_TO_WARM_UP && System.nanoTime() < end; call++) {
            made = contender.judgement().of(token);
        }
    }

    @Benchmark
    public Object verification(Turns turns) throws Exception {
        return turns.isBares()
                ? bare.judgement().of(token)
                : contender.judgement().of(token);
    }
}
