package dev.tanukey.benchmarks;

import dev.tanukey.cel.CelExpressionLanguage;
import dev.tanukey.mapping.configuration.AuthenticationConfiguration;
import dev.tanukey.mapping.expression.Expression;
import dev.tanukey.mapping.expression.ExpressionFailedException;
import dev.tanukey.mapping.expression.ExpressionInput;
import dev.tanukey.mapping.schema.JwtAuthenticator;
import dev.tanukey.token.Claims;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;

/** What an expression costs over the claims of a token, beside the check of an RS256 signature. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(2)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class ExpressionBenchmark {
    private final byte[] signed = new byte[1_100];
    private KeyPair keys;
    private byte[] signature;
    private Claims claims;
    private ExpressionInput<Claims> seenBefore;
    private Expression<Claims> username;
    private Expression<Claims> twentyGroups;
    private Expression<Claims> rule;
    private Expression<Claims> pattern;
    private final List<Expression<Claims>> cloudfleet = new ArrayList<>();

    @Setup
    public void prepare() throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(2_048);
        keys = generator.generateKeyPair();
        Signature signing = Signature.getInstance("SHA256withRSA");
        signing.initSign(keys.getPrivate());
        signing.update(signed);
        signature = signing.sign();

        claims = BenchmarkClaims.ofUserInTwentyGroups();
        seenBefore = new ExpressionInput<>(claims);
        CelExpressionLanguage cel = CelExpressionLanguage.kubernetes();
        username = cel.overClaims("has(claims.preferred_username) ? \"gitlab:\" + claims.preferred_username"
                + " : \"gitlab-ci:\" + claims.sub");
        twentyGroups = cel.overClaims("dyn(claims.groups_direct).map(g, \"gitlab:\" + g)");
        rule = cel.overClaims("claims.sub.startsWith(\"project_path:acme/\") && claims.exp - claims.iat <= 3600");
        pattern = cel.overClaims("claims.ref.matches(\"^release/.*$\")");
        JwtAuthenticator jwt =
                AuthenticationConfiguration.parse(Row.cloudfleet()).jwt().get(0);
        for (JwtAuthenticator.ClaimValidationRule each : jwt.claimValidationRules()) {
            cloudfleet.add(cel.overClaims(each.expression()));
        }
        cloudfleet.add(cel.overClaims(jwt.claimMappings().username().expression()));
        cloudfleet.add(cel.overClaims(jwt.claimMappings().groups().expression()));
        for (JwtAuthenticator.ExtraMapping each : jwt.claimMappings().extra()) {
            cloudfleet.add(cel.overClaims(each.valueExpression()));
        }
    }

    /** The measure of the others. */
    @Benchmark
    public boolean bareRs256() throws GeneralSecurityException {
        Signature verifying = Signature.getInstance("SHA256withRSA");
        verifying.initVerify(keys.getPublic());
        verifying.update(signed);
        return verifying.verify(signature);
    }

    /** As the only expression of a token: the claims that it names are adapted for it. */
    @Benchmark
    public Object usernameOfNewToken() throws ExpressionFailedException {
        return username.evaluate(new ExpressionInput<>(claims));
    }

    @Benchmark
    public Object username() throws ExpressionFailedException {
        return username.evaluate(seenBefore);
    }

    @Benchmark
    public Object mapOfTwentyGroups() throws ExpressionFailedException {
        return twentyGroups.evaluate(seenBefore);
    }

    @Benchmark
    public Object mapOfTwentyGroupsOfNewToken() throws ExpressionFailedException {
        return twentyGroups.evaluate(new ExpressionInput<>(claims));
    }

    @Benchmark
    public Object rule() throws ExpressionFailedException {
        return rule.evaluate(seenBefore);
    }

    @Benchmark
    public Object pattern() throws ExpressionFailedException {
        return pattern.evaluate(seenBefore);
    }

    /** All expressions of a cluster of Cloudfleet. */
    @Benchmark
    public void cloudfleetOfNewToken(Blackhole made) throws ExpressionFailedException {
        ExpressionInput<Claims> input = new ExpressionInput<>(claims);
        for (Expression<Claims> each : cloudfleet) {
            made.consume(each.evaluate(input));
        }
    }
}
