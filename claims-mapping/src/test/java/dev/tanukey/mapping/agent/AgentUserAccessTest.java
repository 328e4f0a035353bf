package dev.tanukey.mapping.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tanukey.mapping.agent.AgentAccess.AsAgent;
import dev.tanukey.mapping.agent.AgentAccess.Forbidden;
import dev.tanukey.mapping.agent.AgentAccess.Ignored;
import dev.tanukey.mapping.agent.AgentAccess.Impersonated;
import dev.tanukey.mapping.agent.AgentUser.AccessType;
import dev.tanukey.mapping.agent.AgentUserAccess.As;
import dev.tanukey.reason.RejectedException;
import dev.tanukey.reason.RejectionReason;
import dev.tanukey.user.UserInfo;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AgentUserAccessTest {

    private static AgentUser alice(Map<Long, List<String>> projectRoles, Map<Long, List<String>> groupRoles) {
        return new AgentUser("alice", AccessType.SESSION_COOKIE, projectRoles, groupRoles);
    }

    private static AgentUserAccess access(As as, List<Long> projects, List<Long> groups) {
        return new AgentUserAccess(123, 5, Set.of(as), projects, groups);
    }

    private static UserInfo impersonated(AgentAccess decision) {
        assertThat(decision).isInstanceOf(Impersonated.class);
        return ((Impersonated) decision).user();
    }

    @Test
    void GA_01_a_person_is_impersonated_with_its_roles_in_order() {
        UserInfo user = impersonated(access(As.USER, List.of(1L), List.of())
                .decide(alice(Map.of(1L, List.of("guest", "developer")), Map.of())));

        assertThat(user.username()).isEqualTo("gitlab:user:alice");
        assertThat(user.uid()).isEmpty();
        assertThat(user.groups())
                .containsExactly("gitlab:user", "gitlab:project_role:1:guest", "gitlab:project_role:1:developer");
        assertThat(user.extra())
                .containsExactly(
                        Map.entry("agent.gitlab.com/id", List.of("123")),
                        Map.entry("agent.gitlab.com/username", List.of("alice")),
                        Map.entry("agent.gitlab.com/access_type", List.of("session_cookie")),
                        Map.entry("agent.gitlab.com/config_project_id", List.of("5")));
    }

    @Test
    void GA_02_projects_come_first_and_then_groups_each_as_configured() {
        UserInfo user = impersonated(access(As.USER, List.of(2L, 1L), List.of(2L, 4L))
                .decide(alice(
                        Map.of(1L, List.of("guest"), 2L, List.of("developer")), Map.of(2L, List.of("developer")))));

        assertThat(user.groups())
                .containsExactly(
                        "gitlab:user",
                        "gitlab:project_role:2:developer",
                        "gitlab:project_role:1:guest",
                        "gitlab:group_role:2:developer");
    }

    @Test
    void GA_03_a_group_that_is_not_listed_gives_nothing() {
        UserInfo user = impersonated(access(As.USER, List.of(1L, 2L), List.of(2L, 4L))
                .decide(alice(Map.of(1L, List.of("developer")), Map.of(1L, List.of("developer")))));

        assertThat(user.groups()).containsExactly("gitlab:user", "gitlab:project_role:1:developer");
    }

    @ParameterizedTest
    @ValueSource(strings = {"personal_access_token", "oidc_id_token", "session_cookie"})
    void GA_04_there_are_three_access_types(String text) {
        AgentUser user = new AgentUser("alice", AccessType.of(text), Map.of(1L, List.of("developer")), Map.of());

        assertThat(impersonated(access(As.USER, List.of(1L), List.of()).decide(user))
                        .extra())
                .containsEntry("agent.gitlab.com/access_type", List.of(text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "cookie", "SESSION_COOKIE", "session_cookie "})
    void GA_04_any_other_access_type_is_refused(String text) {
        assertThatThrownBy(() -> AccessType.of(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("Expected personal_access_token, oidc_id_token or session_cookie, but came");
    }

    @Test
    void GA_05_without_exactly_one_way_of_access_everybody_is_forbidden() {
        AgentUser user = alice(Map.of(1L, List.of("developer")), Map.of());

        for (Set<As> wrong : List.of(Set.<As>of(), Set.of(As.AGENT, As.USER))) {
            assertThat(new AgentUserAccess(123, 5, wrong, List.of(1L), List.of()).decide(user))
                    .isInstanceOfSatisfying(Forbidden.class, forbidden -> assertThat(forbidden.message())
                            .isEqualTo("Expected user_access with access_as of either agent or user, but came "
                                    + (wrong.isEmpty() ? "none." : "both.")));
        }
        assertThat(new AgentUserAccess(123, 5, Set.of(), List.of(), List.of()).decide(user))
                .as("user_access is absent")
                .isInstanceOf(Forbidden.class);
    }

    @Test
    void GA_05_a_person_without_a_role_in_what_is_listed_is_forbidden() {
        for (As as : As.values()) {
            for (AgentUser stranger : List.of(
                    alice(Map.of(), Map.of()),
                    alice(Map.of(9L, List.of("owner")), Map.of(1L, List.of("owner"))),
                    alice(Map.of(1L, List.of()), Map.of()))) {
                assertThat(access(as, List.of(1L), List.of(2L)).decide(stranger))
                        .isInstanceOf(Forbidden.class);
            }
        }
    }

    @Test
    void GA_06_with_access_as_agent_nobody_is_impersonated() {
        assertThat(access(As.AGENT, List.of(1L), List.of()).decide(alice(Map.of(1L, List.of("developer")), Map.of())))
                .isEqualTo(new AsAgent(new Ignored(0, 0)));
    }

    @Test
    void GA_07_the_first_500_count_and_the_rest_is_told() {
        List<Long> many = LongStream.rangeClosed(1, 502).boxed().toList();
        AgentUserAccess access = access(As.USER, many, many.subList(0, 501));

        AgentAccess decision = access.decide(alice(
                Map.of(500L, List.of("developer"), 501L, List.of("developer")), Map.of(501L, List.of("developer"))));

        assertThat(impersonated(decision).groups()).containsExactly("gitlab:user", "gitlab:project_role:500:developer");
        assertThat(((Impersonated) decision).ignored()).isEqualTo(new Ignored(2, 1));
        assertThat(access.decide(alice(Map.of(501L, List.of("developer")), Map.of())))
                .isInstanceOfSatisfying(Forbidden.class, forbidden -> {
                    assertThat(forbidden.message()).contains("only the first 500 of each count");
                    assertThat(forbidden.ignored().any()).isTrue();
                });
        assertThat(new Ignored(0, 0).any()).isFalse();
    }

    @Test
    void GA_08_a_credential_is_cut_at_the_first_two_colons() throws Exception {
        AgentCredential credential = AgentCredential.parse("pat:42:glpat-x:y");

        assertThat(credential.type()).isEqualTo(AgentCredential.Type.PAT);
        assertThat(credential.agentId()).isEqualTo(42);
        assertThat(credential.secret()).isEqualTo("glpat-x:y");
        assertThat(credential).hasToString("AgentCredential[PAT, agent=42]");
        assertThat(AgentCredential.parse("ci:1:glcbt-64_x").type()).isEqualTo(AgentCredential.Type.CI);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "pat",
                "pat:42",
                "pat:42:",
                "pat::glpat-secret",
                "pat:x:glpat-secret",
                "pat:0:glpat-secret",
                "pat:-1:glpat-secret",
                "pat:+1:glpat-secret",
                "pat: 1:glpat-secret",
                "pat:\u0661:glpat-secret",
                "pat:9223372036854775808:glpat-secret",
                "pat:99999999999999999999:glpat-secret",
                "PAT:42:glpat-secret",
                "foo:42:glpat-secret",
                "glpat-secret"
            })
    void GA_08_anything_else_is_malformed_and_not_repeated(String text) {
        assertThatThrownBy(() -> AgentCredential.parse(text))
                .isInstanceOfSatisfying(
                        RejectedException.class,
                        refused -> assertThat(refused.rejection().reason()).isEqualTo(RejectionReason.TOKEN_MALFORMED))
                .hasMessageNotContaining("secret");
    }

    @Test
    void GA_11_a_maintainer_is_no_developer_unless_the_caller_says_so() {
        UserInfo user = impersonated(
                access(As.USER, List.of(123L), List.of()).decide(alice(Map.of(123L, List.of("maintainer")), Map.of())));

        assertThat(user.groups()).containsExactly("gitlab:user", "gitlab:project_role:123:maintainer");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a:b", "a b", "a\nb"})
    void a_login_cannot_pose_as_something_else(String login) {
        assertThatThrownBy(() -> new AgentUser(login, AccessType.SESSION_COOKIE, Map.of(), Map.of()))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Developer", "a:b", "developer "})
    void a_role_cannot_pose_as_something_else(String role) {
        assertThatThrownBy(() -> alice(Map.of(1L, List.of(role)), Map.of()))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> alice(Map.of(), Map.of(1L, List.of(role))))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void an_agent_has_positive_ids() {
        assertThatThrownBy(() -> new AgentUserAccess(0, 5, Set.of(), List.of(), List.of()))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new AgentUserAccess(1, -5, Set.of(), List.of(), List.of()))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
