package dev.tanukey.examples.commandline;

import java.util.Optional;

/**
 * One step of the way of a token.
 *
 * @param name which one
 * @param status how it went
 * @param expected what passes
 * @param came what came, if the token got so far
 * @param advice what to do, if it went wrong
 */
record Step(Name name, Status status, String expected, Optional<String> came, Optional<String> advice) {

    /** The steps in their order; ARCHITECTURE.md tells the whole way. */
    enum Name {
        /** Bound, cut at the dots, decode. */
        FORM,
        /** The issuer that it names picks the part of the configuration. */
        ISSUER,
        /** What the header may say. */
        HEADER,
        /** Find the one key. */
        KEY,
        /** Check the signature. */
        SIGNATURE,
        /** Audience, times, required claims. */
        CLAIMS,
        /** From claims to a user. */
        MAPPING,
        /** The rules of the configuration. */
        RULES,
        /** The name must be the issuer's to give. */
        NAME;

        /** {@return the word for people and for JSON} */
        String word() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    /** How a step went. */
    enum Status {
        /** As it should. */
        PASSED("passed"),
        /** The token ends here. */
        FAILED("FAILED"),
        /** It cannot be known now whether it passes. */
        UNKNOWN("cannot know"),
        /** The token has ended before. */
        NOT_REACHED("not reached");

        private final String word;

        Status(String word) {
            this.word = word;
        }

        String word() {
            return word;
        }
    }

    static Step passed(Name name, String expected, String came) {
        return new Step(name, Status.PASSED, expected, Optional.of(came), Optional.empty());
    }

    static Step notReached(Name name, String expected) {
        return new Step(name, Status.NOT_REACHED, expected, Optional.empty(), Optional.empty());
    }
}
