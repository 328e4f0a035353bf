package dev.tanukey.mapping.gitlab;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tanukey.AuthenticationResult;
import dev.tanukey.AuthenticationResult.Rejected;
import dev.tanukey.gitlab.TokenKind;
import dev.tanukey.mapping.ClaimMappings;
import dev.tanukey.mapping.KnockingAtTheDoor;
import dev.tanukey.reason.RejectionReason;
import dev.tanukey.testkit.CiTokenBuilder;
import dev.tanukey.user.ClaimsMapper;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class GitLabMappingsTest {
    private KnockingAtTheDoor door;

    @BeforeAll
    void start() {
        door = new KnockingAtTheDoor();
    }

    @AfterAll
    void stop() {
        door.close();
    }

    @Test
    void a_job_is_named_by_its_subject() throws Exception {
        assertThat(door.user(GitLabMappings.ciJobs(), door.job()).username())
                .isEqualTo("gitlab:project_path:acme/shop:ref_type:branch:ref:main");
    }

    @Test
    void a_user_is_no_job_whatever_the_audience() {
        AuthenticationResult result = door.authenticate(GitLabMappings.ciJobs(), door.person());

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

        assertThat(door.user(users, door.person()).username()).isEqualTo("gitlab-user:1001");
        assertThat(door.authenticate(users, door.job())).isInstanceOf(Rejected.class);
    }

    @Test
    void the_secrets_managers_token_is_no_job() {
        CiTokenBuilder token = door.job().claim("secrets_manager_scope", "pipeline");

        assertThat(door.authenticate(GitLabMappings.ciJobs(), token)).isInstanceOf(Rejected.class);
    }
}
