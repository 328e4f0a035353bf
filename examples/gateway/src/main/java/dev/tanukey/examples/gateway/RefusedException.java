package dev.tanukey.examples.gateway;

import dev.tanukey.kubernetes.Status;

/** Says that a request is not passed on, and what to answer. */
final class RefusedException extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient Status status;

    RefusedException(Status status) {
        super(status.message(), null, false, false);
        this.status = status;
    }

    Status status() {
        return status;
    }
}
