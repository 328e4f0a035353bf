package dev.tanukey.examples.commandline;

/** Ends a command with a sentence for the person and a code for the script. */
final class Refusal extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int exitCode;

    private Refusal(int exitCode, String message) {
        super(message, null, false, false);
        this.exitCode = exitCode;
    }

    /** The command line is wrong in a way that the parser cannot see. */
    static Refusal usage(String message) {
        return new Refusal(ExitCode.USAGE, message);
    }

    /** Something cannot be read, used or written. */
    static Refusal input(String message) {
        return new Refusal(ExitCode.INPUT, message);
    }

    int exitCode() {
        return exitCode;
    }
}
