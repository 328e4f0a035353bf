package dev.tanukey.testkit.forged;

/** On what grounds a token must be refused; what this says, a test of another verifier may have to weigh. */
public enum Basis {
    /** A standard says so: JWS, JWT, OpenID Connect, or the best current practice of RFC 8725 and its successor. */
    STANDARD,
    /** The standards leave room, and strict verifiers do not use it: limits, duplicates, loose bits. */
    POLICY,
    /**
     * The token is in order, and GitLab signs such tokens, or may; only who knows what its claims mean, and has been
     * told who is meant, can refuse it.
     */
    GITLAB
}
