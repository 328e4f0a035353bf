package dev.tanukey.testkit.mapping;

import dev.tanukey.AuthenticationResult;
import dev.tanukey.mapping.CredentialId;
import dev.tanukey.reason.Rejection;
import dev.tanukey.reason.RejectionReason;
import dev.tanukey.user.UserInfo;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Says how an outcome differs from what a case expects. Stateless. */
final class Differences {
    private static final int LONGEST = 500;

    private Differences() {}

    /** A line for each difference, and one with what to do; empty if there is none. */
    static List<String> between(Expectation expectation, AuthenticationResult outcome) {
        List<String> lines = new ArrayList<>();
        if (expectation instanceof Expectation.User user) {
            outcome.fold(
                    good -> users(user, good.user(), lines),
                    other -> unexpected("a user", other.rejection(), lines),
                    bad -> unexpected("a user", bad.rejection(), lines),
                    unknown -> lines.add(unavailable("a user", unknown)));
        } else if (expectation instanceof Expectation.Refused refused) {
            outcome.fold(
                    good -> letIn(wanted(refused), good.user(), lines),
                    other -> unexpected(wanted(refused), other.rejection(), lines),
                    bad -> rejections(refused, bad.rejection(), lines),
                    unknown -> lines.add(unavailable(wanted(refused), unknown)));
        } else if (expectation instanceof Expectation.NotApplicable none) {
            outcome.fold(
                    good -> letIn("a token that is left to others (notApplicable)", good.user(), lines),
                    other -> message(none.messageContains(), other.rejection(), lines),
                    bad -> unexpected("a token that is left to others (notApplicable)", bad.rejection(), lines),
                    unknown -> lines.add(unavailable("a token that is left to others (notApplicable)", unknown)));
        }
        return lines;
    }

    private static boolean users(Expectation.User expected, UserInfo came, List<String> lines) {
        expected.username().ifPresent(name -> text("username", name, came.username(), lines));
        expected.uid().ifPresent(uid -> text("uid", uid, came.uid(), lines));
        expected.groups().ifPresent(groups -> list("groups", groups, came.groups(), lines));
        expected.extra().ifPresent(extra -> extra(extra, came.extra(), lines));
        if (!lines.isEmpty()) {
            lines.add("to do: if that is what you want now, write it below `expect`; if not, look at claimMappings");
        }
        return true;
    }

    private static void text(String field, String expected, String came, List<String> lines) {
        if (!expected.equals(came)) {
            lines.add("%s: expected %s, came %s".formatted(field, quote(expected), quote(came)));
        }
    }

    private static void list(String field, List<String> expected, List<String> came, List<String> lines) {
        if (expected.equals(came)) {
            return;
        }
        List<String> missing = new ArrayList<>(expected);
        came.forEach(missing::remove);
        List<String> more = new ArrayList<>(came);
        expected.forEach(more::remove);
        if (!missing.isEmpty()) {
            lines.add("%s: missing %s".formatted(field, quoted(missing)));
        }
        if (!more.isEmpty()) {
            lines.add("%s: not expected, but came %s".formatted(field, quoted(more)));
        }
        if (missing.isEmpty() && more.isEmpty()) {
            lines.add("%s: in another order, expected %s, came %s".formatted(field, quoted(expected), quoted(came)));
        }
    }

    /** The credential's id is compared only if the case names it: it is another one in each token. */
    private static void extra(Map<String, List<String>> expected, Map<String, List<String>> came, List<String> lines) {
        Map<String, List<String>> rest = new LinkedHashMap<>(came);
        expected.forEach((key, values) -> {
            List<String> there = rest.remove(key);
            if (there == null) {
                lines.add("extra: missing %s with %s".formatted(quote(key), quoted(values)));
            } else {
                list("extra " + quote(key), values, there, lines);
            }
        });
        rest.remove(CredentialId.KEY);
        rest.forEach((key, values) ->
                lines.add("extra: not expected, but came %s with %s".formatted(quote(key), quoted(values))));
    }

    private static boolean rejections(Expectation.Refused expected, Rejection came, List<String> lines) {
        return expected.reasons().contains(came.reason())
                ? message(expected.messageContains(), came, lines)
                : unexpected(wanted(expected), came, lines);
    }

    private static boolean message(Optional<String> contains, Rejection came, List<String> lines) {
        if (contains.isPresent() && !came.operatorMessage().contains(contains.get())) {
            lines.add("expected a message with %s".formatted(quote(contains.get())));
            lines.add("came %s".formatted(came.operatorMessage()));
            lines.add("to do: perhaps another rule refuses the token before yours does; or correct `messageContains`");
        }
        return true;
    }

    private static boolean unexpected(String expected, Rejection came, List<String> lines) {
        lines.add("expected %s".formatted(expected));
        lines.add("came %s".formatted(came.operatorMessage()));
        lines.add("to do: "
                + (came.reason().stage() == RejectionReason.Stage.SELECTION
                        ? "nobody here is responsible: look at `issuer` of the case and issuer.url of the configuration; if that is right, expect `notApplicable: true`"
                        : "if that is right, expect `refused: %s`; if not, look at what the message names"
                                .formatted(came.reason())));
        return true;
    }

    private static boolean letIn(String expected, UserInfo came, List<String> lines) {
        lines.add("expected %s".formatted(expected));
        lines.add("came user %s, groups %s".formatted(quote(came.username()), quoted(came.groups())));
        lines.add(
                "to do: nothing in the configuration stops this token; look at audiences, claimValidationRules and userValidationRules");
        return true;
    }

    private static String unavailable(String expected, AuthenticationResult.Unavailable came) {
        return "expected %s, came %s".formatted(expected, came.operatorMessage());
    }

    private static String wanted(Expectation.Refused refused) {
        Set<RejectionReason> reasons = refused.reasons();
        return "a refusal with " + reasons.stream().map(Enum::name).collect(Collectors.joining(" or "));
    }

    private static String quoted(List<String> texts) {
        return texts.stream().map(Differences::quote).collect(Collectors.joining(", ", "[", "]"));
    }

    /** Whole, since a difference may be far behind; what could break a line or hide is escaped. */
    private static String quote(String text) {
        StringBuilder quoted = new StringBuilder("\"");
        text.codePoints().limit(LONGEST).forEach(c -> {
            if (c == '"' || c == '\\') {
                quoted.append('\\').append((char) c);
            } else if (c >= ' ' && c <= '~') {
                quoted.append((char) c);
            } else {
                quoted.append(String.format(Locale.ROOT, c <= 0xFFFF ? "\\u%04X" : "\\U%08X", c));
            }
        });
        return quoted.append(text.length() > LONGEST ? "\"..." : "\"").toString();
    }
}
