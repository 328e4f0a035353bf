package dev.tanukey.mapping.configuration;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Looks at a file again and again, by its content: a change of a symbolic link, as a cluster makes it, is seen like any
 * other, and no file system need tell. A text that was refused is not tried again; one that waits for keys is.
 */
final class ConfigurationWatch implements AutoCloseable {
    private final Path file;
    private final Duration interval;
    private final ScheduledThreadPoolExecutor thread;
    private String text;
    private Reload last = new Reload.Unchanged();

    ConfigurationWatch(Path file, Duration interval) throws IOException {
        this.file = file;
        this.interval = interval;
        this.text = ConfigurationFile.read(file);
        this.thread = new ScheduledThreadPoolExecutor(1, work -> {
            Thread made = new Thread(null, work, "tanukey-configuration " + file, 0, false);
            made.setDaemon(true);
            return made;
        });
    }

    /** What stood in the file when it was looked at last. */
    String text() {
        return text;
    }

    void start(ConfiguredAuthenticator authenticator) {
        ScheduledFuture<?> unused = thread.scheduleWithFixedDelay(
                () -> look(authenticator), interval.toNanos(), interval.toNanos(), TimeUnit.NANOSECONDS);
    }

    /** One look. */
    void look(ConfiguredAuthenticator authenticator) {
        Reload outcome = outcome(authenticator);
        if (!(outcome instanceof Reload.Unchanged) && !outcome.equals(last)) {
            authenticator.tell(outcome);
        }
        last = outcome;
    }

    private Reload outcome(ConfiguredAuthenticator authenticator) {
        try {
            String read = ConfigurationFile.read(file);
            if (read.equals(text) && !(last instanceof Reload.NotReady)) {
                return new Reload.Unchanged();
            }
            text = read;
            return authenticator.attempt(() -> AuthenticationConfiguration.parse(read));
        } catch (IOException unreadable) {
            return new Reload.Failed(file + " cannot be read: " + unreadable);
        }
    }

    /** Ends a look that waits for keys, too. */
    @Override
    public void close() {
        thread.shutdownNow();
    }
}
