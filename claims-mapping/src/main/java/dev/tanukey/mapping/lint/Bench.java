package dev.tanukey.mapping.lint;

import dev.tanukey.AuthenticationResult;
import dev.tanukey.gitlab.TokenKind;
import dev.tanukey.mapping.expression.Expression;
import dev.tanukey.mapping.expression.ExpressionFailedException;
import dev.tanukey.mapping.expression.ExpressionInput;
import dev.tanukey.mapping.schema.JwtAuthenticator;
import dev.tanukey.token.Claims;
import dev.tanukey.user.UserInfo;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** One issuer of a configuration and what becomes of the samples as its tokens; what the checks look at. */
final class Bench {
    private static final int OTHER_AUDIENCES = 4;
    private static final int MOST_AUDIENCES = 12;

    private final Door door;
    private final int index;
    private final JwtAuthenticator jwt;
    private final Expressions expressions;
    /** Those that are tried; all of them show the same where nothing reads the claim aud. */
    private final List<String> audiences;

    private final List<Sample> samples = new ArrayList<>();
    private final List<Verdict> verdicts = new ArrayList<>();
    private final Map<Presented, String> tokens = new HashMap<>();
    private final Map<Presented, Optional<Claims>> proven = new HashMap<>();
    private final Map<Presented, AuthenticationResult> outcomes = new HashMap<>();

    Bench(Door door, int index, JwtAuthenticator jwt, Expressions expressions) {
        this.door = door;
        this.index = index;
        this.jwt = jwt;
        this.expressions = expressions;
        this.audiences = audiences(jwt, expressions);
    }

    private static List<String> audiences(JwtAuthenticator jwt, Expressions expressions) {
        List<String> all = jwt.issuer().audiences();
        Set<String> named = expressions.texts();
        boolean read = named.stream().anyMatch(text -> text.contains("aud"))
                || jwt.claimMappings().username().claim().equals("aud")
                || jwt.claimMappings().groups().claim().equals("aud")
                || jwt.claimMappings().uid().claim().equals("aud")
                || jwt.claimValidationRules().stream()
                        .anyMatch(rule -> rule.claim().equals("aud"));
        List<String> tried = new ArrayList<>(all.subList(0, read ? Math.min(OTHER_AUDIENCES, all.size()) : 1));
        all.stream()
                .filter(audience -> read && !tried.contains(audience))
                .filter(audience -> tried.size() < MOST_AUDIENCES
                        && (named.stream().anyMatch(text -> text.contains(audience))
                                || jwt.claimValidationRules().stream()
                                        .anyMatch(rule -> rule.requiredValue().equals(audience))))
                .forEach(tried::add);
        return List.copyOf(tried);
    }

    private record Presented(Sample sample, String audience) {}

    /** What an expression gives over a sample: a value, or why there is none. */
    record Value(@Nullable Object value, Optional<String> failure) {}

    /** What becomes of a sample, by audience where that makes a difference. */
    List<Verdict> judge(Sample sample) {
        // By what is the same about two outcomes: the user, or the words of the refusal.
        Map<String, Verdict> distinct = new LinkedHashMap<>();
        List<String> all = jwt.issuer().audiences();
        boolean atOnce = sample.has(Sample.Trait.EVERY_AUDIENCE) || audiences.size() == 1;
        for (String audience : atOnce ? audiences.subList(0, 1) : audiences) {
            AuthenticationResult outcome = outcome(sample, audience);
            String same = outcome instanceof AuthenticationResult.Authenticated good
                    ? good.user().toString()
                    : outcome.operatorMessage();
            List<String> shown = atOnce ? all : List.of(audience);
            Verdict verdict = new Verdict(sample, jwt.issuer().url(), shown, outcome);
            distinct.merge(same, verdict, (first, next) -> first.alsoFor(audience));
        }
        return List.copyOf(distinct.values());
    }

    /** Puts a sample into the report. */
    void show(Sample sample) {
        show(sample, judge(sample));
    }

    /** Puts a sample into the report that has been judged. */
    void show(Sample sample, List<Verdict> judged) {
        samples.add(sample);
        verdicts.addAll(judged);
    }

    List<String> audiences() {
        return audiences;
    }

    JwtAuthenticator jwt() {
        return jwt;
    }

    Expressions expressions() {
        return expressions;
    }

    List<Sample> samples() {
        return samples;
    }

    List<Verdict> verdicts() {
        return verdicts;
    }

    /** A field of this issuer as Kubernetes writes it. */
    String path(String field) {
        return "jwt[" + index + "]." + field;
    }

    /** The field that gives the name, or another part of the user. */
    String path(String part, JwtAuthenticator.PrefixedClaimOrExpression source) {
        return path("claimMappings." + part + (source.expression().isEmpty() ? ".claim" : ".expression"));
    }

    String usernamePath() {
        return path("username", jwt.claimMappings().username());
    }

    String groupsPath() {
        return path("groups", jwt.claimMappings().groups());
    }

    /** Whether everybody can have an account and projects there. */
    boolean isOpenToTheWorld() {
        return jwt.issuer().url().equals("https://gitlab.com");
    }

    Stream<Verdict> admitted(Predicate<Sample> which) {
        return verdicts.stream()
                .filter(verdict ->
                        which.test(verdict.sample()) && verdict.user().isPresent());
    }

    Stream<Verdict> admitted(TokenKind kind) {
        return admitted(sample -> sample.kind() == kind);
    }

    /** Who the samples become that pass for us: jobs on a protected branch of our project. */
    Stream<Verdict> ownJobs() {
        return admitted(sample -> sample.kind() == TokenKind.CI_JOB
                && !sample.has(Sample.Trait.FORK)
                && !sample.has(Sample.Trait.UNPROTECTED_REF)
                && !sample.has(Sample.Trait.STRANGER));
    }

    /** Who a changed sample becomes; empty if it does not get in. */
    Optional<UserInfo> user(Sample changed, String audience) {
        return outcome(changed, audience) instanceof AuthenticationResult.Authenticated good
                ? Optional.of(good.user())
                : Optional.empty();
    }

    /** What becomes of a changed sample. */
    AuthenticationResult outcome(Sample changed, String audience) {
        return outcomes.computeIfAbsent(new Presented(changed, audience), shown -> door.judge(token(shown)));
    }

    /** What an expression gives over a sample that is presented with an audience. */
    Optional<Value> value(Expression<Claims> expression, Sample sample, String audience) {
        return claims(sample, audience).map(claims -> evaluate(expression, claims));
    }

    /** The claims of a sample, proven; empty if it is no good token. */
    Optional<Claims> claims(Sample sample, String audience) {
        return proven.computeIfAbsent(new Presented(sample, audience), shown -> door.claims(token(shown)));
    }

    private String token(Presented shown) {
        return tokens.computeIfAbsent(shown, any -> door.token(jwt.issuer(), shown.sample, shown.audience));
    }

    private static Value evaluate(Expression<Claims> expression, Claims claims) {
        try {
            return new Value(expression.evaluate(new ExpressionInput<>(claims)), Optional.empty());
        } catch (ExpressionFailedException failed) {
            return new Value(null, Optional.of(String.valueOf(failed.getMessage())));
        }
    }
}
