package dev.tanukey.mapping.gitlab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tanukey.gitlab.TokenKind;
import dev.tanukey.mapping.gitlab.GitLabFixtures.Fixture;
import dev.tanukey.reason.RejectionReason;
import dev.tanukey.user.NamePrefixes;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class GitLabMappingTest {
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
    void a_mapping_can_be_read() {
        GitLabMapping mapping = GitLabMappings.byProject()
                .withExtra("example.org/runner", "runner_id")
                .with(GitLabRules.tag());

        assertThat(mapping.kind()).isEqualTo(TokenKind.CI_JOB);
        assertThat(mapping.username()).containsExactly("gitlab:{namespace_id}:{project_id}:{ref_type}:{ref}");
        assertThat(mapping.groups()).containsExactly("gitlab:project:{project_id}", "gitlab:namespace:{namespace_id}");
        assertThat(mapping.uid()).isEqualTo(Optional.of("{project_id}:{job_id}"));
        assertThat(mapping.extra()).isEqualTo(Map.of("example.org/runner", "runner_id"));
        assertThat(mapping.rules()).containsExactly(GitLabRules.tag());
        assertThat(GitLabMappings.usersAndJobs().users())
                .hasToString("GitLabMapping[USER, username=gitlab:{preferred_username},"
                        + " groups=[gitlab:{each of groups_direct} except user, ci_job], uid={sub}, extra={},"
                        + " rules=[]]");
    }

    @Test
    void a_change_gives_a_copy_and_leaves_the_preset_alone() {
        GitLabMapping preset = GitLabMappings.cloudfleet();
        GitLabMapping changed = preset.withGroup("gitlab:project:{project_id}")
                .withExtra("cfke.io/gitlab-ref", "ref_path")
                .withoutExtra("cfke.io/gitlab-user")
                .withUid("{job_id}");

        assertThat(preset).isEqualTo(GitLabMappings.cloudfleet()).hasSameHashCodeAs(GitLabMappings.cloudfleet());
        assertThat(changed).isNotEqualTo(preset);
        assertThat(changed.extra().keySet())
                .containsExactly("cfke.io/gitlab-project", "cfke.io/gitlab-ref", "cfke.io/gitlab-pipeline-id");
        assertThat(gitlab.user(changed, Fixture.B).groups()).contains("gitlab:project:13");
        assertThat(gitlab.user(changed, Fixture.B).uid()).isEqualTo("234");
        assertThat(gitlab.user(changed, Fixture.B).extra())
                .containsEntry("cfke.io/gitlab-ref", List.of("refs/heads/main"));
        assertThat(gitlab.user(changed.withoutGroups(), Fixture.B).groups()).isEmpty();
    }

    @Test
    void of_several_claims_the_first_counts_that_is_there_be_it_null() {
        GitLabMapping mapping = GitLabMapping.jobs("x:{environment|user_login|sub}");

        assertThat(gitlab.user(mapping, Fixture.E).username()).isEqualTo("x:production");
        assertThat(gitlab.user(mapping, Fixture.B).username()).isEqualTo("x:MyUserName");
        assertThat(gitlab.user(mapping, gitlab.job().without("user_login")).username())
                .isEqualTo("x:project_path:foo/bar:ref_type:branch:ref:main");
        assertThat(gitlab.refusal(mapping, gitlab.job().claim("user_login", null)))
                .isEqualTo(RejectionReason.MAPPING_FAILED);
        assertThat(gitlab.refusal(mapping, gitlab.job().claim("environment", "")))
                .isEqualTo(RejectionReason.MAPPING_FAILED);
        assertThat(gitlab.refusal(mapping, gitlab.job().claim("environment", 5)))
                .isEqualTo(RejectionReason.MAPPING_FAILED);
    }

    @Test
    void a_refusal_names_the_claim_and_not_its_value() {
        GitLabMapping mapping = GitLabMapping.jobs("gitlab:{user_login}");

        assertThat(gitlab.authenticate(mapping, gitlab.job().without("user_login"))
                        .operatorMessage())
                .isEqualTo("MAPPING_FAILED (user_login): expected a string, of which \"gitlab:{user_login}\" is made;"
                        + " came none, or an empty one.");
        assertThat(gitlab.authenticate(mapping, gitlab.job().claim("user_login", 4711))
                        .operatorMessage())
                .isEqualTo("MAPPING_FAILED (user_login): expected a string; came another type.");
    }

    @Test
    void an_extra_can_show_a_list() {
        GitLabMapping mapping = GitLabMapping.users("{sub}").withExtra("example.org/groups", "groups_direct");

        assertThat(gitlab.user(mapping, gitlab.person().groups("a", "b")).extra())
                .containsEntry("example.org/groups", List.of("a", "b"));
        assertThat(gitlab.user(mapping, gitlab.person().groups()).extra()).doesNotContainKey("example.org/groups");
    }

    @Test
    void an_e_mail_address_as_name_must_be_verified() {
        GitLabMapping mapping = GitLabMapping.users("gitlab:{email}");

        assertThat(gitlab.user(mapping, Fixture.U).username()).isEqualTo("gitlab:MyUserName@example.com");
        for (Object bad : new Object[] {false, "true", null}) {
            assertThat(gitlab.refusal(mapping, gitlab.person().claim("email_verified", bad)))
                    .isEqualTo(RejectionReason.EMAIL_NOT_VERIFIED);
        }
        assertThat(gitlab.refusal(mapping, gitlab.person().without("email_verified")))
                .isEqualTo(RejectionReason.EMAIL_NOT_VERIFIED);
    }

    @Test
    void the_prefixes_go_up_to_the_first_colon() {
        NamePrefixes gitlab = new NamePrefixes(Set.of("gitlab:"), Set.of("gitlab:"));

        assertThat(GitLabMappings.cloudfleet().prefixes())
                .isEqualTo(new NamePrefixes(Set.of("gitlab:"), Set.of("cfke.io:")));
        assertThat(GitLabMappings.agentCiJob().prefixes()).isEqualTo(gitlab);
        assertThat(GitLabMappings.byProject().prefixes()).isEqualTo(gitlab);
        assertThat(GitLabMappings.users().prefixes()).isEqualTo(gitlab);
        assertThat(GitLabMapping.jobs("{sub}")
                        .withGroup("everybody")
                        .withGroup("team-{namespace_path}")
                        .prefixes())
                .isEqualTo(new NamePrefixes(Set.of(), Set.of("team-")));
    }

    @Test
    void what_takes_one_kind_keeps_the_prefixes() {
        assertThat(GitLabMappings.only(TokenKind.USER, GitLabMappings.users()).prefixes())
                .isEqualTo(GitLabMappings.users().prefixes());
        assertThat(GitLabMappings.ciJobs().prefixes().usernames()).containsExactly("gitlab:");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "}",
                "gitlab:{sub",
                "gitlab:sub}",
                "gitlab:{}",
                "gitlab:{a.b}",
                "gitlab:{a__b}",
                "gitlab:{in}",
                "gitlab:{a|}",
                "gitlab:{{sub}}",
                "gitlab:\n{sub}",
                "system:{sub}"
            })
    void what_is_no_template_is_refused(String template) {
        GitLabMapping mapping = GitLabMappings.cloudfleet();

        assertThatThrownBy(() -> GitLabMapping.jobs(template)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> mapping.withUsername("gitlab:{sub}", template))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> mapping.withGroup(template)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> mapping.withGroups(template, "groups_direct"))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "project", "Example.org/x", "example.org/X", "example.org/", "k8s.io/x", "a.kubernetes.io/x"
            })
    void what_Kubernetes_takes_for_no_key_is_refused(String key) {
        assertThatThrownBy(() -> GitLabMappings.cloudfleet().withExtra(key, "ref"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("Expected a key of small letters with a domain in front");
    }

    @Test
    void a_prefix_of_groups_has_no_claims_and_the_runner_no_alternative() {
        GitLabMapping mapping = GitLabMappings.users();

        assertThatThrownBy(() -> mapping.withGroups("gitlab:{sub}:", "groups_direct"))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> mapping.withExtra("example.org/x", "runner_id|sub"))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
