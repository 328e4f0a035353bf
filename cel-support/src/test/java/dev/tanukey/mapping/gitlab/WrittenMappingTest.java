package dev.tanukey.mapping.gitlab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tanukey.mapping.schema.JwtAuthenticator;
import dev.tanukey.mapping.schema.JwtAuthenticator.ClaimOrExpression;
import dev.tanukey.mapping.schema.JwtAuthenticator.ClaimValidationRule;
import dev.tanukey.mapping.schema.JwtAuthenticator.ExtraMapping;
import dev.tanukey.mapping.schema.JwtAuthenticator.PrefixedClaimOrExpression;
import dev.tanukey.mapping.schema.JwtAuthenticator.UserValidationRule;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The text of what is written; that it means the same is shown by {@link PresetEquivalenceTest}. */
class WrittenMappingTest {
    private static final ClaimValidationRule NO_SERVICE = ClaimValidationRule.expression(
            "!has(claims.secrets_manager_scope) && !has(claims.gitlab_realm) && !has(claims.gitlab)",
            "tokens of GitLab's own services are not accepted");

    private static JwtAuthenticator written(GitLabMapping mapping) {
        return mapping.jwtAuthenticator(GitLabFixtures.WRITTEN_ISSUER);
    }

    @Test
    void cloudfleet_is_short() {
        JwtAuthenticator written = written(GitLabMappings.cloudfleet().with(GitLabRules.protectedRef()));

        assertThat(written.issuer()).isEqualTo(GitLabFixtures.WRITTEN_ISSUER);
        assertThat(written.claimMappings())
                .isEqualTo(new JwtAuthenticator.ClaimMappings(
                        PrefixedClaimOrExpression.expression("'gitlab:' + claims.sub"),
                        PrefixedClaimOrExpression.expression(
                                "['cfke.io:third-party-idp', 'cfke.io:third-party-idp:gitlab']"),
                        ClaimOrExpression.NONE,
                        List.of(
                                new ExtraMapping("cfke.io/gitlab-project", "claims.?project_path.orValue(null)"),
                                new ExtraMapping("cfke.io/gitlab-ref", "claims.?ref.orValue(null)"),
                                new ExtraMapping("cfke.io/gitlab-user", "claims.?user_login.orValue(null)"),
                                new ExtraMapping("cfke.io/gitlab-pipeline-id", "claims.?pipeline_id.orValue(null)"))));
        assertThat(written.claimValidationRules())
                .containsExactly(
                        NO_SERVICE,
                        ClaimValidationRule.expression(
                                "!has(claims.auth_time) && !has(claims.sub_legacy) && !has(claims.preferred_username)",
                                "only CI/CD jobs are accepted, no users"),
                        ClaimValidationRule.expression(
                                "[claims.?job_id.orValue(''), claims.?pipeline_id.orValue(''),"
                                        + " claims.?project_id.orValue('')].all(id, type(id) == string && id != '')",
                                "a CI/CD job has job_id, pipeline_id and project_id"),
                        ClaimValidationRule.expression(
                                "type(claims.sub) == string && claims.sub.matches('^(job_|source_)?project_(path|id):')",
                                "the subject of a CI/CD job names its project"),
                        ClaimValidationRule.expression(
                                "claims.?ref_protected.orValue(null) == 'true'",
                                "the branch or tag must be protected"));
        assertThat(written.userValidationRules())
                .containsExactly(
                        new UserValidationRule(
                                "!user.username.startsWith('system:')", "the username must not begin with system:"),
                        new UserValidationRule(
                                "user.groups.all(g, !g.startsWith('system:'))", "no group may begin with system:"));
    }

    @Test
    void a_name_that_may_be_missing_becomes_none_or_the_empty_one_which_a_cluster_refuses() {
        assertThat(written(GitLabMapping.jobs("gitlab:{ref}")).claimMappings().username())
                .isEqualTo(PrefixedClaimOrExpression.expression("claims.ref != '' ? 'gitlab:' + claims.ref : ''"));
    }

