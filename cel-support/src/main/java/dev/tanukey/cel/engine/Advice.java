package dev.tanukey.cel.engine;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** What to write instead, by what a cluster says of an expression. */
final class Advice {
    private static final List<Known> KNOWN = List.of(
            new Known(
                    "^expression of type 'any' cannot be range",
                    "what a claim holds is known only with the token: write dyn(claims.x) before .map, .exists and their"
                            + " like; \"a\" in claims.x needs none"),
            new Known(
                    "^expected type '", "the elements of one list need one type: write string(claims.x) beside a text"),
            new Known(
                    "^error during formatting: .* was given google.protobuf.Any",
                    "what a claim holds is known only with the token: write string(claims.x) or dyn(claims.x)"),
            new Known("^found no matching overload for '_\\?_:_'", "both branches of a ternary need one type"),
            new Known("^found no matching overload", "int(...), double(...), string(...) and dyn(...) change a type"),
            new Known(
                    "invalid argument to has\\(\\) macro",
                    "has() takes a name after a dot; claims[?\"x\"].hasValue() asks for any name"),
            new Known("at input '\\.in'", "in is a word of the language: write claims[\"in\"] or claims.__in__"),
            new Known(
                    "^invalid (matches|find|findAll) argument",
                    "patterns have the syntax of RE2: no (?=...), no \\\\1; at most 10,000 instructions"),
            new Known("^invalid duration argument", "a duration is written as 90s, 15m or 24h; there are no days"),
            new Known("^invalid timestamp argument", "a timestamp is written as 2026-01-31T12:00:00Z"),
            new Known(
                    "^undeclared reference to 'google",
                    "literals of protobuf are not there; timestamp(...) and duration(...) are"),
            new Known(
                    "^undeclared reference to '(math|base64|cel|bind|regex)'",
                    "a cluster has no math, base64, cel.bind and regex in these expressions either"),
            new Known("^undeclared reference to 'authorizer'", "there is no authorizer while a user is identified"),
            new Known(
                    "^undeclared reference to 'user'",
                    "user is there in userValidationRules only; elsewhere write claims"),
            new Known(
                    "^undeclared reference to 'claims'",
                    "claims are not there in userValidationRules; write user.username, user.uid, user.groups, user.extra"));

    /** A pattern of messages, and what helps. */
    private record Known(Pattern message, String advice) {
        Known(String message, String advice) {
            this(Pattern.compile(message), advice);
        }
    }

    private Advice() {}

    static Optional<String> on(String message) {
        return KNOWN.stream()
                .filter(known -> known.message.matcher(message).find())
                .map(Known::advice)
                .findFirst();
    }
}
