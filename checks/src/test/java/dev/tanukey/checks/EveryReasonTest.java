package dev.tanukey.checks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tanukey.AuthenticationResult;
import dev.tanukey.AuthenticationResult.NotApplicable;
import dev.tanukey.AuthenticationResult.Rejected;
import dev.tanukey.TokenAuthenticator;
import dev.tanukey.cel.CelExpressionLanguage;
import dev.tanukey.cel.option.EvaluationLimits;
import dev.tanukey.gitlab.TokenKind;
import dev.tanukey.issuer.Issuer;
import dev.tanukey.jwks.FetchedDocument;
import dev.tanukey.jwks.JwksFetcher;
import dev.tanukey.jwks.JwksKeySource;
import dev.tanukey.key.KeySource;
import dev.tanukey.mapping.ClaimMappings;
import dev.tanukey.mapping.expression.Expression;
import dev.tanukey.mapping.expression.ExpressionFailedException;
import dev.tanukey.mapping.expression.ExpressionInput;
import dev.tanukey.mapping.expression.InvalidExpressionException;
import dev.tanukey.mapping.gitlab.GitLabMappings;
import dev.tanukey.reason.Rejection;
import dev.tanukey.reason.RejectionReason;
import dev.tanukey.reason.UnavailabilityReason;
import dev.tanukey.testkit.CiTokenBuilder;
import dev.tanukey.testkit.FakeGitLab;
import dev.tanukey.token.Claims;
import dev.tanukey.user.ClaimsMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Each reason is the outcome for some token at the front door; the compiler sees to it that none is left out. */
class EveryReasonTest {
    private static final String AUDIENCE = "https://api.example.com";

    private FakeGitLab gitlab;
    private Issuer issuer;
    private JwksKeySource keys;

    @BeforeEach
    void start() {
        gitlab = FakeGitLab.start();
        issuer = Issuer.gitlab(gitlab.issuer())
                .audience(AUDIENCE)
                .insecureAllowHttpOnLoopback()
                .build();
        keys = JwksKeySource.discovered(issuer);
    }

    @AfterEach
    void stop() {
        keys.close();
        gitlab.close();
    }

    private CiTokenBuilder job() {
        return gitlab.ciToken().project("acme/shop", 4711).branch("main").audience(AUDIENCE);
    }

    private AuthenticationResult authenticate(KeySource source, ClaimsMapper mapper, String token) {
        return TokenAuthenticator.builder()
                .issuer(issuer, source, mapper)
                .build()
                .authenticate(token);
    }

    private String tokenThatIs(RejectionReason reason) {
        return switch (reason) {
            case TOKEN_TOO_LARGE -> "A".repeat(70_000);
            case NOT_A_JWT -> "glpat-abcdefgh";
            case ISSUER_UNKNOWN -> job().claim("iss", gitlab.issuer() + "/").sign();
            case TOKEN_MALFORMED -> job().header("kid", 7L).sign();
            case HEADER_UNSUPPORTED -> job().header("typ", "at+jwt").sign();
            case ALGORITHM_NOT_ALLOWED -> job().header("alg", "HS256").sign();
            case KEY_UNKNOWN -> job().header("kid", "another").sign();
            case KEY_UNUSABLE -> job().header("kid", "weak").sign();
            case SIGNATURE_INVALID -> {
                String[] parts = job().sign().split("\\.", -1);
                yield parts[0] + "." + parts[1] + "." + job().sign().split("\\.", -1)[2];
            }
            case CLAIM_MISSING -> job().without("sub").sign();
            case CLAIM_MALFORMED -> job().claim("exp", "tomorrow").sign();
            case AUDIENCE_MISMATCH ->
                job().audience("https://other.example.com").sign();
            case EXPIRED -> job().expired().sign();
            case NOT_YET_VALID ->
                job().issuedAt(java.time.Clock.systemUTC().instant().plusSeconds(3_600))
                        .sign();
            case TOKEN_KIND_NOT_ACCEPTED ->
                gitlab.userToken().user("jdoe", 1001).audience(AUDIENCE).sign();
            case MAPPING_FAILED -> job().without("user_login").sign();
            case EMAIL_NOT_VERIFIED ->
                job().claim("email", "jdoe@example.com")
                        .claim("email_verified", false)
                        .sign();
            case EXPRESSION_FAILED, EXPRESSION_STOPPED, USER_RULE_FAILED -> job().sign();
            case CLAIM_RULE_FAILED -> job().branch("feature").sign();
            case IDENTITY_RESERVED ->
                job().claim("user_login", "system:masters").sign();
        };
    }

