package dev.tanukey.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which release writes which claims, in which order, with which values. */
class GitLabReleasesTest {
    private static final TokenMint GITLAB = TokenMint.of("https://git.example.org:8443/gitlab");

    @ParameterizedTest
    @CsvSource({
        "ref_path,            15.11, 16.0",
        "runner_id,           15.11, 16.0",
        "runner_environment,  15.11, 16.0",
        "sha,                 15.11, 16.0",
        "ci_config_ref_uri,   16.1,  16.2",
        "ci_config_sha,       16.1,  16.2",
        "project_visibility,  16.2,  16.3",
        "environment_action,  16.4,  16.5",
        "user_access_level,   16.8,  16.9",
        "job_project_id,      18.1,  18.2",
        "job_project_path,    18.1,  18.2",
        "job_namespace_id,    18.1,  18.2",
        "job_namespace_path,  18.1,  18.2",
        "job_source,          18.8,  18.9"
    })
    void a_claim_of_jobs_is_there_from_its_release_on(String claim, String before, String since) {
        assertThat(claims(before)).doesNotContainKey(claim);
        assertThat(claims(since)).containsKey(claim);
        assertThat(claims("19.0")).containsKey(claim);
    }

    @ParameterizedTest
    @CsvSource({"pipeline_source, 13.12, 14.0", "deployment_tier, 15.1, 15.2", "ref_path, 15.11, 16.0"})
    void a_claim_of_legacy_tokens_is_there_from_its_release_on(String claim, String before, String since) {
        assertThat(legacy(before)).doesNotContainKey(claim);
        assertThat(legacy(since)).containsKey(claim);
    }

    @ParameterizedTest
    @ValueSource(strings = {"name", "nickname", "preferred_username", "profile", "picture"})
    void users_have_names_in_their_tokens_since_17_8(String claim) {
        assertThat(Jwt.claims(GITLAB.userToken().gitlabVersion("17.7").sign())).doesNotContainKey(claim);
        assertThat(Jwt.claims(GITLAB.userToken().gitlabVersion("17.8").sign())).containsKey(claim);
    }

    @Test
    void an_old_user_token_still_has_address_and_groups() {
        assertThat(Jwt.claims(GITLAB.userToken().gitlabVersion("16.0").sign()))
                .containsOnlyKeys(
                        "sub_legacy",
                        "email",
                        "email_verified",
                        "groups_direct",
                        "iss",
                        "sub",
                        "aud",
                        "exp",
                        "iat",
                        "auth_time");
    }

    @Test
    void a_token_of_early_2023_has_the_members_and_the_order_of_a_real_one() {
        String token = GITLAB.ciToken().gitlabVersion("15.9").sign();

        assertThat(Jwt.header(token).keySet()).containsExactly("alg", "kid", "typ");
        assertThat(Jwt.claims(token).keySet())
                .containsExactlyElementsOf(
                        words(
                                """
                        namespace_id namespace_path project_id project_path user_id user_login user_email pipeline_id
                        pipeline_source job_id ref ref_type ref_protected jti iss iat nbf exp sub aud
                        """));
    }

    @ParameterizedTest
    @ValueSource(strings = {"16.11", "17.0", "17.2"})
    void before_there_was_a_flag_every_job_named_the_groups_of_its_user(String version) {
        assertThat(claims(version)).containsEntry("groups_direct", List.of());
    }

    @ParameterizedTest
    @ValueSource(strings = {"16.10", "17.3", "19.0"})
    void without_the_flag_or_before_the_claim_no_job_names_groups(String version) {
        assertThat(claims(version)).doesNotContainKey("groups_direct");
    }

    @Test
    void a_token_of_16_11_ends_in_the_identities() {
        String token = full("16.11").groups("acme").sign();

        assertThat(Jwt.header(token).keySet()).containsExactly("kid", "typ", "alg");
        assertThat(Jwt.claims(token).keySet())
                .containsExactlyElementsOf(
                        words(
                                """
                        namespace_id namespace_path project_id project_path user_id user_login user_email
                        user_access_level pipeline_id pipeline_source job_id ref ref_type ref_path ref_protected
                        groups_direct environment environment_protected deployment_tier environment_action runner_id
                        runner_environment sha project_visibility ci_config_ref_uri ci_config_sha
                        jti iss iat nbf exp sub aud user_identities
                        """));
    }

    @Test
    void a_token_of_18_1_begins_with_the_namespace_and_ends_in_the_audience() {
        assertThat(Jwt.claims(full("18.1").sign()).keySet())
                .containsExactlyElementsOf(
                        words(
                                """
                        namespace_id namespace_path project_id project_path user_id user_login user_email
                        user_access_level pipeline_id pipeline_source job_id ref ref_type ref_path ref_protected
                        environment environment_protected deployment_tier environment_action runner_id
                        runner_environment sha project_visibility user_identities ci_config_ref_uri ci_config_sha
                        jti iat nbf exp iss sub aud
                        """));
    }

