package dev.tanukey.mapping.lint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tanukey.cel.CelExpressionLanguage;
import dev.tanukey.mapping.configuration.AuthenticationConfiguration;
import dev.tanukey.mapping.lint.Finding.Kind;
import dev.tanukey.mapping.lint.Finding.Severity;
import dev.tanukey.mapping.schema.InvalidConfigurationException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The blog's configuration for people and jobs of one GitLab, and its repairs (federation.md, 1.2). */
class BlogLintTest {
    private static final LintReport BLOG = Configurations.lint(Configurations.blog());
    private static final LintReport OBVIOUS = Configurations.lint(Configurations.blogRepairedTheObviousWay());
    private static final LintReport SAFE = Configurations.lint(Configurations.blogRepaired());

    @Test
    void bl_04_the_file_as_the_blog_prints_it_is_what_is_looked_at_here() {
        AuthenticationConfiguration file = AuthenticationConfiguration.parse(
                """
                apiVersion: apiserver.config.k8s.io/v1beta1
                kind: AuthenticationConfiguration
                jwt:
                - issuer:
                    url: https://gitlab.example.com
                    audiences:
                    - group_application_id
                    - id_token_audience
                    audienceMatchPolicy: MatchAny
                  claimMappings:
                    username:
                      expression: 'has(claims.preferred_username) ? "gitlab:" + claims.preferred_username : "gitlab-ci:" + claims.sub'
                    groups:
                      expression: 'has(claims.groups_direct) ? "gitlab:" + claims.groups_direct : "gitlab-ci:" + claims.namespace_path'
                    uid:
                      expression: 'has(claims.preferred_username) ? "gitlab:" + claims.preferred_username : "gitlab-ci:" + claims.sub'
                """);
        assertThat(file.jwt()).containsExactly(Configurations.blog());
    }

    @Test
    void bl_05_a_person_of_an_older_gitlab_is_found_under_the_prefix_of_jobs() {
        assertThat(BLOG.findings(Kind.KIND_UNDER_WRONG_PREFIX)).singleElement().satisfies(finding -> {
            assertThat(finding.severity()).isEqualTo(Severity.ERROR);
            assertThat(finding.path()).isEqualTo("jwt[0].claimMappings.username.expression");
            assertThat(finding.samples()).containsExactly("Uold");
            assertThat(finding.message()).contains("\"gitlab-ci:2\"");
        });
    }

    @Test
    void bl_06_text_and_list_have_no_sum_and_the_groups_of_a_person_without_any_have_no_namespace() {
        assertThat(BLOG.findings(Kind.EVALUATION_ERROR))
                .filteredOn(finding -> finding.message().contains("no such overload"))
                .singleElement()
                .satisfies(finding -> {
                    assertThat(finding.severity()).isEqualTo(Severity.ERROR);
                    assertThat(finding.path()).isEqualTo("jwt[0].claimMappings.groups.expression");
                    assertThat(finding.samples()).contains("U").doesNotContain("B", "U0");
                });
        assertThat(BLOG.findings(Kind.EVALUATION_ERROR))
                .filteredOn(finding -> finding.message().contains("no such key: namespace_path"))
                .singleElement()
                .satisfies(finding -> assertThat(finding.samples()).containsExactly("U0"));
        assertThat(groups(BLOG, "B")).containsExactly("gitlab-ci:foo");
    }

    @Test
    void bl_07_a_list_in_one_branch_and_a_text_in_the_other_do_not_compile() {
        AuthenticationConfiguration configuration = AuthenticationConfiguration.of(
                Configurations.blog("has(claims.groups_direct) ? dyn(claims.groups_direct).map(g, \"gitlab:\" + g)"
                        + " : \"gitlab-ci:\" + claims.namespace_path"));
        assertThatThrownBy(() -> ConfigurationLint.of(configuration, CelExpressionLanguage.kubernetes()))
                .isInstanceOf(InvalidConfigurationException.class)
                .hasMessageContaining("jwt[0].claimMappings.groups.expression")
                .hasMessageContaining("_?_:_");
    }

    @Test
    void bl_08_the_obvious_repair_gives_a_persons_groups_to_the_pipelines_that_the_person_starts() {
        assertThat(OBVIOUS.findings(Kind.HUMAN_GROUP_REACHABLE_FROM_CI))
                .singleElement()
                .satisfies(finding -> {
                    assertThat(finding.severity()).isEqualTo(Severity.ERROR);
                    assertThat(finding.path()).isEqualTo("jwt[0].claimMappings.groups.expression");
                    assertThat(finding.samples()).containsExactly("BG");
                    assertThat(finding.message()).contains("\"gitlab:foo\"");
                });
        assertThat(groups(OBVIOUS, "BG")).containsExactly("gitlab:foo", "gitlab:ops");
    }

    @Test
    void bl_09_the_safe_form_has_none_of_these_faults() {
        assertThat(SAFE.findings())
                .extracting(Finding::kind)
                .doesNotContain(
                        Kind.KIND_UNDER_WRONG_PREFIX, Kind.EVALUATION_ERROR, Kind.HUMAN_GROUP_REACHABLE_FROM_CI);
        assertThat(SAFE.hasErrors()).isFalse();
        assertThat(groups(SAFE, "U")).containsExactly("gitlab:foo");
        assertThat(groups(SAFE, "U0")).isEmpty();
        assertThat(groups(SAFE, "B")).containsExactly("gitlab-ci:foo");
        assertThat(groups(SAFE, "BG")).containsExactly("gitlab-ci:foo");
    }

    @Test
    void bl_10_a_job_with_the_audience_of_the_login_application_is_a_job() {
        assertThat(SAFE.verdicts())
                .filteredOn(verdict -> verdict.sample().name().equals("BA"))
                .singleElement()
                .satisfies(verdict -> assertThat(verdict.user().orElseThrow().username())
                        .isEqualTo("gitlab-ci:project_path:foo/bar:ref_type:branch:ref:main"));
        assertThat(SAFE.verdicts())
                .filteredOn(verdict -> verdict.sample().name().equals("B"))
                .singleElement()
                .satisfies(verdict ->
                        assertThat(verdict.audiences()).containsExactly("group_application_id", "id_token_audience"));
    }

    @Test
    void bl_11_a_uid_that_is_the_username_is_noted() {
        assertThat(OBVIOUS.findings(Kind.UID_EQUALS_USERNAME))
                .singleElement()
                .satisfies(finding -> assertThat(finding.severity()).isEqualTo(Severity.NOTE));
        assertThat(SAFE.findings(Kind.UID_EQUALS_USERNAME)).isEmpty();
    }

    @Test
    void bl_15_a_group_called_user_would_be_the_agents_group_of_everybody() {
        assertThat(SAFE.findings(Kind.PREFIX_IS_AMBIGUOUS))
                .singleElement()
                .satisfies(finding -> assertThat(finding.message()).contains("\"gitlab:user\""));
    }

    private static List<String> groups(LintReport report, String sample) {
        return report.verdicts().stream()
                .filter(verdict -> verdict.sample().name().equals(sample))
                .findFirst()
                .orElseThrow()
                .user()
                .orElseThrow()
                .groups();
    }
}
