package dev.tanukey.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tanukey.AuthenticationResult;
import dev.tanukey.TokenAuthenticator;
import dev.tanukey.gitlab.GitLabToken;
import dev.tanukey.issuer.Issuer;
import dev.tanukey.user.UserInfo;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Whatever is said of a job in whatever release: its claims agree, and the token is a job's. */
class CiTokenProperties {
    private static final TokenMint GITLAB = TokenMint.of("https://gitlab.com");
    private static final TokenAuthenticator AUTHENTICATOR = TokenAuthenticator.builder()
            .issuer(
                    Issuer.gitlab("https://gitlab.com")
                            .audience("https://api.example.com")
                            .build(),
                    GITLAB.keySet(),
                    token -> UserInfo.named(GitLabToken.of(token).kind().name()))
            .build();

    /** A sentence and the release from which on it can be said. */
    private record Sentence(String words, String since, UnaryOperator<CiTokenBuilder> said) {
        @Override
        public String toString() {
            return words;
        }
    }

    private static final List<Sentence> SENTENCES = List.of(
            new Sentence("nested groups", "15.7", job -> job.project("acme/platform/infra/edge", 4720)),
            new Sentence("branch", "15.7", job -> job.branch("feature/x-1").protectedRef()),
            new Sentence("unprotected", "15.7", CiTokenBuilder::unprotectedRef),
            new Sentence("merge request", "15.7", job -> job.branch("fix").mergeRequest()),
            new Sentence("fork", "15.7", job -> job.branch("main").mergeRequestFromFork("mallory/shop", 5822)),
            new Sentence("tag", "15.7", job -> job.tag("v1.0").pipelineSource("push")),
            new Sentence("schedule", "15.7", CiTokenBuilder::schedule),
            new Sentence("bot", "15.7", CiTokenBuilder::triggeredByBot),
            new Sentence("nobody", "15.7", CiTokenBuilder::withoutUser),
            new Sentence("no runner", "15.7", CiTokenBuilder::withoutRunner),
            new Sentence(
                    "environment", "15.7", job -> job.environment("review/x").protectedEnvironment()),
            new Sentence("user", "15.7", job -> job.user("jane", 7).email("jane@acme.example")),
            new Sentence("runner", "16.0", job -> job.selfHostedRunner(3)),
            new Sentence("identity", "16.0", job -> job.identity("saml", "jane")),
            new Sentence("commit", "16.0", job -> job.commit("ab".repeat(32))),
            new Sentence("configuration", "16.2", CiTokenBuilder::configurationElsewhere),
            new Sentence("visibility", "16.3", job -> job.visibility("public")),
            new Sentence("no role", "16.9", CiTokenBuilder::withoutAccessLevel),
            new Sentence("groups", "16.11", job -> job.groups("zoo", "acme")),
            new Sentence("short subject", "17.10", job -> job.subjectComponents("project_path")),
            new Sentence("flags", "18.7", job -> job.subjectComponents("project_path", "ref", "environment_protected")),
            new Sentence("policy", "18.9", job -> job.policyJob("scan_execution_policy", "acme/rules")),
            new Sentence("id first", "19.0", job -> job.subjectComponents("project_id", "ref_type", "ref_protected")));

    @Property(tries = 300)
    void claims_agree_and_the_token_is_a_jobs(
            @ForAll("versions") GitLabVersion version, @ForAll("sentences") List<Sentence> sentences) {
        CiTokenBuilder job = GITLAB.ciToken().gitlabVersion(version.toString());
        sentences.stream()
                .filter(sentence -> version.compareTo(GitLabVersion.of(sentence.since())) >= 0)
                .filter(sentence -> mayBeSaid(sentence, sentences))
                .forEach(sentence -> sentence.said().apply(job));
        String token = job.sign();

        assertAgree(Jwt.claims(token), version);
        AuthenticationResult result = AUTHENTICATOR.authenticate(token);
        assertThat(result)
                .as(result.operatorMessage())
                .isInstanceOfSatisfying(
                        AuthenticationResult.Authenticated.class,
                        good -> assertThat(good.user().username()).isEqualTo("CI_JOB"));
    }

    /** A tag has no merge request, and a fork's pipeline in the project no other cause. */
    private static boolean mayBeSaid(Sentence sentence, List<Sentence> all) {
        return switch (sentence.words()) {
            case "tag" -> all.stream().noneMatch(other -> other.words().matches("merge request|fork"));
            case "schedule", "bot" ->
                all.stream().noneMatch(other -> other.words().equals("fork"));
            default -> true;
        };
    }

    private static void assertAgree(Map<String, Object> claims, GitLabVersion version) {
        String folder = claims.get("ref_type").equals("tag") ? "refs/tags/" : "refs/heads/";
        if (claims.containsKey("ref_path")) {
            assertThat(claims).containsEntry("ref_path", folder + claims.get("ref"));
        }
        if (claims.get("ci_config_ref_uri") instanceof String uri) {
            assertThat(uri).endsWith("//.gitlab-ci.yml@" + folder + claims.get("ref"));
        }
        String[] subject = ((String) claims.get("sub")).split(":");
        assertThat(subject.length).isEven();
        for (int i = 0; i < subject.length; i += 2) {
            assertThat(claims).containsEntry(subject[i], subject[i + 1]);
        }
        assertThat((String) claims.get("project_path")).startsWith(claims.get("namespace_path") + "/");
        boolean jobProject = claims.containsKey("job_project_id");
        assertThat(jobProject).isEqualTo(version.compareTo(new GitLabVersion(18, 2)) >= 0);
        if (jobProject) {
            assertThat((String) claims.get("job_project_path")).startsWith(claims.get("job_namespace_path") + "/");
            boolean fork = claims.get("project_path").equals("mallory/shop");
            assertThat(claims.get("job_project_id").equals(claims.get("project_id")))
                    .isEqualTo(!fork);
        } else {
            assertThat(claims).doesNotContainEntry("project_path", "mallory/shop");
        }
    }

    @Provide
    Arbitrary<GitLabVersion> versions() {
        return Arbitraries.of("15.7 15.11 16.0 16.1 16.2 16.3 16.5 16.9 16.11 17.0 17.8 17.10 18.1 18.2 18.7 18.9 19.0"
                        .split(" "))
                .map(GitLabVersion::of);
    }

    @Provide
    Arbitrary<List<Sentence>> sentences() {
        return Arbitraries.of(SENTENCES).list().uniqueElements().ofMaxSize(8);
    }
}
