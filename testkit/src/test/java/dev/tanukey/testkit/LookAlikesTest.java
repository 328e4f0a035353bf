package dev.tanukey.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tanukey.AuthenticationResult;
import dev.tanukey.TokenAuthenticator;
import dev.tanukey.gitlab.GitLabToken;
import dev.tanukey.issuer.Issuer;
import dev.tanukey.key.KeySet;
import dev.tanukey.key.SignatureAlgorithm;
import dev.tanukey.key.UnusableKeyException;
import dev.tanukey.key.VerificationKey;
import dev.tanukey.reason.RejectionReason;
import dev.tanukey.user.UserInfo;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What Tanukey says of the tokens that stand beside ID tokens. */
class LookAlikesTest {
    private static final String AUDIENCE = "https://api.example.com";
    private static final TokenMint GITLAB = TokenMint.of("https://gitlab.com");

    @Test
    void an_id_token_of_a_job_is_one() {
        assertThat(kind(GITLAB.ciToken())).isEqualTo("CI_JOB");
    }

    @Test
    void an_id_token_of_a_user_is_one_in_every_release() {
        assertThat(kind(GITLAB.userToken().audience(AUDIENCE))).isEqualTo("USER");
        assertThat(kind(GITLAB.userToken().audience(AUDIENCE).gitlabVersion("15.7")))
                .isEqualTo("USER");
    }

    @Test
    void a_token_for_the_secrets_manager_differs_in_two_claims_and_is_known_by_them() {
        CiTokenBuilder token = GITLAB.secretsManagerToken().audience(AUDIENCE);
        Map<String, Object> claims = new LinkedHashMap<>(Jwt.claims(token.sign()));

        assertThat(kind(token)).isEqualTo("SECRETS_MANAGER");
        assertThat(claims)
                .containsEntry("secrets_manager_scope", "pipeline")
                .containsEntry("project_group_ids", List.of(claims.get("namespace_id")));
        claims.keySet().removeAll(List.of("secrets_manager_scope", "project_group_ids"));
        assertThat(claims.keySet())
                .containsExactlyElementsOf(Jwt.claims(GITLAB.ciToken().sign()).keySet());
    }

    @Test
    void a_cloud_connector_token_is_known_by_its_realm() {
        ServiceTokenBuilder token = GITLAB.cloudConnectorToken();
        assertThat(Jwt.claims(token.sign()))
                .containsEntry("iss", "https://gitlab.com")
                .containsEntry("gitlab_realm", "saas");
        assertThat(kind(token.claim("aud", AUDIENCE))).isEqualTo("CLOUD_CONNECTOR");
    }

    @Test
    void an_exchanged_token_is_known_by_its_subject() {
        ServiceTokenBuilder token = GITLAB.tokenExchangeToken();
        assertThat(Jwt.claims(token.sign())).containsEntry("ver", 1L).containsEntry("sub", "gid://gitlab/User/1001");
        assertThat(kind(token.claim("aud", AUDIENCE))).isEqualTo("TOKEN_EXCHANGE");
    }

    @Test
    void the_keys_of_services_are_two_and_neither_is_a_jobs_or_a_users() {
        SigningKey jobToken = GITLAB.ciJobToken().signingKey();
        SigningKey cloud = GITLAB.cloudConnectorToken().signingKey();

        assertThat(GITLAB.ciJobToken().signingKey()).isSameAs(jobToken);
        assertThat(GITLAB.tokenExchangeToken().signingKey()).isSameAs(cloud);
        assertThat(Stream.of(
                        jobToken,
                        cloud,
                        GITLAB.ciToken().signingKey(),
                        GITLAB.userToken().signingKey()))
                .doesNotHaveDuplicates();
        assertThat(GITLAB.jwks()).doesNotContain(jobToken.keyId());
    }

    @Test
    void a_legacy_token_of_the_first_form_is_somebody_elses_affair() {
        assertThat(authenticate(GITLAB.ciJobJwtV1())).isInstanceOf(AuthenticationResult.NotApplicable.class);
        assertThat(Jwt.claims(GITLAB.ciJobJwtV1().job(5).sign()))
                .containsEntry("iss", "gitlab.com")
                .containsEntry("sub", "job_5")
                .doesNotContainKeys("aud", "sha", "runner_id", "user_identities", "ci_config_sha");
    }

    @Test
    void a_legacy_token_of_the_second_form_has_the_issuer_for_its_audience() {
        assertThat(authenticate(GITLAB.ciJobJwtV2()))
                .isInstanceOfSatisfying(AuthenticationResult.Rejected.class, rejected -> assertThat(
                                rejected.rejection().reason())
                        .isEqualTo(RejectionReason.AUDIENCE_MISMATCH));
        assertThat(Jwt.claims(GITLAB.ciJobJwtV2().sign()))
                .containsEntry("aud", "https://gitlab.com")
                .containsKeys("sha", "user_access_level")
                .doesNotContainKey("job_project_id");
    }

    @Test
    void a_ci_job_token_is_recognized_before_it_is_read() {
        assertHinted(GITLAB.ciJobToken().sign());
        assertHinted(GITLAB.classicCiJobToken());
        assertThat(Jwt.claims(GITLAB.ciJobToken().sign())).containsEntry("aud", "gitlab-authz-token");
    }

    @Test
    void an_access_token_is_recognized_too() {
        assertHinted(GITLAB.personalAccessToken());
    }

    @ParameterizedTest
    @CsvSource({"https://gitlab.com, gitlab.com", "https://git.example.org:8443/gitlab, git.example.org"})
    void hosts_are_bare_where_gitlab_writes_them_so(String instance, String host) {
        TokenMint mint = TokenMint.of(instance);

        assertThat(Jwt.claims(mint.ciJobJwtV1().sign())).containsEntry("iss", host);
        assertThat(Jwt.claims(mint.ciJobToken().sign())).containsEntry("iss", host);
        assertThat(Jwt.claims(mint.ciToken().triggeredByBot().sign()))
                .hasEntrySatisfying("user_email", mail -> assertThat(mail)
                        .asString()
                        .isEqualTo("project_4711_bot_9f86d081884c7d65@noreply." + host));
    }

    private static void assertHinted(String token) {
        AuthenticationResult result = authenticator(GITLAB.keySet()).authenticate(token);
        assertThat(result).isInstanceOf(AuthenticationResult.NotApplicable.class);
        assertThat(result.operatorMessage()).containsAnyOf("CI_JOB_TOKEN", "access token");
    }

    private static String kind(TokenBuilder<?> token) {
        AuthenticationResult result = authenticate(token);
        assertThat(result).as(result.operatorMessage()).isInstanceOf(AuthenticationResult.Authenticated.class);
        return ((AuthenticationResult.Authenticated) result).user().username();
    }

    private static AuthenticationResult authenticate(TokenBuilder<?> token) {
        return authenticator(KeySet.of(published(token.signingKey()))).authenticate(token.sign());
    }

    /** As the Enterprise edition publishes the keys of its services too. */
    private static VerificationKey published(SigningKey key) {
        try {
            return VerificationKey.of(Optional.of(key.keyId()), key.publicKey(), SignatureAlgorithm.RS256);
        } catch (UnusableKeyException impossible) {
            throw new AssertionError(impossible);
        }
    }

    private static TokenAuthenticator authenticator(KeySet keys) {
        Issuer issuer = Issuer.gitlab("https://gitlab.com").audience(AUDIENCE).build();
        return TokenAuthenticator.builder()
                .issuer(
                        issuer,
                        keys,
                        token -> UserInfo.named(GitLabToken.of(token).kind().name()))
                .build();
    }
}