    @Test
    void the_newest_token_has_every_claim_in_its_place() {
        assertThat(Jwt.claims(full("19.0")
                                .groups("acme")
                                .policyJob("pipeline_execution_policy", "acme/rules")
                                .sign())
                        .keySet())
                .containsExactlyElementsOf(
                        words(
                                """
                        project_id project_path namespace_id namespace_path user_id user_login user_email
                        user_access_level job_project_id job_project_path job_namespace_id job_namespace_path
                        pipeline_id pipeline_source job_id ref ref_type ref_path ref_protected groups_direct
                        environment environment_protected deployment_tier environment_action job_source job_config
                        runner_id runner_environment sha project_visibility user_identities ci_config_ref_uri
                        ci_config_sha jti iat nbf exp iss sub aud
                        """));
    }

    @Test
    void jobs_had_an_issuer_without_the_relative_url_root_and_users_never() {
        assertThat(claims("16.11")).containsEntry("iss", "https://git.example.org:8443");
        assertThat(claims("17.0")).containsEntry("iss", "https://git.example.org:8443/gitlab");
        assertThat(Jwt.claims(GITLAB.userToken().gitlabVersion("16.11").sign()))
                .containsEntry("iss", "https://git.example.org:8443/gitlab");
    }

    @Test
    void a_merge_request_from_a_fork_named_the_target_project_alone() {
        assertThat(Jwt.claims(fork("18.1")))
                .containsEntry("sub", "project_path:acme/shop:ref_type:branch:ref:main")
                .containsEntry("project_id", "4711")
                .containsEntry("user_access_level", "developer")
                .containsEntry("ref_protected", "false");
        assertThat(Jwt.claims(fork("18.2")))
                .containsEntry("sub", "project_path:mallory/shop:ref_type:branch:ref:main")
                .containsEntry("project_id", "5822")
                .containsEntry("job_project_id", "4711")
                .containsEntry("user_access_level", "owner");
    }

    @Test
    void a_configuration_from_elsewhere_was_null_before_18_0() {
        assertThat(Jwt.claims(elsewhere("17.11")))
                .containsEntry("ci_config_ref_uri", null)
                .containsEntry("ci_config_sha", null);
        assertThat(Jwt.claims(elsewhere("18.0")))
                .containsEntry(
                        "ci_config_ref_uri", "git.example.org:8443/gitlab/acme/shop//.gitlab-ci.yml@refs/heads/main");
    }

    @Test
    void the_release_of_the_mint_is_that_of_its_tokens_and_one_token_can_differ() {
        TokenMint old = TokenMint.builder("https://gitlab.com")
                .version(new GitLabVersion(15, 7))
                .build();

        assertThat(Jwt.claims(old.ciToken().sign())).doesNotContainKey("sha");
        assertThat(Jwt.claims(old.ciToken().gitlabVersion("16.0").sign())).containsKey("sha");
    }

    @Test
    void later_releases_than_the_newest_are_like_it() {
        assertThat(claims("42.1").keySet())
                .containsExactlyElementsOf(claims("19.0").keySet());
    }

    @Test
    void before_12_10_there_was_nothing_and_a_release_has_two_numbers() {
        assertThatExceptionOfType(IllegalArgumentException.class)
                .isThrownBy(() -> GITLAB.ciToken().gitlabVersion("12.9"))
                .withMessageContainingAll("12.10", "none of 12.9");
        assertThatExceptionOfType(IllegalArgumentException.class)
                .isThrownBy(() -> GITLAB.ciToken().gitlabVersion("18"))
                .withMessageContainingAll("as in 18.9", "\"18\"");
    }

    private static Map<String, Object> legacy(String version) {
        return Jwt.claims(GITLAB.ciJobJwtV1()
                .gitlabVersion(version)
                .environment("production")
                .sign());
    }

    private static CiTokenBuilder full(String version) {
        return GITLAB.ciToken().gitlabVersion(version).environment("production").identity("saml", "jdoe@corp.example");
    }

    private static String fork(String version) {
        return GITLAB.ciToken()
                .gitlabVersion(version)
                .mergeRequestFromFork("mallory/shop", 5822)
                .sign();
    }

    private static String elsewhere(String version) {
        return GITLAB.ciToken().gitlabVersion(version).configurationElsewhere().sign();
    }

    private static Map<String, Object> claims(String version) {
        return Jwt.claims(GITLAB.ciToken()
                .gitlabVersion(version)
                .environment("production")
                .sign());
    }

    private static List<String> words(String text) {
        return Arrays.asList(text.strip().split("\\s+"));
    }
}
