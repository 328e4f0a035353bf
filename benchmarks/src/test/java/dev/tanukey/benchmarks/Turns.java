package dev.tanukey.benchmarks;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * Takes turns within each iteration: some milliseconds of what is measured, some of the bare check beside it, so that
 * whatever the machine does falls on both. Leaves in the raw data the processor time of the worker thread itself, and
 * its calls, of each; the wall's time and the allocated bytes of what is measured. The collector's and the compiler's
 * threads are in none of it.
 */
@State(Scope.Thread)
@AuxCounters(AuxCounters.Type.EVENTS)
public class Turns {
    private static final int CALLS = 128;

    /** What JMH reads. */
    public long ownNanoseconds;

    public long ownCalls;
    public long ownBytes;
    public long wallNanoseconds;
    public long bareNanoseconds;
    public long bareCalls;

    private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private Sum measured = new Sum();
    private Sum bare = new Sum();
    private Sum turn = measured;
    private int calls;
    private long cpu;
    private long wall;
    private long bytes;

    private static final class Sum {
        private long calls;
        private long cpu;
        private long wall;
        private long bytes;
    }

    @Setup(Level.Iteration)
    public void begin() {
        measured = new Sum();
        bare = new Sum();
        turn = measured;
        note();
    }

    /** To be called once per call of either; true if it is the bare check's turn. */
    boolean isBares() {
        if (calls == CALLS) {
            next();
        }
        calls++;
        return turn == bare;
    }

    private void next() {
        turn.calls += calls;
        turn.bytes += threads.getCurrentThreadAllocatedBytes() - bytes;
        turn.wall += System.nanoTime() - wall;
        turn.cpu += threads.getCurrentThreadCpuTime() - cpu;
        turn = turn == bare ? measured : bare;
        note();
    }

    private void note() {
        calls = 0;
        bytes = threads.getCurrentThreadAllocatedBytes();
        wall = System.nanoTime();
        cpu = threads.getCurrentThreadCpuTime();
    }

    @TearDown(Level.Iteration)
    public void end() {
        next();
        ownNanoseconds = measured.cpu;
        ownCalls = measured.calls;
        ownBytes = measured.bytes;
        wallNanoseconds = measured.wall;
        bareNanoseconds = bare.cpu;
        bareCalls = bare.calls;
    }
}
