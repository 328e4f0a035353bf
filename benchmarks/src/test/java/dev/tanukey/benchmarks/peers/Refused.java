package dev.tanukey.benchmarks.peers;

/** A verifier says no in the way that its documentation gives. */
public final class Refused extends Exception {
    Refused(Exception reason) {
        super(reason);
    }

    /** For who does not say no with an exception. */
    public Refused(String reason) {
        super(reason);
    }
}
