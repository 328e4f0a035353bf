package dev.tanukey.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class CiTokenBuilderTest {
    private static final SigningKey KEY = SigningKey.generate();
    private static final long NOW = 1_790_000_000;

    private final CiTokenBuilder token = token("https://gitlab.example.com/gitlab");

    @Test
    void the_header_has_gitlabs_members_in_gitlabs_order() {
        assertThat(Jwt.header(token.sign()).entrySet())
                .containsExactly(Map.entry("kid", KEY.keyId()), Map.entry("typ", "JWT"), Map.entry("alg", "RS256"));
    }

    @Test
    void every_id_and_every_flag_is_a_string_but_the_runners() {
        Map<String, Object> claims = claims(token.environment("production"));

        assertThat(claims).hasEntrySatisfying("runner_id", id -> assertThat(id).isEqualTo(42L));
        claims.keySet().removeAll(List.of("runner_id", "iat", "nbf", "exp"));
        assertThat(claims.values()).allSatisfy(value -> assertThat(value).isInstanceOf(String.class));
    }

    @Test
    void each_signed_token_has_a_jti_of_its_own() {
        assertThat(claims(token).get("jti")).isNotEqualTo(claims(token).get("jti"));
    }

    @Nested
    class Project {

        @Test
        void the_namespace_is_the_group_right_above() {
            assertThat(claims(token.project("acme/platform/shop", 7)))
                    .containsEntry("namespace_path", "acme/platform")
                    .containsEntry("job_namespace_path", "acme/platform");
        }

        @Test
        void projects_of_one_namespace_share_its_id() {
            assertThat(claims(token("x").project("acme/shop", 1)).get("namespace_id"))
                    .isEqualTo(claims(token("x").project("acme/site", 2)).get("namespace_id"));
        }

        @Test
        void projects_of_two_namespaces_do_not() {
            assertThat(claims(token("x").project("acme/shop", 1)).get("namespace_id"))
                    .isNotEqualTo(claims(token("x").project("mallory/shop", 2)).get("namespace_id"));
        }

        @Test
        void a_path_without_namespace_is_refused_in_words() {
            for (String path : List.of("shop", "/shop", "acme/")) {
                assertThatExceptionOfType(IllegalArgumentException.class)
                        .isThrownBy(() -> token.project(path, 1))
                        .withMessageContainingAll("acme/shop", "but came \"" + path + "\"");
            }
        }
    }

    @Nested
    class Fork {

        @Test
        void sub_project_and_role_speak_of_the_fork_and_job_project_of_the_parent() {
            assertThat(claims(token.mergeRequestFromFork("mallory/shop", 5822)))
                    .containsEntry("sub", "project_path:mallory/shop:ref_type:branch:ref:main")
                    .containsEntry("project_id", "5822")
                    .containsEntry("user_access_level", "owner")
                    .containsEntry("job_project_id", "4711")
                    .containsEntry("pipeline_source", "merge_request_event");
        }

        @Test
        void its_main_branch_is_not_protected_and_the_configuration_is_the_parents() {
            assertThat(claims(token.mergeRequestFromFork("mallory/shop", 5822)))
                    .containsEntry("ref_protected", "false")
                    .containsEntry(
                            "ci_config_ref_uri", "gitlab.example.com/gitlab/acme/shop//.gitlab-ci.yml@refs/heads/main");
        }

        @Test
        void the_namespace_id_of_the_parent_is_not_the_forks() {
            assertThat(claims(token.namespaceId(815).mergeRequestFromFork("mallory/shop", 5822)))
                    .containsEntry("job_namespace_id", "815")
                    .doesNotContainEntry("namespace_id", "815");
        }
    }

    @Nested
    class Reference {

        @Test
        void path_subject_and_configuration_follow_the_ref() {
            assertThat(claims(token.tag("v1")))
                    .containsEntry("ref_type", "tag")
                    .containsEntry("ref_path", "refs/tags/v1")
                    .containsEntry("sub", "project_path:acme/shop:ref_type:tag:ref:v1")
                    .hasEntrySatisfying(
                            "ci_config_ref_uri",
                            uri -> assertThat(uri).asString().endsWith("@refs/tags/v1"));
        }

        @Test
        void only_the_branch_main_is_protected_by_itself() {
            assertThat(claims(token("x"))).containsEntry("ref_protected", "true");
            assertThat(claims(token("x").branch("feature/x"))).containsEntry("ref_protected", "false");
            assertThat(claims(token("x").tag("main"))).containsEntry("ref_protected", "false");
        }

        @Test
        void protection_can_be_said_before_or_after_the_name() {
            assertThat(claims(token("x").protectedRef().branch("stable"))).containsEntry("ref_protected", "true");
            assertThat(claims(token("x").branch("stable").protectedRef())).containsEntry("ref_protected", "true");
            assertThat(claims(token("x").unprotectedRef())).containsEntry("ref_protected", "false");
        }
    }

    @Nested
    class EnvironmentOfTheJob {

        @Test
        void none_leaves_no_trace() {
            assertThat(claims(token))
                    .doesNotContainKeys(
                            "environment", "environment_protected", "deployment_tier", "environment_action");
        }

        @Test
        void it_is_unprotected_unless_said_otherwise() {
            assertThat(claims(token("x").environment("production"))).containsEntry("environment_protected", "false");
            assertThat(claims(token("x").protectedEnvironment().environment("production")))
                    .containsEntry("environment_protected", "true");
        }

        @Test
        void a_declared_tier_beats_the_name() {
            assertThat(claims(token.environment("production").deploymentTier("other")))
                    .containsEntry("deployment_tier", "other");
        }

        @Test
        void protection_of_nothing_is_refused_in_words() {
            assertThatExceptionOfType(IllegalStateException.class)
                    .isThrownBy(token.protectedEnvironment()::sign)
                    .withMessageContaining("call environment(\"production\") too");
        }
    }

    @Nested
    class Audience {

        @Test
        void one_is_a_string_and_several_are_an_array() {
            assertThat(claims(token("x").audience("a"))).containsEntry("aud", "a");
            assertThat(claims(token("x").audience("a", "b"))).containsEntry("aud", List.of("a", "b"));
        }

        @Test
        void a_list_of_one_stays_an_array() {
            assertThat(claims(token.audienceList("a"))).containsEntry("aud", List.of("a"));
        }
    }

    @Nested
    class Times {

        @Test
        void a_token_is_issued_now_valid_five_seconds_earlier_and_lives_an_hour() {
            assertThat(claims(token))
                    .containsEntry("iat", NOW)
                    .containsEntry("nbf", NOW - 5)
                    .containsEntry("exp", NOW + 3600);
        }

        @Test
        void exp_follows_issue_and_lifetime_in_any_order() {
            Instant earlier = Instant.ofEpochSecond(NOW - 100);
            assertThat(claims(token.lifetime(Duration.ofMinutes(10)).issuedAt(earlier)))
                    .containsEntry("iat", NOW - 100)
                    .containsEntry("exp", NOW + 500);
        }

        @Test
        void an_expired_token_ended_an_hour_ago_and_began_a_lifetime_before_that() {
            assertThat(claims(token.expired().lifetime(Duration.ofMinutes(10))))
                    .containsEntry("exp", NOW - 3600)
                    .containsEntry("iat", NOW - 4200);
        }
    }

    @Nested
    class SingleClaims {

        @Test
        void a_claim_set_by_hand_keeps_its_place_and_nothing_follows_it() {
            Map<String, Object> claims = claims(token.claim("ref", "other"));

            assertThat(claims.keySet())
                    .containsExactlyElementsOf(claims(token("x")).keySet());
            assertThat(claims)
                    .containsEntry("ref", "other")
                    .containsEntry("sub", "project_path:acme/shop:ref_type:branch:ref:main");
        }

        @Test
        void a_claim_that_gitlab_does_not_know_comes_last() {
            assertThat(claims(token.claim("target_ref", "main")).keySet())
                    .last()
                    .isEqualTo("target_ref");
        }

        @Test
        void null_is_written_and_without_leaves_out() {
            assertThat(claims(token.claim("user_login", null).without("user_email")))
                    .containsEntry("user_login", null)
                    .doesNotContainKey("user_email");
        }

        @Test
        void of_claim_and_without_the_last_counts() {
            assertThat(claims(token("x").without("ref").claim("ref", "main"))).containsEntry("ref", "main");
            assertThat(claims(token("x").claim("ref", "main").without("ref"))).doesNotContainKey("ref");
        }

        @Test
        void every_json_type_can_be_written() {
            Map<String, Object> nested = Map.of("list", Arrays.asList("a", 1L, null, true));
            assertThat(claims(token.claim("x", nested).claim("half", 0.5)))
                    .containsEntry("x", nested)
                    .containsEntry("half", 0.5);
        }

        @Test
        void another_java_type_is_refused_in_words() {
            assertThatExceptionOfType(IllegalArgumentException.class)
                    .isThrownBy(token.claim("exp", Instant.EPOCH)::sign)
                    .withMessageContainingAll("came a java.time.Instant", "whole seconds");
        }

        @Test
        void a_header_parameter_can_be_changed_too() {
            assertThat(Jwt.header(token.header("alg", "none")
                            .header("crit", List.of("x"))
                            .sign()))
                    .containsEntry("alg", "none")
                    .containsEntry("crit", List.of("x"));
        }
    }

    private static CiTokenBuilder token(String issuer) {
        Clock clock = Clock.fixed(Instant.ofEpochSecond(NOW), ZoneOffset.UTC);
        return new CiTokenBuilder(new Mint(issuer, issuer, clock, GitLabVersion.NEWEST, () -> KEY));
    }

    private static Map<String, Object> claims(TokenBuilder<?> builder) {
        return new LinkedHashMap<>(Jwt.claims(builder.sign()));
    }
}
