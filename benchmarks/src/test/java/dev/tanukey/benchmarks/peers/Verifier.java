package dev.tanukey.benchmarks.peers;

/** A verifier of tokens, set up for one issuer and one audience. */
record Verifier(String name, Verification verification) {

    /** What a verifier does with a token. */
    enum Verdict {
        /** It says no in the way that its documentation gives. */
        REFUSED("–"),
        /** It lets the token in. */
        ACCEPTED("**in**"),
        /** It throws what it does not declare; a server may answer 500. */
        CRASHED("crash");

        private final String cell;

        Verdict(String cell) {
            this.cell = cell;
        }

        String cell() {
            return cell;
        }
    }

    /** Says whether a token is let in. */
    @FunctionalInterface
    interface Verification {
        boolean lets(String token) throws Exception;
    }

    Verdict judge(String token) {
        try {
            return verification.lets(token) ? Verdict.ACCEPTED : Verdict.REFUSED;
        } catch (Exception | StackOverflowError undeclared) {
            return Verdict.CRASHED;
        }
    }
}
