package dev.tanukey.mapping.gitlab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tanukey.gitlab.CiJobToken;
import dev.tanukey.gitlab.CiJobToken.Origin;
import dev.tanukey.gitlab.GitLabToken;
import dev.tanukey.mapping.gitlab.GitLabFixtures.Fixture;
import dev.tanukey.reason.RejectedException;
import dev.tanukey.reason.RejectionReason;
import dev.tanukey.testkit.TokenBuilder;
import dev.tanukey.token.VerifiedToken;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class GitLabRulesTest {
    private GitLabFixtures gitlab;

    @BeforeAll
    void start() {
        gitlab = new GitLabFixtures();
    }

    @AfterAll
    void stop() {
        gitlab.close();
    }

    private boolean accepts(GitLabRule rule, TokenBuilder<?> token) {
        try {
            GitLabMappings.cloudfleet().with(rule).map(gitlab.verified(token));
            return true;
        } catch (RejectedException refused) {
            return false;
        }
    }

    private boolean accepts(GitLabRule rule, Fixture fixture) {
        return accepts(rule, gitlab.token(fixture));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "push",
                "web",
                "trigger",
                "schedule",
                "api",
                "external",
                "pipeline",
                "chat",
                "webide",
                "merge_request_event",
                "external_pull_request_event",
                "parent_pipeline",
                "security_orchestration_policy",
                ""
            })
    void not_from_a_fork_is_what_core_calls_the_own_project(String source) throws Exception {
        for (TokenBuilder<?> token : List.of(
                gitlab.token(Fixture.B_OLD).claim("pipeline_source", source),
                gitlab.token(Fixture.B).claim("pipeline_source", source),
                gitlab.token(Fixture.F).claim("pipeline_source", source))) {
            VerifiedToken verified = gitlab.verified(token);
            boolean own = ((CiJobToken) GitLabToken.of(verified)).origin() == Origin.OWN_PROJECT;

            assertThat(accepts(GitLabRules.notFromFork(), token)).isEqualTo(own);
        }
    }

    @Test
    void an_unknown_origin_is_refused() {
        TokenBuilder<?> unknown = gitlab.token(Fixture.B_OLD).without("pipeline_source");

        assertThat(accepts(GitLabRules.notFromFork(), unknown)).isFalse();
        assertThat(accepts(GitLabRules.notFromFork(), gitlab.job().claim("job_project_id", null)))
                .isFalse();
    }

    @Test
    void an_environment_is_one_of_those_named() {
        GitLabRule rule = GitLabRules.environment("staging", "production");

        assertThat(accepts(rule, Fixture.E)).isTrue();
        assertThat(accepts(rule, Fixture.B)).isFalse();
        assertThat(accepts(rule, gitlab.job().environment("production/eu"))).isFalse();
    }

    @Test
    void an_environment_is_protected_only_if_GitLab_says_so() {
        GitLabRule rule = GitLabRules.protectedEnvironment();

        assertThat(accepts(rule, gitlab.job().environment("production").protectedEnvironment()))
                .isTrue();
        assertThat(accepts(rule, Fixture.E)).isFalse();
        assertThat(accepts(rule, Fixture.B)).isFalse();
        assertThat(gitlab.refusal(
                        GitLabMappings.cloudfleet().with(rule),
                        gitlab.job().environment("production").claim("environment_protected", true)))
                .isEqualTo(RejectionReason.CLAIM_MALFORMED);
    }

    @Test
    void a_branch_is_no_tag_of_its_name() {
        assertThat(accepts(GitLabRules.branch("main"), Fixture.B)).isTrue();
        assertThat(accepts(GitLabRules.branch("main"), Fixture.T)).isFalse();
        assertThat(accepts(GitLabRules.branch("main"), Fixture.N)).isFalse();
        assertThat(accepts(GitLabRules.branch("main", "feature/x"), Fixture.N)).isTrue();
        assertThat(accepts(GitLabRules.tag(), Fixture.T)).isTrue();
        assertThat(accepts(GitLabRules.tag(), Fixture.B)).isFalse();
    }

    @Test
    void a_project_is_known_by_its_id() {
        assertThat(accepts(GitLabRules.project(13), Fixture.B)).isTrue();
        assertThat(accepts(GitLabRules.project(12, 13), Fixture.B)).isTrue();
        assertThat(accepts(GitLabRules.project(1, 3), Fixture.B)).isFalse();
        assertThat(accepts(GitLabRules.project(13), Fixture.F)).isFalse();
        assertThat(accepts(GitLabRules.project(13), Fixture.N)).isFalse();
    }

    @Test
    void any_claim_can_be_asked_for_a_value() {
        GitLabRule rule = GitLabRules.claim("pipeline_source", "schedule", "web");

        assertThat(accepts(rule, gitlab.job().pipelineSource("web"))).isTrue();
        assertThat(accepts(rule, Fixture.B)).isFalse();
        assertThatThrownBy(() -> GitLabRules.claim("a|b", "x")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> GitLabRules.claim("a.b", "x")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void a_rule_reads_as_an_expression_and_says_what_it_wants() {
        assertThat(GitLabRules.protectedRef()).hasToString("claims.?ref_protected.orValue(null) == 'true'");
        assertThat(GitLabRules.branch("main", "it's"))
                .hasToString("claims.?ref_type.orValue(null) == 'branch'"
                        + " && claims.?ref.orValue(null) in ['main', 'it\\'s']");
        assertThat(GitLabRules.notFromFork().expression())
                .isEqualTo("has(claims.job_project_id) ? claims.job_project_id == claims.project_id"
                        + " : claims.?pipeline_source.orValue(null) in ['push', 'web', 'trigger', 'schedule', 'api',"
                        + " 'chat', 'webide', 'pipeline', 'external']");
        assertThat(gitlab.authenticate(
                                GitLabMappings.cloudfleet().with(GitLabRules.protectedRef()), gitlab.token(Fixture.N))
                        .operatorMessage())
                .isEqualTo("CLAIM_RULE_FAILED (ref_protected): expected the string \"true\": the branch or tag must be"
                        + " protected; came \"false\".");
    }

    @Test
    void rules_that_say_the_same_are_equal() {
        assertThat(GitLabRules.project(1, 2))
                .isEqualTo(GitLabRules.project(1, 2))
                .hasSameHashCodeAs(GitLabRules.project(1, 2));
        assertThat(GitLabRules.project(1)).isNotEqualTo(GitLabRules.project(2));
        assertThat(GitLabRules.tag()).isNotEqualTo(GitLabRules.claim("ref_type", "tag"));
    }
}
