package dev.tanukey.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What a JVM that has only begun does, stage by stage: prints how long each took by the wall's clock, and of that the
 * main thread's own processor time, in nanoseconds. Loads next to nothing itself. Not thread-safe.
 */
final class Stages {
    static final String MARK = "== ";

    /** Linux tells a thread's own time here; the JVM's way to it would load some hundred classes. */
    private static final Path OWN_TIME = Path.of("/proc/thread-self/schedstat");

    private long since;
    private long own;

    /** Begins with the stage that is over: from the parent's call until here. */
    Stages(String calledAtMillisecond) throws IOException {
        System.out.println(MARK + "JVM = "
                + (System.currentTimeMillis() - Long.parseLong(calledAtMillisecond)) * 1_000_000 + " 0");
        own = own();
        since = System.nanoTime();
    }

    /** Ends a stage and begins the next. */
    void done(String stage) throws IOException {
        long wall = System.nanoTime() - since;
        long ownNow = own();
        System.out.println(MARK + stage + " = " + wall + " " + (ownNow - own));
        own = ownNow;
        since = System.nanoTime();
    }

    private static long own() throws IOException {
        if (!Files.exists(OWN_TIME)) {
            return 0;
        }
        String line = Files.readString(OWN_TIME);
        return Long.parseLong(line.substring(0, line.indexOf(' ')));
    }

    static void require(boolean fact) {
        if (!fact) {
            throw new IllegalStateException("The first token does not get in");
        }
    }
}
