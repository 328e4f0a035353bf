package dev.tanukey.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Wishes that a release cannot grant are refused, and the message says what to do. */
class UnmintableTokenTest {
    private static final TokenMint GITLAB = TokenMint.of("https://gitlab.com");

    @ParameterizedTest
    @MethodSource("wishes")
    void a_wish_is_refused_before_its_release_and_granted_from_it_on(
            String before, String since, UnaryOperator<CiTokenBuilder> wish) {
        assertThatExceptionOfType(IllegalStateException.class)
                .isThrownBy(
                        () -> wish.apply(GITLAB.ciToken().gitlabVersion(before)).sign())
                .withMessageContainingAll(
                        "GitLab " + before + " cannot mint",
                        "came with " + since,
                        "gitlabVersion(\"" + since + "\")",
                        "claim(name, value)");
        assertThat(wish.apply(GITLAB.ciToken().gitlabVersion(since)).sign()).isNotEmpty();
    }

    static Stream<Arguments> wishes() {
        return Stream.of(
                wish("15.6", "15.7", job -> job),
                wish("15.11", "16.0", job -> job.commit("a".repeat(64))),
                wish("15.11", "16.0", job -> job.identity("saml", "jdoe")),
                wish("15.11", "16.0", job -> job.selfHostedRunner(3)),
                wish("15.11", "16.0", job -> job.gitlabHostedRunner(3)),
                wish("16.1", "16.2", CiTokenBuilder::configurationElsewhere),
                wish("16.2", "16.3", job -> job.visibility("public")),
                wish("16.4", "16.5", job -> job.environment("x").environmentAction("stop")),
                wish("16.8", "16.9", job -> job.accessLevel("owner")),
                wish("16.8", "16.9", CiTokenBuilder::withoutAccessLevel),
                wish("16.10", "16.11", job -> job.groups("acme")),
                wish("17.9", "17.10", job -> job.subjectComponents("project_path")),
                wish("18.6", "18.7", job -> job.subjectComponents("project_path", "ref_protected")),
                wish("18.6", "18.7", job -> job.subjectComponents("project_path", "deployment_tier")),
                wish("18.8", "18.9", job -> job.policyJob("scan_execution_policy", "acme/rules")),
                wish("18.9", "19.0", job -> job.subjectComponents("project_id", "ref")));
    }

    private static Arguments wish(String before, String since, UnaryOperator<CiTokenBuilder> wish) {
        return Arguments.of(before, since, wish);
    }

    @Test
    void environments_are_refused_before_13_9() {
        assertThatExceptionOfType(IllegalStateException.class)
                .isThrownBy(GITLAB.ciJobJwtV1().gitlabVersion("13.8").environment("production")::sign)
                .withMessageContaining("came with 13.9");
    }

    @Test
    void names_of_users_are_refused_before_17_8() {
        assertThatExceptionOfType(IllegalStateException.class)
                .isThrownBy(GITLAB.userToken().gitlabVersion("17.7").name("Jane Doe")::sign)
                .withMessageContainingAll("GitLab 17.7 cannot mint", "came with 17.8");
    }

    @Test
    void an_issuer_of_the_jobs_own_is_refused_before_18_1() {
        TokenMint mint = TokenMint.builder("https://gitlab.example.com")
                .ciIssuer("https://bucket.example.com/oidc/")
                .build();

        assertThat(Jwt.claims(mint.ciToken().gitlabVersion("18.1").sign()))
                .containsEntry("iss", "https://bucket.example.com/oidc/");
        assertThatExceptionOfType(IllegalStateException.class)
                .isThrownBy(mint.ciToken().gitlabVersion("18.0")::sign)
                .withMessageContaining("ci_id_tokens_issuer_url");
    }

    @Test
    void a_claim_set_alone_knows_no_releases() {
        assertThat(Jwt.claims(
                        GITLAB.ciToken().gitlabVersion("15.7").claim("sha", "0").sign()))
                .containsEntry("sha", "0");
    }

    @Test
    void legacy_tokens_are_refused_from_17_0_on() {
        assertThatExceptionOfType(IllegalStateException.class)
                .isThrownBy(GITLAB.ciJobJwtV1().gitlabVersion("17.0")::sign)
                .withMessageContainingAll("removed with 17.0", "gitlabVersion(\"16.11\")", "ciToken()");
        assertThatExceptionOfType(IllegalStateException.class)
                .isThrownBy(GITLAB.ciJobJwtV2().gitlabVersion("14.6")::sign)
                .withMessageContaining("CI_JOB_JWT_V2 came with 14.7");
        assertThatExceptionOfType(IllegalStateException.class)
                .isThrownBy(GITLAB.ciJobJwtV1().audience("x")::sign)
                .withMessageContaining("cannot choose its audience");
    }

    @Test
    void what_no_release_does_is_refused_at_once() {
        CiTokenBuilder token = GITLAB.ciToken();

        assertThatExceptionOfType(IllegalArgumentException.class)
                .isThrownBy(() -> token.subjectComponents("ref"))
                .withMessageContainingAll("begin with project_path or project_id", "\"ref\"", "claim(\"sub\"");
        assertThatExceptionOfType(IllegalArgumentException.class)
                .isThrownBy(() -> token.subjectComponents("project_path", "user_login"))
                .withMessageContainingAll("ref_protected", "\"user_login\"", "claim(\"sub\"");
        assertThatExceptionOfType(IllegalArgumentException.class)
                .isThrownBy(() -> token.commit("main"))
                .withMessageContainingAll("40 or 64", "\"main\"");
        assertThatExceptionOfType(IllegalArgumentException.class)
                .isThrownBy(() -> token.policyJob("push", "acme/rules"))
                .withMessageContainingAll("scan_execution_policy", "\"push\"");
        assertThatExceptionOfType(IllegalArgumentException.class)
                .isThrownBy(() -> token.deploymentTier("prod"))
                .withMessageContainingAll("production", "\"prod\"", "claim(\"deployment_tier\"");
        assertThatExceptionOfType(IllegalArgumentException.class)
                .isThrownBy(() -> token.environmentAction("deploy"))
                .withMessageContainingAll("start", "\"deploy\"", "claim(\"environment_action\"");
    }

    @Test
    void a_fork_has_pipelines_in_the_project_for_merge_requests_only() {
        assertThatExceptionOfType(IllegalStateException.class)
                .isThrownBy(GITLAB.ciToken()
                        .mergeRequestFromFork("mallory/shop", 5822)
                        .pipelineSource("push")::sign)
                .withMessageContainingAll("\"push\"", "mergeRequestFromFork(..)");
        assertThat(Jwt.claims(GITLAB.ciToken()
                        .mergeRequestFromFork("mallory/shop", 5822)
                        .childPipeline()
                        .sign()))
                .containsEntry("project_id", "5822");
    }

    @Test
    void a_name_of_the_instance_without_scheme_is_refused() {
        assertThatExceptionOfType(IllegalArgumentException.class)
                .isThrownBy(() -> FakeGitLab.builder().issuer("gitlab.com"))
                .withMessageContainingAll("https://gitlab.com", "came \"gitlab.com\"");
    }

    @Test
    void a_merge_request_of_a_tag_is_refused() {
        assertThatExceptionOfType(IllegalStateException.class)
                .isThrownBy(GITLAB.ciToken().tag("v1").mergeRequest()::sign)
                .withMessageContaining("call branch(..)");
    }
}