    @Test
    void a_group_of_one_of_several_claims_takes_the_first_that_is_there() {
        assertThat(written(GitLabMapping.jobs("{sub}").withGroup("p:{job_project_id|project_id}"))
                        .claimMappings()
                        .groups())
                .isEqualTo(PrefixedClaimOrExpression.expression(
                        "claims.?job_project_id.orValue(claims.?project_id.orValue(null)) != null"
                                + " && claims.?job_project_id.orValue(claims.?project_id.orValue(null)) != '' ?"
                                + " ['p:' + claims.?job_project_id.orValue(claims.?project_id.orValue(null))] : []"));
    }

    @Test
    void users_have_a_rule_for_each_mark_of_their_kind_and_a_group_for_each_path() {
        JwtAuthenticator written = written(GitLabMappings.users());

        assertThat(written.claimMappings().groups().expression())
                .isEqualTo("has(claims.groups_direct) && claims.groups_direct != null && claims.groups_direct != '' ?"
                        + " (claims.groups_direct + []).filter(g, g != '').map(g, 'gitlab:group_path:' + g) : []");
        assertThat(written.claimMappings().uid()).isEqualTo(new ClaimOrExpression("sub", ""));
        assertThat(written.claimValidationRules()).hasSize(5).contains(NO_SERVICE);
    }

    @Test
    void users_and_jobs_are_told_apart_in_each_expression() {
        JwtAuthenticator written = GitLabMappings.usersAndJobs().jwtAuthenticator(GitLabFixtures.WRITTEN_ISSUER);
        JwtAuthenticator.ClaimMappings mappings = written.claimMappings();

        assertThat(mappings.username().expression())
                .isEqualTo("has(claims.job_id) ? 'gitlab-ci:' + claims.sub : (claims.preferred_username != '' ?"
                        + " 'gitlab:' + claims.preferred_username : '')");
        assertThat(mappings.uid().expression())
                .isEqualTo("has(claims.job_id) ? claims.project_id + ':' + claims.job_id : '' + claims.sub");
        assertThat(mappings.groups().expression()).startsWith("has(claims.job_id) ? (has(claims.namespace_path)");
        assertThat(written.claimValidationRules().get(0)).isEqualTo(NO_SERVICE);
        assertThat(written.claimValidationRules()).hasSize(8).allSatisfy(rule -> {
            if (!rule.equals(NO_SERVICE)) {
                assertThat(rule.expression()).matches("!?has\\(claims\\.job_id\\) \\|\\| \\(.*\\)");
            }
        });
    }

    @Test
    void a_rule_counts_once_however_often_it_is_given() {
        GitLabMapping twice = GitLabMappings.byProject()
                .with(GitLabRules.protectedRef())
                .with(GitLabRules.tag())
                .with(GitLabRules.protectedRef());

        assertThat(twice.rules()).containsExactly(GitLabRules.protectedRef(), GitLabRules.tag());
    }

    @Test
    void line_breaks_in_a_value_are_written_as_escapes() {
        assertThat(GitLabRules.claim("ref", "a\n'b'\r\\").expression())
                .isEqualTo("claims.?ref.orValue(null) == 'a\\n\\'b\\'\\r\\\\'");
    }

    @Test
    void half_a_character_is_refused_where_it_is_given() {
        assertThatThrownBy(() -> GitLabRules.branch("a\ud800")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> GitLabMapping.jobs("gitlab:\udc00{sub}")).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a..b/x",
                "a-/x",
                "a.-b/x",
                "example.org./x",
                "-a/x",
                "k8s.io/x",
                "x.kubernetes.io/x",
                "A/x",
                "a/",
                "/x",
                "a"
            })
    void an_extra_key_that_a_cluster_refuses_is_refused(String key) {
        assertThatThrownBy(() -> GitLabMappings.byProject().withExtra(key, "ref"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("example.org/project");
    }
}
