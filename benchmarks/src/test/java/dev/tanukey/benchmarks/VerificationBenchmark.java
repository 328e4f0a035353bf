package dev.tanukey.benchmarks;

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

    @Setup
    public void prepare() throws Exception {
        JobTokens tokens = JobTokens.signedWith(algorithm);
        token = tokens.good();
        contender = row.contender(tokens);
    }

    @Benchmark
    public Object verification(OwnTime time) throws Exception {
        time.count();
        return contender.judgement().of(token);
    }
}
