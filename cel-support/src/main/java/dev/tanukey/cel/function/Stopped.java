package dev.tanukey.cel.function;

/**
 * Ends an evaluation that uses too much. An error and no exception, since {@code ||}, {@code &&} and the macros made of
 * them carry on after an exception.
 */
public final class Stopped extends Error {
    private static final long serialVersionUID = 1L;

    private Stopped(String message) {
        super(message, null, false, false);
    }

    /**
     * At a limit.
     *
     * @param what what there was too much of, and how, as in "a cost of more than"
     * @param limit the limit
     * @return the end of the evaluation
     */
    public static Stopped at(String what, long limit) {
        return new Stopped("an evaluation with " + what + " the limit of " + limit);
    }

    /** {@return the end of an evaluation on a thread that was interrupted} */
    public static Stopped interrupted() {
        return new Stopped("an evaluation that was interrupted");
    }

    /** {@return the end of an evaluation that goes too deep for the stack of its thread} */
    public static Stopped tooDeep() {
        return new Stopped("an evaluation too deep for the stack of its thread");
    }
}
