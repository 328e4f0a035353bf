package dev.tanukey.benchmarks;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * The processor time of the worker thread itself, beside the wall's, which lies where others work on the same machine.
 * Of each iteration it leaves the nanoseconds and the calls in the raw data; the collector's and the compiler's threads
 * are in neither.
 */
@State(Scope.Thread)
@AuxCounters(AuxCounters.Type.EVENTS)
public class OwnTime {
    /** What JMH reads. */
    public long ownNanoseconds;

    public long ownCalls;

    private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    private long begin;
    private long calls;

    @Setup(Level.Iteration)
    public void begin() {
        calls = 0;
        begin = threads.getCurrentThreadCpuTime();
    }

    /** To be called once per call of what is measured. */
    public void count() {
        calls++;
    }

    @TearDown(Level.Iteration)
    public void end() {
        ownNanoseconds = threads.getCurrentThreadCpuTime() - begin;
        ownCalls = calls;
    }
}
