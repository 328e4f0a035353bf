package dev.tanukey.cel.function;

/** How large the result of one call may be, whatever the limits of the evaluation; asked for before it is built. */
public final class Bounds {
    /** The most characters of a text, and the most octets. */
    public static final int CHARACTERS = 1 << 20;

    /** The most elements of a list. */
    public static final int ELEMENTS = 1_000_000;

    private Bounds() {}

    /**
     * Refuses a text or octets that would be too large.
     *
     * @param characters how many there would be
     * @throws Stopped if they are too many
     */
    public static void characters(long characters) {
        if (characters > CHARACTERS) {
            throw Stopped.at("a text longer than", CHARACTERS);
        }
    }

    /**
     * Refuses a list that would be too large.
     *
     * @param elements how many it would have
     * @throws Stopped if they are too many
     */
    public static void elements(long elements) {
        if (elements > ELEMENTS) {
            throw Stopped.at("a list longer than", ELEMENTS);
        }
    }
}