    @ParameterizedTest
    @EnumSource(RejectionReason.class)
    void it_is_the_outcome_for_some_token(RejectionReason reason) {
        ClaimsMapper mapper = GitLabMappings.only(
                TokenKind.CI_JOB,
                mappingFor(reason).requiredClaim("ref", "main").build());
        KeySource source = reason == RejectionReason.KEY_UNUSABLE ? withWeakKey() : keys;
        AuthenticationResult result = authenticate(source, mapper, tokenThatIs(reason));

        boolean notOurs = reason == RejectionReason.NOT_A_JWT || reason == RejectionReason.ISSUER_UNKNOWN;
        assertThat(result).isInstanceOf(notOurs ? NotApplicable.class : Rejected.class);
        assertThat(rejectionOf(result).reason()).isEqualTo(reason);
        assertThat(result.callerMessage()).startsWith(reason.callerMessage());
    }

    private static ClaimMappings.Builder mappingFor(RejectionReason reason) {
        return switch (reason) {
            case EMAIL_NOT_VERIFIED -> ClaimMappings.username("email", "");
            case IDENTITY_RESERVED -> ClaimMappings.username("user_login", "");
            case EXPRESSION_FAILED -> ClaimMappings.username(new Constant<>(null));
            case EXPRESSION_STOPPED -> ClaimMappings.username(stopped());
            case USER_RULE_FAILED ->
                ClaimMappings.username("user_login", "gitlab:").userRule(new Constant<>(false), "");
            default -> ClaimMappings.username("user_login", "gitlab:");
        };
    }

    /** An expression that may take a single step. */
    private static Expression<Claims> stopped() {
        try {
            return CelExpressionLanguage.builder()
                    .limits(new EvaluationLimits(1, Duration.ofSeconds(10), 1_000))
                    .build()
                    .overClaims("claims.sub + claims.sub");
        } catch (InvalidExpressionException invalid) {
            throw new AssertionError(invalid);
        }
    }

    /** An expression that has one value for every token, or none. */
    private record Constant<T>(@Nullable Object value) implements Expression<T> {
        @Override
        public String text() {
            return "constant";
        }

        @Override
        public boolean isBoolean() {
            return value instanceof Boolean;
        }

        @Override
        public boolean selects(String member) {
            return false;
        }

        @Override
        public Object evaluate(ExpressionInput<T> input) throws ExpressionFailedException {
            if (value == null) {
                throw new ExpressionFailedException("no value");
            }
            return value;
        }
    }

    private static Rejection rejectionOf(AuthenticationResult result) {
        return result instanceof Rejected bad ? bad.rejection() : ((NotApplicable) result).rejection();
    }

    /** A set with one good key and one of 512 bits under the kid "weak". */
    private KeySource withWeakKey() {
        String weak = "{\"kty\":\"RSA\",\"kid\":\"weak\",\"e\":\"AQAB\",\"n\":\"" + "v".repeat(85) + "w\"}";
        JwksFetcher fetcher = uri -> json("{\"keys\":[" + weak + "," + goodKey() + "]}");
        return JwksKeySource.builder(issuer)
                .jwksUri(gitlab.jwksUri())
                .fetcher(fetcher)
                .build();
    }

    private static String goodKey() {
        return "{\"kty\":\"OKP\",\"crv\":\"Ed25519\",\"x\":\"11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo\",\"kid\":\"good\"}";
    }

    private static FetchedDocument json(String body) {
        return FetchedDocument.json(body.getBytes(StandardCharsets.UTF_8));
    }

    @ParameterizedTest
    @EnumSource(UnavailabilityReason.class)
    void it_is_the_outcome_for_some_failure(UnavailabilityReason reason) {
        KeySource source =
                switch (reason) {
                    case ISSUER_UNREACHABLE ->
                        fetching(uri -> {
                            throw new IOException("no route");
                        });
                    case METADATA_INVALID -> fetching(uri -> json("{}"));
                    case KEY_SET_INVALID ->
                        JwksKeySource.builder(issuer)
                                .jwksUri(gitlab.jwksUri())
                                .fetcher(uri -> json("{\"keys\":[]}"))
                                .build();
                    case INTERNAL_ERROR ->
                        request -> {
                            throw new IllegalStateException();
                        };
                };

        assertThat(authenticate(source, GitLabMappings.ciJobs(), job().sign()))
                .isInstanceOfSatisfying(AuthenticationResult.Unavailable.class, unknown -> {
                    assertThat(unknown.unavailability().reason()).isEqualTo(reason);
                    assertThat(unknown.unavailability().retryAfter()).isGreaterThan(Duration.ZERO);
                });
    }

    private KeySource fetching(JwksFetcher fetcher) {
        return JwksKeySource.builder(issuer).fetcher(fetcher).build();
    }

    @Test
    void and_a_good_token_gets_in() {
        assertThat(authenticate(keys, GitLabMappings.ciJobs(), job().sign()))
                .isInstanceOf(AuthenticationResult.Authenticated.class);
    }
}
