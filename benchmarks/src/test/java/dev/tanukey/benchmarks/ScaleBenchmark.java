package dev.tanukey.benchmarks;

import dev.tanukey.TokenAuthenticator;
import dev.tanukey.issuer.Issuer;
import dev.tanukey.key.KeySet;
import dev.tanukey.key.VerificationKey;
import dev.tanukey.mapping.ClaimMappings;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Whether many issuers, or many keys of each, make a token dearer. Tokens of all issuers and keys come in turn. All
 * keys are one key under many ids: found by the id, they are as many as they seem.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(
        value = 2,
        jvmArgs = {"-Xms1g", "-Xmx1g", "-XX:+AlwaysPreTouch"})
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class ScaleBenchmark {
    @Param({"1", "10", "100", "1000"})
    public int issuers;

    @Param({"1", "10", "100"})
    public int keys;

    private final List<SignedToken> tokens = new ArrayList<>();
    private TokenAuthenticator authenticator;
    private int next;

    @Setup
    public void prepare() throws Exception {
        JobTokens signer = JobTokens.signedWith(TokenAlgorithm.RS256);
        VerificationKey[] published = new VerificationKey[keys];
        for (int key = 0; key < keys; key++) {
            published[key] = VerificationKey.of(
                    Optional.of("key-" + key),
                    signer.publicKey(),
                    signer.algorithm().signatureAlgorithm());
        }
        KeySet keySet = KeySet.of(published);
        TokenAuthenticator.Builder builder = TokenAuthenticator.builder();
        for (int issuer = 0; issuer < issuers; issuer++) {
            String url = "https://gitlab-" + issuer + ".example.com";
            builder.issuer(
                    Issuer.gitlab(url).audience(JobTokens.AUDIENCE).build(),
                    keySet,
                    ClaimMappings.username("sub", "gitlab-" + issuer + ":").build());
            tokens.add(signer.good(url, "key-" + issuer % keys));
        }
        for (int key = 1; issuers == 1 && key < keys; key++) {
            tokens.add(signer.good("https://gitlab-0.example.com", "key-" + key));
        }
        authenticator = builder.build();
    }

    @Benchmark
    public Object verification(OwnTime time) throws Exception {
        time.count();
        next = next + 1 < tokens.size() ? next + 1 : 0;
        return authenticator.authenticate(tokens.get(next).text());
    }
}
