package dev.tanukey.examples.commandline;

/** How a command ends; the same for all of them, and part of what scripts may rely on. */
final class ExitCode {
    /** Done, and the answer is yes. */
    static final int GOOD = 0;
    /** The answer is no: a token is refused, a configuration has errors, a case of a suite fails. */
    static final int NO = 1;
    /** The command line itself is wrong. */
    static final int USAGE = 2;
    /** The answer cannot be known now: the keys cannot be had. */
    static final int UNKNOWN = 3;
    /** Something that was named cannot be read or used, or written. */
    static final int INPUT = 4;
    /** The program has failed, which is a bug. */
    static final int BUG = 5;

    /** The footer of every help text. */
    static final String[] HELP = {
        "0:good",
        "1:the answer is no: token refused, findings, a failed case",
        "2:wrong usage",
        "3:cannot be known now: the issuer's keys cannot be had",
        "4:a file or the input cannot be read, used or written",
        "5:a bug in this program"
    };

    private ExitCode() {}
}
