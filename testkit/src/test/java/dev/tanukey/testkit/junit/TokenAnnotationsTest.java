package dev.tanukey.testkit.junit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tanukey.testkit.CiTokenBuilder;
import dev.tanukey.testkit.OnlyInside;
import dev.tanukey.testkit.TestRun;
import dev.tanukey.testkit.UserTokenBuilder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.Test;

@GitLabTest
class TokenAnnotationsTest {

    @Test
    void what_is_not_said_is_as_the_builder_has_it(@IdToken CiTokenBuilder token, CiTokenBuilder usual) {
        assertThat(withoutId(token)).isEqualTo(withoutId(usual));
    }

    @Test
    void a_string_is_the_signed_token(@IdToken(project = "acme/web/shop", projectId = 7) String token) {
        assertThat(payload(token)).contains("\"project_path\":\"acme/web/shop\"", "\"project_id\":\"7\"");
    }

    @Test
    void every_fact_of_a_job_reaches_its_builder(
            @IdToken(
                            audience = {"https://one.example.com", "https://two.example.com"},
                            project = "acme/web/shop",
                            projectId = 7,
                            tag = "v1",
                            protectedRef = true,
                            environment = "live",
                            protectedEnvironment = true,
                            deploymentTier = "production",
                            user = "mmuster",
                            userId = 43,
                            accessLevel = "maintainer",
                            groups = {"acme", "acme/web"},
                            pipelineSource = "schedule",
                            expired = true)
                    CiTokenBuilder token,
            CiTokenBuilder other) {
        assertThat(withoutTimes(token))
                .isEqualTo(withoutTimes(other.audience("https://one.example.com", "https://two.example.com")
                        .project("acme/web/shop", 7)
                        .tag("v1")
                        .protectedRef()
                        .environment("live")
                        .protectedEnvironment()
                        .deploymentTier("production")
                        .user("mmuster", 43)
                        .accessLevel("maintainer")
                        .groups("acme", "acme/web")
                        .pipelineSource("schedule")
                        .expired()));
    }

    @Test
    void a_project_or_its_id_alone_is_enough(
            @IdToken(project = "a/b") CiTokenBuilder path, @IdToken(projectId = 9) CiTokenBuilder id) {
        assertThat(path.payload()).contains("\"project_path\":\"a/b\"", "\"project_id\":\"4711\"");
        assertThat(id.payload()).contains("\"project_path\":\"acme/shop\"", "\"project_id\":\"9\"");
    }

    @Test
    void a_fork_brings_its_merge_request(
            @IdToken(fork = "mallory/shop", forkId = 666, branch = "main", unprotectedRef = true)
                    CiTokenBuilder token) {
        assertThat(token.payload())
                .contains(
                        "\"project_path\":\"mallory/shop\"",
                        "\"job_project_path\":\"acme/shop\"",
                        "\"pipeline_source\":\"merge_request_event\"",
                        "\"ref_protected\":\"false\"");
    }

    @Test
    void every_fact_of_a_user_reaches_the_builder(
            @UserIdToken(audience = "client", user = "mmuster", userId = 43, groups = "acme", expired = true)
                    UserTokenBuilder token,
            @UserIdToken(user = "mmuster", userId = 43) String signed,
            UserTokenBuilder other) {
        assertThat(withoutTimes(token))
                .isEqualTo(withoutTimes(other.audience("client")
                        .user("mmuster", 43)
                        .groups("acme")
                        .expired()));
        assertThat(payload(signed)).contains("\"sub\":\"43\"");
    }

    @Test
    void a_token_can_be_older_than_its_instance(
            @IdToken(gitlabVersion = "15.7") CiTokenBuilder token, CiTokenBuilder newer) {
        assertThat(token.payload()).doesNotContain("user_access_level");
        assertThat(newer.payload()).contains("user_access_level");
    }

    @GitLabTest
    @OnlyInside
    static class Contradictions {
        @Test
        void branch_and_tag(@IdToken(branch = "main", tag = "v1") String token) {}

        @Test
        void protection(@IdToken(protectedRef = true, unprotectedRef = true) String token) {}

        @Test
        void environment(@IdToken(deploymentTier = "production") String token) {}

        @Test
        void user(@IdToken(user = "mmuster") String token) {}

        @Test
        void fork(@IdToken(forkId = 666) String token) {}

        @Test
        void login(@UserIdToken(userId = 43) String token) {}

        @Test
        void project(@IdToken(project = "shop") String token) {}
    }

    @Test
    void contradictions_are_told_with_the_remedy() {
        var failed = TestRun.of(Contradictions.class).failed();

        assertThat(failed).hasSize(7);
        assertThat(failed.get("branch_and_tag(String)"))
                .contains("for a branch or for a tag, but came branch = \"main\" and tag = \"v1\": leave one out");
        assertThat(failed.get("protection(String)")).contains("exclude each other");
        assertThat(failed.get("environment(String)")).contains("name it with environment");
        assertThat(failed.get("user(String)")).contains("@IdToken: user and userId go together, but only user came");
        assertThat(failed.get("fork(String)")).contains("fork and forkId go together, but only forkId came");
        assertThat(failed.get("login(String)")).contains("@UserIdToken: user and userId go together, but only userId");
        assertThat(failed.get("project(String)")).contains("@IdToken: ", "as in acme/shop");
    }

    private static String withoutId(CiTokenBuilder token) {
        return withoutTimes(token.claim("jti", "id"));
    }

    private static String withoutTimes(CiTokenBuilder token) {
        return withoutTimes(token.claim("jti", "id").payload());
    }

    private static String withoutTimes(UserTokenBuilder token) {
        return withoutTimes(token.payload());
    }

    /** Two builders may see different seconds; those of an expired token differ by more. */
    private static String withoutTimes(String payload) {
        return payload.replaceAll("\"(iat|nbf|exp|auth_time)\":(\\d{7})\\d{3}", "\"$1\":$2");
    }

    private static String payload(String token) {
        return new String(Base64.getUrlDecoder().decode(token.split("\\.", -1)[1]), StandardCharsets.UTF_8);
    }
}
