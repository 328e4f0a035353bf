package dev.tanukey.mapping.gitlab;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tanukey.mapping.gitlab.GitLabFixtures.Fixture;
import dev.tanukey.reason.RejectionReason;
import dev.tanukey.user.UserInfo;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class JobPresetsTest {
    private GitLabFixtures gitlab;

    @BeforeAll
    void start() {
        gitlab = new GitLabFixtures();
    }

    @AfterAll
    void stop() {
        gitlab.close();
    }

    @Test
    void GA_12_a_job_without_environment_has_the_agents_names() {
        UserInfo user = gitlab.user(GitLabMappings.agentCiJob(), Fixture.B);

        assertThat(user.username()).isEqualTo("gitlab:ci_job:234");
        assertThat(user.uid()).isEmpty();
        assertThat(user.groups()).containsExactly("gitlab:ci_job", "gitlab:group:2", "gitlab:project:13");
        assertThat(withoutTokenId(user))
                .isEqualTo(Map.of(
                        "agent.gitlab.com/project_id", List.of("13"),
                        "agent.gitlab.com/ci_pipeline_id", List.of("123"),
                        "agent.gitlab.com/ci_job_id", List.of("234"),
                        "agent.gitlab.com/username", List.of("MyUserName")));
    }

    @Test
    void GA_12_a_job_with_environment_has_the_groups_of_its_tier() {
        UserInfo user = gitlab.user(GitLabMappings.agentCiJob(), Fixture.E);

        assertThat(user.groups())
                .containsExactly(
                        "gitlab:ci_job",
                        "gitlab:group:2",
                        "gitlab:group_env_tier:2:production",
                        "gitlab:project:13",
                        "gitlab:project_env_tier:13:production");
        assertThat(user.extra()).containsEntry("agent.gitlab.com/environment_tier", List.of("production"));
    }

    @Test
    void GA_12_project_and_group_are_those_in_which_the_job_runs() {
        assertThat(gitlab.user(GitLabMappings.agentCiJob(), Fixture.F).groups())
                .containsExactly("gitlab:ci_job", "gitlab:group:2", "gitlab:project:13");
        assertThat(gitlab.user(GitLabMappings.agentCiJob(), Fixture.B_OLD).groups())
                .containsExactly("gitlab:ci_job", "gitlab:group:2", "gitlab:project:13");
        assertThat(gitlab.refusal(GitLabMappings.agentCiJob().with(GitLabRules.notFromFork()), Fixture.F))
                .isEqualTo(RejectionReason.CLAIM_RULE_FAILED);
    }

    private static Map<String, List<String>> withoutTokenId(UserInfo user) {
        Map<String, List<String>> extra = new HashMap<>(user.extra());
        extra.remove("authentication.kubernetes.io/credential-id");
        return extra;
    }

    @ParameterizedTest
    @CsvSource({
        "B, gitlab:2:13:branch:main",
        "T, gitlab:2:13:tag:main",
        "I, gitlab:2:13:branch:main",
        "S, gitlab:2:13:branch:main"
    })
    void by_project_a_job_is_named_by_ids_whatever_its_subject(Fixture fixture, String username) {
        assertThat(gitlab.user(GitLabMappings.byProject(), fixture).username()).isEqualTo(username);
    }

    @Test
    void by_project_a_job_has_groups_and_uid_of_ids() {
        UserInfo user = gitlab.user(GitLabMappings.byProject(), Fixture.B);

        assertThat(user.groups()).containsExactly("gitlab:project:13", "gitlab:namespace:2");
        assertThat(user.uid()).isEqualTo("13:234");
    }

    @Test
    void by_project_a_forks_job_is_the_forks() {
        UserInfo user = gitlab.user(GitLabMappings.byProject(), Fixture.F);

        assertThat(user.username()).endsWith(":99:branch:main");
        assertThat(user.groups()).contains("gitlab:project:99").doesNotContain("gitlab:project:13");
    }

    @ParameterizedTest
    @ValueSource(strings = {"namespace_id", "ref_type", "ref"})
    void by_project_no_part_of_the_name_may_be_missing(String claim) {
        for (Object bad : new Object[] {null, "", 2, List.of("2")}) {
            assertThat(gitlab.refusal(GitLabMappings.byProject(), gitlab.job().claim(claim, bad)))
                    .isEqualTo(RejectionReason.MAPPING_FAILED);
        }
        assertThat(gitlab.refusal(GitLabMappings.byProject(), gitlab.job().without(claim)))
                .isEqualTo(RejectionReason.MAPPING_FAILED);
    }
}
