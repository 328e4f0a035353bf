package dev.tanukey.testkit.server;

import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/** Makes what takes a while, keys and certificates, so that nobody waits who does not need it. */
public final class Background {

    private Background() {}

    /**
     * Begins to make something in a daemon thread of its own, which ends with it.
     *
     * @param <T> what is made
     * @param making makes it
     * @return the thing to come; who joins waits for it
     */
    public static <T> CompletableFuture<T> begin(Supplier<T> making) {
        return CompletableFuture.supplyAsync(making, Background::run);
    }

    /**
     * Begins to make something when something else is made, or could not be, so that they do not slow each other down.
     *
     * @param <T> what is made
     * @param earlier what is awaited
     * @param making makes it
     * @return the thing to come; who joins waits for both
     */
    public static <T> CompletableFuture<T> after(CompletableFuture<?> earlier, Supplier<T> making) {
        return earlier.handleAsync((made, failure) -> making.get(), Background::run);
    }

    private static void run(Runnable work) {
        Thread thread = new Thread(work, "fake-gitlab keys");
        thread.setDaemon(true);
        thread.start();
    }
}
