package dev.tanukey.testkit.mapping;

import dev.tanukey.mapping.text.DecodingProblems;
import dev.tanukey.mapping.text.FieldAdvice;
import dev.tanukey.mapping.text.Fields;
import dev.tanukey.mapping.text.Node;
import dev.tanukey.mapping.text.ScalarType;
import dev.tanukey.reason.RejectionReason;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Reads the fields below {@code expect}. For one thread. */
final class ExpectationFields {
    private static final List<String> REASONS = Arrays.stream(RejectionReason.values())
            .filter(reason -> reason.stage() != RejectionReason.Stage.SELECTION)
            .map(Enum::name)
            .toList();

    private final Fields fields;
    private final DecodingProblems problems;

    ExpectationFields(Fields fields, DecodingProblems problems) {
        this.fields = fields;
        this.problems = problems;
    }

    Expectation read() {
        Optional<Expectation> user = fields.optionalObject("user", this::user);
        Optional<Set<RejectionReason>> reasons =
                Words.textOrTexts(fields, "refused").map(this::reasons);
        Optional<Boolean> notApplicable = Words.bool(fields, "notApplicable");
        Optional<String> contains = fields.optionalText("messageContains");
        long outcomes = Stream.of(user, reasons, notApplicable)
                .filter(Optional::isPresent)
                .count();
        if (outcomes != 1) {
            fields.problem(
                    "",
                    outcomes == 0 ? "no outcome is expected" : "several outcomes are expected",
                    "Write one of `user`, `refused` and `notApplicable`");
        }
        if (notApplicable.isPresent() && !notApplicable.get()) {
            fields.problem("notApplicable", "false says nothing", "Write true, or another outcome instead");
        }
        if (user.isPresent() && contains.isPresent()) {
            fields.problem("messageContains", "a user comes without a message", "Delete it, or expect a refusal");
        }
        return user.or(() -> reasons.map(set -> new Expectation.Refused(set, contains)))
                .orElseGet(() -> new Expectation.NotApplicable(contains));
    }

    private Expectation user(Fields user) {
        Optional<String> username = user.optionalText("username");
        Optional<String> uid = user.optionalText("uid");
        Optional<List<String>> groups = Words.texts(user, "groups");
        Optional<Map<String, List<String>>> extra = user.node("extra").map(node -> extra(user, node));
        if (Stream.of(username, uid, groups, extra).allMatch(Optional::isEmpty)) {
            user.problem(
                    "",
                    "nothing about the user is expected",
                    "Write `username`, and `groups`, `uid` or `extra` with it");
        }
        return new Expectation.User(username, uid, groups, extra);
    }

    private Map<String, List<String>> extra(Fields user, Node node) {
        if (!(node instanceof Node.Mapping mapping)) {
            user.problem(
                    "extra",
                    "expected fields, came " + SuiteWording.name(node.typeName()),
                    "Write each as `key: [value]` below it, or {} for none");
            return Map.of();
        }
        Map<String, List<String>> extra = new LinkedHashMap<>();
        for (Node.Entry entry : mapping.entries()) {
            String path = Fields.below(Fields.below(user.path(), "extra"), entry.key());
            if (extra.containsKey(entry.key())) {
                problems.add(path, entry.at(), Words.quoted(entry.key()) + " is set twice", "Keep one of the two");
            }
            extra.put(entry.key(), values(entry.value(), path));
        }
        return extra;
    }

    private List<String> values(Node node, String path) {
        List<String> values = new ArrayList<>();
        for (Node element : node instanceof Node.Sequence list ? list.elements() : List.of(node)) {
            if (element instanceof Node.Scalar scalar && scalar.type() == ScalarType.STRING) {
                values.add(scalar.text());
            } else if (!(element instanceof Node.Refused)) {
                problems.add(
                        path,
                        element.at(),
                        "expected a text, came " + SuiteWording.name(element.typeName()),
                        element instanceof Node.Scalar scalar
                                ? "To make it a text, put it into quotes: " + Words.quoted(scalar.text())
                                : "Write a text or a list of texts");
            }
        }
        return values;
    }

    private Set<RejectionReason> reasons(List<String> names) {
        Set<RejectionReason> reasons = EnumSet.noneOf(RejectionReason.class);
        if (names.isEmpty()) {
            fields.problem("refused", "no reason is named", "Write one, as CLAIM_RULE_FAILED");
        }
        for (String name : names) {
            if (REASONS.contains(name)) {
                reasons.add(RejectionReason.valueOf(name));
            } else if (name.equals("NOT_A_JWT") || name.equals("ISSUER_UNKNOWN")) {
                fields.problem(
                        "refused",
                        name + " is no refusal: the next authenticator gets its turn",
                        "Write `notApplicable: true`, and `messageContains: %s` if you want to be sure"
                                .formatted(name));
            } else {
                fields.problem(
                        "refused",
                        "there is no reason " + Words.quoted(name),
                        FieldAdvice.meant(name, "", REASONS)
                                .map("Did you mean `%s`?"::formatted)
                                .orElse("Write one of " + FieldAdvice.names(REASONS)));
            }
        }
        return reasons;
    }
}
