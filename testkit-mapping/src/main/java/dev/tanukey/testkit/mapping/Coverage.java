package dev.tanukey.testkit.mapping;

import dev.tanukey.mapping.configuration.AuthenticationConfiguration;
import dev.tanukey.mapping.expression.ExpressionLanguage;
import dev.tanukey.mapping.schema.JwtAuthenticator;
import dev.tanukey.mapping.schema.JwtAuthenticator.ClaimMappings;
import dev.tanukey.mapping.schema.JwtAuthenticator.ClaimOrExpression;
import dev.tanukey.mapping.schema.JwtAuthenticator.PrefixedClaimOrExpression;
import java.util.ArrayList;
import java.util.List;

/**
 * Finds what a suite does not look at: takes each rule, mapping and issuer away, one at a time, and sees whether any
 * case ends otherwise.
 */
final class Coverage {
    /** As many verdicts as a suite may cost here; a larger one gets no hints. */
    private static final int MOST_VERDICTS = 20_000;

    private final ConfigurationSuite suite;
    private final ExpressionLanguage language;
    private final List<Boolean> verdicts;
    private final List<Part> parts = new ArrayList<>();

    /** A part of the configuration, what is left without it, and how a case would notice. */
    private record Part(String path, List<JwtAuthenticator> without, String advice) {}

    Coverage(ConfigurationSuite suite, ExpressionLanguage language, List<CaseResult> results) {
        this.suite = suite;
        this.language = language;
        this.verdicts = results.stream().map(CaseResult::passed).toList();
    }

    /** A hint for each part that no case would miss. */
    List<SuiteProblem> hints() {
        List<JwtAuthenticator> all = suite.configuration().jwt();
        for (int i = 0; i < all.size(); i++) {
            collect(all, i);
        }
        if ((long) parts.size() * verdicts.size() > MOST_VERDICTS) {
            return List.of();
        }
        return parts.stream().filter(this::isMissedByNobody).map(this::hint).toList();
    }

    private void collect(List<JwtAuthenticator> all, int index) {
        JwtAuthenticator one = all.get(index);
        String path = "jwt[" + index + "]";
        if (all.size() > 1) {
            List<JwtAuthenticator> others = new ArrayList<>(all);
            others.remove(index);
            parts.add(new Part(path, others, "Add a case with a token of this issuer"));
        }
        for (int i = 0; i < one.claimValidationRules().size(); i++) {
            add(
                    all,
                    index,
                    path + ".claimValidationRules[" + i + "]",
                    new JwtAuthenticator(
                            one.issuer(),
                            without(one.claimValidationRules(), i),
                            one.claimMappings(),
                            one.userValidationRules()),
                    "Add a case that this rule alone refuses");
        }
        for (int i = 0; i < one.userValidationRules().size(); i++) {
            add(
                    all,
                    index,
                    path + ".userValidationRules[" + i + "]",
                    new JwtAuthenticator(
                            one.issuer(),
                            one.claimValidationRules(),
                            one.claimMappings(),
                            without(one.userValidationRules(), i)),
                    "Add a case that this rule alone refuses");
        }
        mappings(all, index, path + ".claimMappings");
    }

    private void mappings(List<JwtAuthenticator> all, int index, String path) {
        JwtAuthenticator one = all.get(index);
        ClaimMappings given = one.claimMappings();
        if (!given.groups().equals(PrefixedClaimOrExpression.NONE)) {
            add(
                    all,
                    index,
                    path + ".groups",
                    one.with(new ClaimMappings(
                            given.username(), PrefixedClaimOrExpression.NONE, given.uid(), given.extra())),
                    "Write `groups` into a case that expects a user");
        }
        if (!given.uid().equals(ClaimOrExpression.NONE)) {
            add(
                    all,
                    index,
                    path + ".uid",
                    one.with(
                            new ClaimMappings(given.username(), given.groups(), ClaimOrExpression.NONE, given.extra())),
                    "Write `uid` into a case that expects a user");
        }
        for (int i = 0; i < given.extra().size(); i++) {
            add(
                    all,
                    index,
                    path + ".extra[" + i + "]",
                    one.with(new ClaimMappings(
                            given.username(), given.groups(), given.uid(), without(given.extra(), i))),
                    "Write `extra` into a case that expects a user");
        }
    }

    private void add(List<JwtAuthenticator> all, int index, String path, JwtAuthenticator changed, String advice) {
        List<JwtAuthenticator> others = new ArrayList<>(all);
        others.set(index, changed);
        parts.add(new Part(path, others, advice));
    }

    private static <T> List<T> without(List<T> list, int index) {
        List<T> shorter = new ArrayList<>(list);
        shorter.remove(index);
        return shorter;
    }

    private boolean isMissedByNobody(Part part) {
        AuthenticationConfiguration left = suite.configuration().withJwt(part.without());
        if (!left.problems(language).isEmpty()) {
            return false;
        }
        try (Door door = suite.door(left, language)) {
            return suite.cases().stream()
                    .map(one -> ConfigurationSuite.judge(one, door).passed())
                    .toList()
                    .equals(verdicts);
        }
    }

    private SuiteProblem hint(Part part) {
        return new SuiteProblem(
                suite.source().file(),
                part.path(),
                "no case would notice if this were gone",
                part.advice(),
                suite.source().position(part.path()));
    }
}
