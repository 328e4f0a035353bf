package dev.tanukey.benchmarks;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
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
import org.openjdk.jmh.infra.Blackhole;

/**
 * What one token costs. A fork measures one row, so that the compiler sees one class behind the call and favours
 * nobody.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(
        value = 2,
        jvmArgs = {"-Xms1g", "-Xmx1g", "-XX:+AlwaysPreTouch"})
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class VerificationBenchmark {
    @Param
    public Row row;

    @Param
    public TokenAlgorithm algorithm;

    private SignedToken token;
    private Contender<?> contender;
    private Contender<?> bare;

    @Setup
    public void prepare() throws Exception {
        JobTokens tokens = JobTokens.signedWith(algorithm);
        token = tokens.good();
        contender = row.contender(tokens);
        bare = row.bareBeside(algorithm).contender(tokens);
    }

    @Benchmark
    public Object verification(OwnTime time) throws Exception {
        time.count();
        return contender.judgement().of(token);
    }

    /** In turns with a bare check of the signature. JMH's own figure is of both together and means nothing. */
    @Benchmark
    @Warmup(iterations = 1, time = 1)
    public Object besideBare(Turns turns, WarmedUp before) throws Exception {
        return turns.isBares()
                ? bare.judgement().of(token)
                : contender.judgement().of(token);
    }

    /** Beside a slow check, JMH's warm-up is over before the compiler has seen enough calls. */
    @State(Scope.Benchmark)
    public static class WarmedUp {
        private static final int CALLS = 100_000;
        private static final Duration LONGEST = Duration.ofSeconds(6);

        @Setup
        public void warmUp(VerificationBenchmark benchmark, BenchmarkParams run, Blackhole made) throws Exception {
            if (run.getForks() == 0) {
                return;
            }
            long end = System.nanoTime() + LONGEST.toNanos();
            for (int call = 0; call < CALLS && System.nanoTime() < end; call++) {
                made.consume(benchmark.contender.judgement().of(benchmark.token));
            }
        }
    }
}
