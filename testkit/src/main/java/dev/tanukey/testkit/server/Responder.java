package dev.tanukey.testkit.server;

/** Answers requests; called by many threads at once. */
@FunctionalInterface
public interface Responder {

    /**
     * Answers a request, and may take its time.
     *
     * @param request the request
     * @return the answer
     * @throws InterruptedException if the server is closed or goes down meanwhile; then nothing is answered
     */
    Answer answer(Request request) throws InterruptedException;
}
