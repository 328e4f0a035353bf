package dev.tanukey.mapping.gitlab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tanukey.mapping.ClaimMappings;
import dev.tanukey.mapping.gitlab.GitLabFixtures.Fixture;
import dev.tanukey.reason.RejectionReason;
import dev.tanukey.user.UserInfo;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class UsersAndJobsTest {
    private GitLabFixtures gitlab;
    private final UsersAndJobs both = GitLabMappings.usersAndJobs();
    private final ClaimMappings flags = ClaimMappings.username("preferred_username", "oidc:")
            .groups("groups_direct", "gitlab:")
            .build();

    @BeforeAll
    void start() {
        gitlab = new GitLabFixtures();
    }

    @AfterAll
    void stop() {
        gitlab.close();
    }

    @Test
    void BL_01_the_legacy_flags_name_a_person_and_its_groups() {
        UserInfo user = gitlab.user(flags, Fixture.U);

        assertThat(user.username()).isEqualTo("oidc:MyUserName");
        assertThat(user.groups()).containsExactly("gitlab:foo");
    }

    @Test
    void BL_02_the_legacy_flags_have_no_name_for_a_job() {
        assertThat(gitlab.refusal(flags, Fixture.B)).isEqualTo(RejectionReason.MAPPING_FAILED);
    }

    @Test
    void BL_05_people_and_jobs_have_the_blogs_names() {
        assertThat(gitlab.user(both, Fixture.U).username()).isEqualTo("gitlab:MyUserName");
        assertThat(gitlab.user(both, Fixture.B).username())
                .isEqualTo("gitlab-ci:project_path:foo/bar:ref_type:branch:ref:main");
    }

    @Test
    void BL_05_a_person_of_an_older_GitLab_is_never_under_the_jobs_prefix() {
        assertThat(gitlab.refusal(both, Fixture.U_OLD)).isEqualTo(RejectionReason.MAPPING_FAILED);
        UsersAndJobs byId = both.withUsers(both.users().withUsername("gitlab:user_id:{sub}"));
        assertThat(gitlab.user(byId, Fixture.U_OLD).username()).isEqualTo("gitlab:user_id:2");
    }

    @Test
    void BL_06_a_list_of_groups_has_the_prefix_before_each() {
        assertThat(gitlab.user(both, gitlab.person().groups("foo", "foo/sub")).groups())
                .containsExactly("gitlab:foo", "gitlab:foo/sub");
    }

    @Test
    void BL_08_a_job_never_has_the_groups_of_the_person_who_started_it() {
        for (Fixture job : List.of(Fixture.B, Fixture.BG, Fixture.BA)) {
            assertThat(gitlab.user(both, job).groups()).containsExactly("gitlab-ci:foo");
        }
    }

    @Test
    void BL_09_the_kind_is_decided_first_and_then_the_groups() {
        assertThat(gitlab.user(both, Fixture.U).groups()).containsExactly("gitlab:foo");
        assertThat(gitlab.user(both, Fixture.U0).groups()).isEmpty();
        assertThat(gitlab.user(both, Fixture.B).groups()).containsExactly("gitlab-ci:foo");
        assertThat(gitlab.user(both, Fixture.BG).groups()).containsExactly("gitlab-ci:foo");
    }

    @Test
    void BL_10_the_login_applications_audience_makes_no_person() {
        assertThat(gitlab.user(both, Fixture.BA).username())
                .isEqualTo("gitlab-ci:project_path:foo/bar:ref_type:branch:ref:main");
        assertThat(gitlab.refusal(GitLabMappings.users(), Fixture.BA))
                .isEqualTo(RejectionReason.TOKEN_KIND_NOT_ACCEPTED);
    }

    @Test
    void BL_11_the_uid_is_made_of_ids() {
        assertThat(gitlab.user(both, Fixture.U).uid()).isEqualTo("2");
        assertThat(gitlab.user(both, Fixture.B).uid()).isEqualTo("13:234");
        assertThat(gitlab.user(GitLabMappings.users(), Fixture.U).uid()).isEqualTo("2");
    }

    @ParameterizedTest
    @ValueSource(strings = {"user", "ci_job", "group", "123"})
    void BL_15_no_group_path_yields_a_group_that_the_agent_gives(String path) {
        List<String> agents = List.of("gitlab:user", "gitlab:ci_job", "gitlab:group:123", "gitlab:project:123");

        for (UserInfo user : List.of(
                gitlab.user(both, gitlab.person().groups(path)),
                gitlab.user(GitLabMappings.users(), gitlab.person().groups(path)))) {
            assertThat(user.groups()).doesNotContainAnyElementsOf(agents);
        }
    }

    @Test
    void BL_15_people_have_groups_under_a_prefix_of_their_own() {
        assertThat(gitlab.user(GitLabMappings.users(), gitlab.person().groups("foo", "user"))
                        .groups())
                .containsExactly("gitlab:group_path:foo", "gitlab:group_path:user");
        assertThat(gitlab.user(both, gitlab.person().groups("user", "foo", "ci_job"))
                        .groups())
                .containsExactly("gitlab:foo");
    }

    @ParameterizedTest
    @ValueSource(strings = {"secrets_manager_scope", "gitlab_realm", "gitlab"})
    void a_token_of_GitLabs_own_services_is_neither(String mark) {
        assertThat(gitlab.refusal(both, gitlab.job().claim(mark, null)))
                .isEqualTo(RejectionReason.TOKEN_KIND_NOT_ACCEPTED);
        assertThat(gitlab.refusal(both, gitlab.person().claim(mark, "x")))
                .isEqualTo(RejectionReason.TOKEN_KIND_NOT_ACCEPTED);
    }

    @ParameterizedTest
    @EnumSource
    void each_kind_is_mapped_as_by_its_own_mapping(Fixture fixture) {
        UsersAndJobs others = new UsersAndJobs(GitLabMapping.users("person:{sub}"), GitLabMappings.byProject());

        assertThat(gitlab.user(others, fixture).username().startsWith("person:"))
                .isEqualTo(fixture.isUser());
    }

    @Test
    void a_rule_of_jobs_does_not_concern_people() {
        UsersAndJobs guarded = both.withJobs(both.jobs().with(GitLabRules.protectedRef()));

        assertThat(gitlab.user(guarded, Fixture.U).username()).isEqualTo("gitlab:MyUserName");
        assertThat(gitlab.user(guarded, Fixture.B).username()).startsWith("gitlab-ci:");
        assertThat(gitlab.refusal(guarded, Fixture.N)).isEqualTo(RejectionReason.CLAIM_RULE_FAILED);
    }

    @Test
    void groups_that_are_no_list_of_strings_are_refused() {
        for (Object bad : List.of("foo", true, List.of("foo", 1))) {
            assertThat(gitlab.refusal(both, gitlab.person().claim("groups_direct", bad)))
                    .isEqualTo(RejectionReason.MAPPING_FAILED);
        }
        assertThat(gitlab.user(both, gitlab.person().claim("groups_direct", null))
                        .groups())
                .isEmpty();
    }

    @Test
    void the_prefixes_are_those_of_both() {
        assertThat(both.prefixes().usernames()).containsExactlyInAnyOrder("gitlab:", "gitlab-ci:");
        assertThat(both.prefixes().groups()).containsExactlyInAnyOrder("gitlab:", "gitlab-ci:");
    }

    @Test
    void mappings_in_the_wrong_places_are_refused() {
        assertThatThrownBy(() -> new UsersAndJobs(both.jobs(), both.users()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Expected a mapping of kind USER and one of kind CI_JOB, but came CI_JOB and USER");
    }
}
