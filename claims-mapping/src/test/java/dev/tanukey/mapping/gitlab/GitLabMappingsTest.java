package dev.tanukey.mapping.gitlab;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tanukey.AuthenticationResult;
import dev.tanukey.AuthenticationResult.Rejected;
import dev.tanukey.TokenAuthenticator;
import dev.tanukey.gitlab.TokenKind;
import dev.tanukey.issuer.Issuer;
import dev.tanukey.jwks.JwksKeySource;
import dev.tanukey.mapping.ClaimMappings;
import dev.tanukey.reason.RejectionReason;
import dev.tanukey.testkit.FakeGitLab;
import dev.tanukey.user.ClaimsMapper;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class GitLabMappingsTest {
    private static final String CLIENT_ID = "5feceb66ffc86f38d952786c6d696c79c2dbc239dd4e91b46729d73a27fb57e9";

    private FakeGitLab gitlab;
    private Issuer issuer;
    private JwksKeySource keys;

    @BeforeAll
    void start() {
        gitlab = FakeGitLab.start();
        issuer = Issuer.gitlab(gitlab.issuer())
                .audience(CLIENT_ID)
                .insecureAllowHttpOnLoopback()
                .build();
        keys = JwksKeySource.discovered(issuer);
    }

    @AfterAll
    void stop() {
        keys.close();
        gitlab.close();
    }

    private AuthenticationResult map(ClaimsMapper mapper, String token) {
        return TokenAuthenticator.builder().issuer(issuer, keys, mapper).build().authenticate(token);
    }

    private String job() {
        return gitlab.ciToken()
                .project("acme/shop", 4711)
                .branch("main")
                .audience(CLIENT_ID)
                .sign();
    }

    private String user() {
        return gitlab.userToken().user("jdoe", 1001).audience(CLIENT_ID).sign();
    }

    @Test
    void a_job_is_named_by_its_subject() throws Exception {
        assertThat(map(GitLabMappings.ciJobs(), job()).orElseThrow().user().username())
                .isEqualTo("gitlab:project_path:acme/shop:ref_type:branch:ref:main");
    }

    @Test
    void a_user_is_no_job_whatever_the_audience() {
        AuthenticationResult result = map(GitLabMappings.ciJobs(), user());

        assertThat(result).isInstanceOfSatisfying(Rejected.class, rejected -> assertThat(
                        rejected.rejection().reason())
                .isEqualTo(RejectionReason.TOKEN_KIND_NOT_ACCEPTED));
        assertThat(result.operatorMessage())
                .isEqualTo("TOKEN_KIND_NOT_ACCEPTED: expected a token of kind CI_JOB; came one of kind USER.");
    }

    @Test
    void a_job_that_names_the_login_applications_audience_is_no_user() throws Exception {
        ClaimsMapper users = GitLabMappings.only(
                TokenKind.USER, ClaimMappings.username("sub", "gitlab-user:").build());

        assertThat(map(users, user()).orElseThrow().user().username()).isEqualTo("gitlab-user:1001");
        assertThat(map(users, job())).isInstanceOf(Rejected.class);
    }

    @Test
    void the_secrets_managers_token_is_no_job() {
        String token = gitlab.ciToken()
                .audience(CLIENT_ID)
                .claim("secrets_manager_scope", "pipeline")
                .sign();

        assertThat(map(GitLabMappings.ciJobs(), token)).isInstanceOf(Rejected.class);
    }
}
