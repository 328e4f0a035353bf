package com.example.gateway;

import static dev.tanukey.testkit.assertj.AuthenticationAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tanukey.TokenAuthenticator;
import dev.tanukey.issuer.Issuer;
import dev.tanukey.reason.RejectionReason;
import dev.tanukey.testkit.CiTokenBuilder;
import dev.tanukey.testkit.MutableClock;
import dev.tanukey.testkit.TokenMint;
import dev.tanukey.testkit.junit.GitLabTest;
import dev.tanukey.testkit.junit.IdToken;
import dev.tanukey.testkit.junit.UserIdToken;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The rules of the gateway, without HTTP. */
@GitLabTest(issuer = "https://gitlab.com", clock = "2026-11-21T09:00:00Z")
class DeployGatewayTest {
    private TokenAuthenticator authenticator;

    @BeforeEach
    void trust(TokenMint gitlab, MutableClock clock) {
        Issuer issuer = Issuer.gitlab(gitlab.issuer())
                .audience("https://api.example.com")
                .build();
        authenticator = TokenAuthenticator.builder()
                .issuer(issuer, gitlab.keySet(), DeployGateway.mapping(4711))
                .clock(clock)
                .build();
    }

    @Test
    void a_job_on_the_protected_branch_may_deploy(@IdToken(branch = "main", protectedRef = true) String token) {
        assertThat(authenticator.authenticate(token))
                .isAuthenticated()
                .hasGroupsContaining("gitlab:project:4711")
                .mentions("branch:main");
    }

    @Test
    void nobody_deploys_from_another_branch(@IdToken(branch = "feature/basket") String token) {
        assertThat(authenticator.authenticate(token)).isRejectedBecause(RejectionReason.CLAIM_RULE_FAILED);
    }

    @Test
    void another_project_of_the_same_path_does_not_get_in(@IdToken(projectId = 4712) String token) {
        assertThat(authenticator.authenticate(token)).isRejectedBecause(RejectionReason.CLAIM_RULE_FAILED);
    }

    @Test
    void a_person_is_no_job(@UserIdToken(audience = "https://api.example.com") String token) {
        assertThat(authenticator.authenticate(token)).isRejectedBecause(RejectionReason.TOKEN_KIND_NOT_ACCEPTED);
    }

    @Test
    void a_token_ends(@IdToken CiTokenBuilder job, MutableClock clock) {
        String token = job.lifetime(Duration.ofMinutes(5)).sign();
        assertThat(authenticator.authenticate(token)).isAuthenticated();

        clock.advance(Duration.ofMinutes(10));

        assertThat(authenticator.authenticate(token)).isRejectedBecause(RejectionReason.EXPIRED);
        assertThat(clock.instant()).hasToString("2026-11-21T09:10:00Z");
    }
}
