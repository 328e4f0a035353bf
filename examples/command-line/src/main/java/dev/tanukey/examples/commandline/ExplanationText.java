package dev.tanukey.examples.commandline;

import dev.tanukey.AuthenticationResult;
import dev.tanukey.user.UserInfo;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** An explanation for people. */
final class ExplanationText {
    private static final int STATUS_WIDTH = 13;
    private static final int NAME_WIDTH = 11;
    private static final String INDENT = " ".repeat(2 + STATUS_WIDTH + NAME_WIDTH);

    private final Output output;
    private final StringBuilder text = new StringBuilder();

    ExplanationText(Output output) {
        this.output = output;
    }

    String print(Explanation explanation, Optional<Map<String, @Nullable Object>> claims) {
        line("The way of the token, as of " + explanation.at());
        line("");
        explanation.steps().forEach(this::step);
        line("");
        AuthenticationResult result = explanation.result();
        if (result instanceof AuthenticationResult.Authenticated good) {
            line(output.good("Authenticated") + " as");
            user(good.user());
        } else {
            line(output.bad(headline(result)) + ".");
            line("  operators read   " + Printable.of(result.operatorMessage()));
            line("  the sender reads " + Printable.of(result.callerMessage()));
        }
        claims.ifPresent(all -> {
            line("");
            line(
                    explanation.proven().isPresent()
                            ? "The claims, which are proven:"
                            : output.unsure("The claims, which nobody has vouched for or which are not valid:"));
            line(JsonText.write(all));
        });
        return text.toString();
    }

    private static String headline(AuthenticationResult result) {
        return result.fold(
                good -> "Authenticated",
                other -> "Not for this configuration; another authenticator may know it (401)",
                bad -> "Refused (401)",
                unknown -> "Cannot be judged now (503)");
    }

    private void step(Step step) {
        String name = pad(step.name().word(), NAME_WIDTH);
        String status = pad(step.status().word(), STATUS_WIDTH);
        switch (step.status()) {
            case PASSED -> {
                line("  " + output.good(status) + name
                        + step.came().map(Printable::of).orElse(""));
                line(INDENT + output.faint("expected: " + Printable.of(step.expected())));
            }
            case NOT_REACHED -> {
                line("  " + output.faint(status + name + "expected: " + Printable.of(step.expected())));
            }
            case FAILED, UNKNOWN -> {
                boolean failed = step.status() == Step.Status.FAILED;
                line("  " + (failed ? output.bad(status) : output.unsure(status)) + output.strong(name)
                        + step.came()
                                .map(came -> "came:     " + Printable.of(came))
                                .orElse(""));
                line(INDENT + "expected: " + Printable.of(step.expected()));
                step.advice().ifPresent(advice -> line(INDENT + "to do:    " + Printable.of(advice)));
            }
        }
    }

    private void user(UserInfo user) {
        line("  username  " + output.strong(Printable.of(user.username())));
        line("  uid       " + (user.uid().isEmpty() ? "none" : Printable.of(user.uid())));
        line("  groups    "
                + (user.groups().isEmpty()
                        ? "none"
                        : user.groups().stream().map(Printable::of).collect(Collectors.joining(", "))));
        user.extra()
                .forEach((key, values) -> line("  extra     " + Printable.of(key) + " = "
                        + values.stream().map(Printable::of).collect(Collectors.joining(", "))));
    }

    private static String pad(String word, int width) {
        return word + " ".repeat(width - word.length());
    }

    private void line(String line) {
        text.append(line).append('\n');
    }
}
