package dev.tanukey.mapping.lint;

import static dev.tanukey.mapping.lint.Sample.Trait.UNPROTECTED_REF;

import dev.tanukey.gitlab.TokenKind;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Tokens of our own, with the claims of GitLab 18.9 in its order. The values are the same for ever. */
final class GitLabSamples {
    private static final String SHA = "0a1b2c3d4e5f60718293a4b5c6d7e8f901234567";

    private GitLabSamples() {}

    /** People, jobs of ours with whatever else their tokens may have, and one of another project of ours. */
    static List<Sample> own() {
        Map<String, @Nullable Object> person = person();
        Map<String, @Nullable Object> job = job();
        return List.of(
                user("U", "a person, with groups", person),
                user("U0", "a person without groups", without(person, "groups_direct")),
                user(
                        "Uold",
                        "a person on an older GitLab, which names nobody in the ID token",
                        without(person, "preferred_username", "nickname", "name", "profile", "picture")),
                ci("B", "a job on a protected branch", "234", job),
                ci("E", "a job with a protected environment", "235", environment(job)),
                ci(
                        "I",
                        "a job whose project puts its id into sub",
                        "236",
                        with(job, "sub", "project_id:13:ref_type:branch:ref:main")),
                ci("S", "a job whose project shortened its sub", "237", with(job, "sub", "project_path:foo/bar")),
                ci("N", "a job of the subgroup foo/sub, on feature/x", "238", subgroup(job), UNPROTECTED_REF));
    }

    /** Every claim that GitLab sends in an ID token. */
    static Set<String> claims() {
        Set<String> names = new LinkedHashSet<>(environment(job()).keySet());
        names.addAll(person().keySet());
        return names;
    }

    private static Sample user(String name, String description, Map<String, @Nullable Object> claims) {
        return new Sample(name, description, TokenKind.USER, claims, Set.of());
    }

    private static Sample ci(
            String name,
            String description,
            String jobId,
            Map<String, @Nullable Object> claims,
            Sample.Trait... traits) {
        Map<String, @Nullable Object> ofThisJob = with(claims, "job_id", jobId);
        ofThisJob.put("jti", jobId + "c7b0e-3f0e-4a51-9d5e-6f2f3a1c9d01");
        return new Sample(name, description, TokenKind.CI_JOB, ofThisJob, Set.of(traits));
    }

    private static Map<String, @Nullable Object> person() {
        Map<String, @Nullable Object> claims = new LinkedHashMap<>();
        claims.put("sub_legacy", "2c26b46b68ffc68ff99b453c1d30413413422d706483bfa0f98a5e886266e7ae");
        claims.put("name", "Jane Doe");
        claims.put("nickname", "MyUserName");
        claims.put("preferred_username", "MyUserName");
        claims.put("email", "jane@example.com");
        claims.put("email_verified", true);
        claims.put("profile", "https://gitlab.example.com/MyUserName");
        claims.put("picture", "https://gitlab.example.com/uploads/-/system/user/avatar/2/avatar.png");
        claims.put("groups_direct", List.of("foo"));
        claims.put("sub", "2");
        claims.put("nonce", "n-0S6_WzA2Mj");
        claims.put("auth_time", 1_789_999_711L);
        return claims;
    }

    private static Map<String, @Nullable Object> job() {
        Map<String, @Nullable Object> claims = new LinkedHashMap<>();
        claims.put("project_id", "13");
        claims.put("project_path", "foo/bar");
        claims.put("namespace_id", "7");
        claims.put("namespace_path", "foo");
        claims.put("user_id", "2");
        claims.put("user_login", "MyUserName");
        claims.put("user_email", "username@example.com");
        claims.put("user_access_level", "developer");
        claims.put("job_project_id", "13");
        claims.put("job_project_path", "foo/bar");
        claims.put("job_namespace_id", "7");
        claims.put("job_namespace_path", "foo");
        claims.put("pipeline_id", "123");
        claims.put("pipeline_source", "push");
        claims.put("job_id", "234");
        claims.put("ref", "main");
        claims.put("ref_type", "branch");
        claims.put("ref_path", "refs/heads/main");
        claims.put("ref_protected", "true");
        claims.put("job_source", "push");
        claims.put("runner_id", 1L);
        claims.put("runner_environment", "self-hosted");
        claims.put("sha", SHA);
        claims.put("project_visibility", "private");
        claims.put("ci_config_ref_uri", "gitlab.example.com/foo/bar//.gitlab-ci.yml@refs/heads/main");
        claims.put("ci_config_sha", SHA);
        claims.put("jti", "5b0c7b0e-3f0e-4a51-9d5e-6f2f3a1c9d01");
        claims.put("sub", "project_path:foo/bar:ref_type:branch:ref:main");
        return claims;
    }

    private static Map<String, @Nullable Object> environment(Map<String, @Nullable Object> job) {
        Map<String, @Nullable Object> claims = new LinkedHashMap<>(job);
        claims.put("environment", "production");
        claims.put("environment_protected", "true");
        claims.put("deployment_tier", "production");
        claims.put("environment_action", "start");
        return claims;
    }

    private static Map<String, @Nullable Object> subgroup(Map<String, @Nullable Object> job) {
        Map<String, @Nullable Object> claims = with(job, "ref", "feature/x");
        claims.put("ref_path", "refs/heads/feature/x");
        claims.put("ref_protected", "false");
        inProject(claims, "", "14", "foo/sub/bar", "8", "foo/sub");
        inProject(claims, "job_", "14", "foo/sub/bar", "8", "foo/sub");
        claims.put("ci_config_ref_uri", "gitlab.example.com/foo/sub/bar//.gitlab-ci.yml@refs/heads/feature/x");
        claims.put("sub", "project_path:foo/sub/bar:ref_type:branch:ref:feature/x");
        return claims;
    }

    private static void inProject(
            Map<String, @Nullable Object> claims,
            String before,
            String id,
            String path,
            String namespaceId,
            String namespacePath) {
        claims.put(before + "project_id", id);
        claims.put(before + "project_path", path);
        claims.put(before + "namespace_id", namespaceId);
        claims.put(before + "namespace_path", namespacePath);
    }

    private static Map<String, @Nullable Object> with(Map<String, @Nullable Object> claims, String name, Object value) {
        Map<String, @Nullable Object> more = new LinkedHashMap<>(claims);
        more.put(name, value);
        return more;
    }

    private static Map<String, @Nullable Object> without(Map<String, @Nullable Object> claims, String... names) {
        Map<String, @Nullable Object> fewer = new LinkedHashMap<>(claims);
        for (String name : names) {
            fewer.remove(name);
        }
        return fewer;
    }
}
