package dev.tanukey.mapping.configuration;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks at a file again and again, by its content: a change of a symbolic link, as a cluster makes it, is seen like any
 * other, and no file system need tell. A text is settled when it is in force or refused; until then it is tried at each
 * look.
 */
final class ConfigurationWatch implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ConfigurationWatch.class);

    private final Path file;
    private final Duration interval;
    private final ScheduledThreadPoolExecutor thread;
    private String read;
    private String settled;
    private long ticket;
    private Reload last = new Reload.Unchanged();

    ConfigurationWatch(Path file, Duration interval) throws IOException {
        this.file = file;
        this.interval = interval;
        this.read = textOf(file);
        this.settled = read;
        this.thread = new ScheduledThreadPoolExecutor(1, work -> {
            Thread made = new Thread(null, work, "tanukey-configuration " + file, 0, false);
            made.setDaemon(true);
            return made;
        });
    }

    /** A pipe would not let go of who reads it. */
    private static String textOf(Path file) throws IOException {
        if (Files.exists(file) && !Files.isRegularFile(file)) {
            throw new IOException(file + " is no regular file and cannot be watched");
        }
        return ConfigurationFile.read(file);
    }

    /** What stood in the file when it was looked at last. */
    String text() {
        return read;
    }

    void start(ConfiguredAuthenticator authenticator) {
        ScheduledFuture<?> unused = thread.scheduleWithFixedDelay(
                () -> look(authenticator), interval.toNanos(), interval.toNanos(), TimeUnit.NANOSECONDS);
    }

    /** One look. What it throws would end the watching. */
    void look(ConfiguredAuthenticator authenticator) {
        try {
            Reload outcome = outcome(authenticator);
            if (!outcome.equals(last)) {
                authenticator.tell(outcome);
            }
            last = outcome;
        } catch (Throwable bug) {
            LOG.error("The look at {} failed; the old configuration stays in force", file, bug);
        }
    }

    private Reload outcome(ConfiguredAuthenticator authenticator) {
        try {
            String text = textOf(file);
            if (!text.equals(read)) {
                read = text;
                ticket = authenticator.ticket();
            }
            if (text.equals(settled)) {
                return new Reload.Unchanged();
            }
            Reload outcome = authenticator.attempt(() -> AuthenticationConfiguration.parse(text), ticket);
            if (!(outcome instanceof Reload.NotReady || outcome instanceof Reload.Failed)) {
                settled = text;
            }
            return outcome;
        } catch (IOException unreadable) {
            return new Reload.Failed(String.valueOf(unreadable.getMessage()));
        }
    }

    /** Ends a look that waits for keys, too. */
    @Override
    public void close() {
        thread.shutdownNow();
    }
}
