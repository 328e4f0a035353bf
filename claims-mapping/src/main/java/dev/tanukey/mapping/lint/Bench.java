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
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** One issuer of a configuration and what becomes of the samples as its tokens; what the checks look at. */
final class Bench {
    private final Door door;
    private final int index;
    private final JwtAuthenticator jwt;
    private final Expressions expressions;
    private final List<Sample> samples;
    private final List<Verdict> verdicts = new ArrayList<>();
    private final Map<Presented, Optional<Claims>> proven = new HashMap<>();

    Bench(Door door, int index, JwtAuthenticator jwt, Expressions expressions, List<Sample> samples) {
        this.door = door;
        this.index = index;
        this.jwt = jwt;
        this.expressions = expressions;
        this.samples = samples;
        samples.forEach(this::judge);
    }

    private record Presented(Sample sample, String audience) {}

    /** What an expression gives over a sample: a value, or why there is none. */
    record Value(@Nullable Object value, Optional<String> failure) {}

    private void judge(Sample sample) {
        // By what is the same about two outcomes: the user, or the words of the refusal.
        Map<String, Verdict> outcomes = new LinkedHashMap<>();
        boolean everyAudience = sample.has(Sample.Trait.EVERY_AUDIENCE);
        List<String> all = jwt.issuer().audiences();
        for (String audience : everyAudience ? all.subList(0, 1) : all) {
            AuthenticationResult outcome = door.judge(jwt.issuer(), sample, audience);
            String same = outcome instanceof AuthenticationResult.Authenticated good
                    ? good.user().toString()
                    : outcome.operatorMessage();
            List<String> shown = everyAudience ? all : List.of(audience);
            Verdict verdict = new Verdict(sample, jwt.issuer().url(), shown, outcome);
            outcomes.merge(same, verdict, (first, next) -> first.alsoFor(audience));
        }
        verdicts.addAll(outcomes.values());
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
        return door.judge(jwt.issuer(), changed, audience) instanceof AuthenticationResult.Authenticated good
                ? Optional.of(good.user())
                : Optional.empty();
    }

    /** What an expression gives over a sample that is presented with an audience. */
    Optional<Value> value(Expression<Claims> expression, Sample sample, String audience) {
        return claims(sample, audience).map(claims -> evaluate(expression, claims));
    }

    /** The claims of a sample, proven; empty if it is no good token. */
    Optional<Claims> claims(Sample sample, String audience) {
        return proven.computeIfAbsent(
                new Presented(sample, audience), shown -> door.claims(jwt.issuer(), sample, audience));
    }

    private static Value evaluate(Expression<Claims> expression, Claims claims) {
        try {
            return new Value(expression.evaluate(new ExpressionInput<>(claims)), Optional.empty());
        } catch (ExpressionFailedException failed) {
            return new Value(null, Optional.of(String.valueOf(failed.getMessage())));
        }
    }
}
