package dev.tanukey.examples.quickstart;

import dev.tanukey.AuthenticationResult;
import dev.tanukey.user.UserInfo;
import java.io.PrintStream;
import java.util.List;
import java.util.Map;

/** Writes the quick start for a person to read; in colour on a terminal, unless NO_COLOR is set. */
final class Page {
    private static final int WIDTH = 100;
    private static final int INDENT = 13;

    private final PrintStream out;
    private final boolean coloured;
    private int number;

    @SuppressWarnings("SystemConsoleNull") // from JDK 22 on there always is one; NO_COLOR then helps
    Page(PrintStream out) {
        this.out = out;
        this.coloured = System.console() != null && System.getenv("NO_COLOR") == null;
    }

    void title(String title) {
        out.println();
        out.println("  " + colour("1", title));
        out.println();
    }

    void text(String text) {
        out.println("  " + text);
    }

    /** A remark about the outcome above. */
    void remark(String text) {
        out.println();
        text(text);
    }

    void end(String text) {
        out.println();
        text(text);
        out.println();
    }

    void outcome(String title, AuthenticationResult result) {
        number++;
        out.println();
        out.println("  " + colour("1", number + ". " + title));
        result.fold(
                this::good,
                other -> bad("NOT APPLICABLE", result),
                bad -> bad("REJECTED, 401", result),
                unknown -> bad("UNAVAILABLE, 503", result));
    }

    private Page good(AuthenticationResult.Authenticated result) {
        UserInfo user = result.user();
        line("outcome", colour("32", "AUTHENTICATED"));
        line("username", user.username());
        line("groups", user.groups().isEmpty() ? "none" : String.join(", ", user.groups()));
        for (Map.Entry<String, List<String>> extra : user.extra().entrySet()) {
            line("extra", extra.getKey() + " = " + String.join(", ", extra.getValue()));
        }
        return this;
    }

    private Page bad(String outcome, AuthenticationResult result) {
        line("outcome", colour("31", outcome));
        line("operator", result.operatorMessage());
        line("caller", result.callerMessage());
        return this;
    }

    /** Breaks long text at spaces. */
    private void line(String name, String text) {
        StringBuilder line = new StringBuilder(String.format("     %-8s", name));
        for (String word : text.split(" ", -1)) {
            if (line.length() + word.length() + 1 > WIDTH && line.length() > INDENT) {
                out.println(line);
                line = new StringBuilder(" ".repeat(INDENT));
            }
            line.append(' ').append(word);
        }
        out.println(line);
    }

    private String colour(String code, String text) {
        return coloured ? "\u001b[" + code + "m" + text + "\u001b[0m" : text;
    }
}
