package dev.tanukey.mapping.configuration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tanukey.AuthenticationResult.Authenticated;
import dev.tanukey.AuthenticationResult.Rejected;
import dev.tanukey.cel.CelExpressionLanguage;
import dev.tanukey.jwks.JwksKeySource;
import dev.tanukey.mapping.schema.JwtAuthenticator;
import dev.tanukey.mapping.schema.JwtAuthenticator.ClaimMappings;
import dev.tanukey.mapping.schema.JwtAuthenticator.ClaimValidationRule;
import dev.tanukey.mapping.schema.JwtAuthenticator.Issuer;
import dev.tanukey.mapping.schema.JwtAuthenticator.PrefixedClaimOrExpression;
import dev.tanukey.reason.RejectionReason;
import dev.tanukey.testkit.CiTokenBuilder;
import dev.tanukey.testkit.FakeGitLab;
import dev.tanukey.user.UserInfo;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ConfigurationWithExpressionsTest {
    private static final String AUDIENCE = "https://api.example.com";

    private FakeGitLab gitlab;

    @BeforeEach
    void start() {
        gitlab = FakeGitLab.start();
    }

    @AfterEach
    void stop() {
        gitlab.close();
    }

    private CiTokenBuilder job() {
        return gitlab.ciToken().project("acme/shop", 4711).branch("main").audience(AUDIENCE);
    }

    @Test
    void every_part_of_a_configuration_takes_effect() {
        JwtAuthenticator whole = new JwtAuthenticator(
                Issuer.of(gitlab.issuer(), List.of(AUDIENCE)),
                List.of(
                        ClaimValidationRule.required("ref_type", "branch"),
                        ClaimValidationRule.expression("claims.ref != 'secret'", "not from there")),
                new ClaimMappings(
                        PrefixedClaimOrExpression.expression("'job:' + claims.job_id"),
                        PrefixedClaimOrExpression.expression("['all', 'project:' + claims.project_id]"),
                        new JwtAuthenticator.ClaimOrExpression("", "claims.pipeline_id"),
                        List.of(new JwtAuthenticator.ExtraMapping("example.org/ref", "claims.ref"))),
                List.of(new JwtAuthenticator.UserValidationRule("user.uid != '666'", "not this one")));

        try (ConfiguredAuthenticator authenticator = ConfiguredAuthenticator.builder(JwksKeySource::discovered)
                .insecureAllowHttpOnLoopback()
                .expressionLanguage(
                        CelExpressionLanguage.builder().ticker(() -> 0).build())
                .build(AuthenticationConfiguration.of(whole))) {
            UserInfo user = ((Authenticated)
                            authenticator.authenticate(job().job(7).pipeline(8).sign()))
                    .user();

            assertThat(user.username()).isEqualTo("job:7");
            assertThat(user.groups()).containsExactly("all", "project:4711");
            assertThat(user.uid()).isEqualTo("8");
            assertThat(user.extra()).containsEntry("example.org/ref", List.of("main"));
            assertRefused(authenticator, job().claim("ref_type", "tag"), RejectionReason.CLAIM_RULE_FAILED);
            assertRefused(authenticator, job().branch("secret"), RejectionReason.CLAIM_RULE_FAILED);
            assertRefused(authenticator, job().pipeline(666), RejectionReason.USER_RULE_FAILED);
        }
    }

    private static void assertRefused(
            ConfiguredAuthenticator authenticator, CiTokenBuilder token, RejectionReason reason) {
        assertThat(((Rejected) authenticator.authenticate(token.sign()))
                        .rejection()
                        .reason())
                .isEqualTo(reason);
    }
}
