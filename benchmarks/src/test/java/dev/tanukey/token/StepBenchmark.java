package dev.tanukey.token;

import dev.tanukey.benchmarks.JobTokens;
import dev.tanukey.benchmarks.OwnTime;
import dev.tanukey.benchmarks.TokenAlgorithm;
import dev.tanukey.issuer.Issuer;
import dev.tanukey.key.KeySet;
import dev.tanukey.key.SignatureAlgorithm;
import dev.tanukey.key.VerificationKey;
import dev.tanukey.mapping.ClaimMappings;
import dev.tanukey.strict.PlainJson;
import dev.tanukey.strict.StrictBase64Url;
import dev.tanukey.strict.StrictJson;
import java.time.Clock;
import java.time.Instant;
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

/** Where the time of one token goes. It stands beside the verifier, since the steps are nobody else's to see. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(
        value = 2,
        jvmArgs = {"-Xms1g", "-Xmx1g", "-XX:+AlwaysPreTouch"})
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class StepBenchmark {
    @Param
    public Step step;

    private String text;
    private Issuer issuer;
    private KeySet keys;
    private AlgorithmCheck check;
    private byte[] ascii;
    private int firstDot;
    private int secondDot;
    private byte[] payload;
    private byte[] signature;
    private CompactToken compact;
    private VerifiedToken verified;
    private VerificationKey key;
    private ClaimMappings mappings;

    /** A part of what a verifier or a mapper does. */
    public enum Step {
        BYTES("one byte for each character", it -> StrictBase64Url.ascii(it.text)),
        BASE64URL("base64url of payload and signature", it -> {
            StrictBase64Url.decode(it.ascii, it.secondDot + 1, it.ascii.length);
            return StrictBase64Url.decode(it.ascii, it.firstDot + 1, it.secondDot);
        }),
        CLAIMS("claims, of the plain form", it -> PlainJson.readObject(it.payload, UsualTexts.OF_GITLAB)),
        STRICT_CLAIMS("claims of any other form, instead", it -> StrictJson.readObject(it.payload)),
        HEADER("a header, if it is the first with its key", it -> Header.judge(it.compact, it.issuer)),
        KEY("the key", it -> it.keys.key(it.verified.header().keyRequest())),
        SIGNATURE("the signature", it -> it.check.verifies(it.key, it.ascii, it.secondDot, it.signature)),
        REGISTERED_CLAIMS(
                "registered claims", it -> RegisteredClaims.judge(it.verified.claims(), it.issuer, Instant.now())),
        MAPPING("the mapping by claim", it -> it.mappings.map(it.verified));

        private final String title;
        private final Work work;

        Step(String title, Work work) {
            this.title = title;
            this.work = work;
        }

        /** {@return what it is called in the table} */
        public String title() {
            return title;
        }
    }

    private interface Work {
        Object of(StepBenchmark state) throws Exception;
    }

    @Setup
    public void prepare() throws Exception {
        JobTokens tokens = JobTokens.signedWith(TokenAlgorithm.RS256);
        text = tokens.good().text();
        issuer = tokens.issuer();
        keys = tokens.keySet();
        check = new AlgorithmCheck(SignatureAlgorithm.RS256, Optional.empty());
        ascii = StrictBase64Url.ascii(text);
        firstDot = text.indexOf('.');
        secondDot = text.lastIndexOf('.');
        payload = StrictBase64Url.decode(ascii, firstDot + 1, secondDot);
        compact = CompactToken.parse(text, TokenVerifier.DEFAULT_MAXIMUM_TOKEN_LENGTH);
        signature = compact.signature();
        verified = TokenVerifier.builder()
                .issuer(issuer, keys)
                .clock(Clock.systemUTC())
                .build()
                .verify(text);
        key = keys.key(verified.header().keyRequest());
        mappings = ClaimMappings.username("sub", "gitlab:")
                .groups("groups_direct", "gitlab:")
                .uid("user_id")
                .build();
    }

    @Benchmark
    public Object part(OwnTime time) throws Exception {
        time.count();
        return step.work.of(this);
    }
}
