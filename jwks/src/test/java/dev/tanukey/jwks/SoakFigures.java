package dev.tanukey.jwks;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;

/** What {@link Soak} measures: waits, threads, and the heap behind a collection. Thread-safe for waits only. */
final class SoakFigures {
    /** In kB a minute. A reference for each look-up would be twice that, a kilobyte for each fetch as much. */
    private static final double MOST_GROWTH = 60;

    private static final int SAMPLES_TO_WARM_UP = 6;
    private static final int SAMPLES_TO_JUDGE = 8;

    /** Of a thread pool, for connections that come and go. */
    private static final int MOST_THREADS_MORE = 10;

    private final AtomicLongArray microseconds = new AtomicLongArray(100_000);
    private final AtomicLong longest = new AtomicLong();
    private final List<double[]> heap = new ArrayList<>();
    private final List<Integer> threads = new ArrayList<>();
    private final long beginning = System.nanoTime();

    void waited(long nanoseconds) {
        microseconds.incrementAndGet((int) Math.min(nanoseconds / 1_000, microseconds.length() - 1));
        longest.accumulateAndGet(nanoseconds / 1_000, Math::max);
    }

    void sample() {
        System.gc();
        System.gc();
        double minutes = (System.nanoTime() - beginning) / 6e10;
        heap.add(new double[] {
            minutes, ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed() / 1_000.0
        });
        threads.add(Thread.activeCount());
        System.out.printf(Locale.ROOT, "%.1f min: heap %.0f kB%n", minutes, heap.get(heap.size() - 1)[1]);
    }

    String waits() {
        return "waits for a known key: p50 " + quantile(0.5) + ", p99 " + quantile(0.99) + ", max " + longest + " µs";
    }

    private int quantile(double share) {
        long all = 0;
        for (int i = 0; i < microseconds.length(); i++) {
            all += microseconds.get(i);
        }
        long below = 0;
        int value = 0;
        while (value < microseconds.length() - 1 && below + microseconds.get(value) < all * share) {
            below += microseconds.get(value++);
        }
        return value;
    }

    String growth() {
        StringBuilder line = new StringBuilder("heap after GC, kB:");
        heap.forEach(sample -> line.append(String.format(Locale.ROOT, " %.0f", sample[1])));
        double[] slope = slope();
        return line.append(String.format(
                        Locale.ROOT,
                        "; after %d samples it grows by %.1f kB/min, standard error %.1f, allowed %.0f",
                        SAMPLES_TO_WARM_UP,
                        slope[0],
                        slope[1],
                        MOST_GROWTH))
                .toString();
    }

    /** The least-squares slope and its standard error. */
    private double[] slope() {
        List<double[]> warm = heap.subList(Math.min(SAMPLES_TO_WARM_UP, heap.size()), heap.size());
        double meanX = warm.stream().mapToDouble(sample -> sample[0]).average().orElse(0);
        double meanY = warm.stream().mapToDouble(sample -> sample[1]).average().orElse(0);
        double xx = warm.stream()
                .mapToDouble(sample -> (sample[0] - meanX) * (sample[0] - meanX))
                .sum();
        double slope = warm.stream()
                        .mapToDouble(sample -> (sample[0] - meanX) * (sample[1] - meanY))
                        .sum()
                / xx;
        double rest = warm.stream()
                .mapToDouble(sample -> Math.pow(sample[1] - meanY - slope * (sample[0] - meanX), 2))
                .sum();
        return new double[] {slope, Math.sqrt(rest / (warm.size() - 2) / xx)};
    }

    /** Fails if the heap grows beyond doubt, or more and more threads have run; a short run proves nothing. */
    void assertNoGrowth() {
        if (heap.size() >= SAMPLES_TO_WARM_UP + SAMPLES_TO_JUDGE) {
            double[] slope = slope();
            assertThat(slope[0] - 2 * slope[1]).as(growth()).isLessThan(MOST_GROWTH);
        }
        assertThat(threads.get(threads.size() - 1))
                .as("threads running: %s", threads)
                .isLessThanOrEqualTo(threads.get(0) + MOST_THREADS_MORE);
    }

    String threads(int before, List<String> left) {
        return "threads: " + before + " before, " + threads + " meanwhile, left behind at the end: " + left;
    }

    /** The threads that have not ended within 10 seconds; those of OkHttp's own end after a minute without work. */
    List<String> threadsLeft(Set<Thread> before) throws InterruptedException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
        for (Thread thread : Thread.getAllStackTraces().keySet()) {
            if (isSuspicious(thread, before)) {
                thread.join(Math.max(1, (end - System.nanoTime()) / 1_000_000));
            }
        }
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> isSuspicious(thread, before))
                .map(Thread::getName)
                .toList();
    }

    private static boolean isSuspicious(Thread thread, Set<Thread> before) {
        return thread.isAlive()
                && !before.contains(thread)
                && !thread.getName().startsWith("OkHttp")
                && !thread.getName().startsWith("Okio")
                && !thread.getName().equals("Attach Listener");
    }
}
