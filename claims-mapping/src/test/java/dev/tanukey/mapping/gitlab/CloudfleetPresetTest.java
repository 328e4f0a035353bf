package dev.tanukey.mapping.gitlab;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tanukey.AuthenticationResult;
import dev.tanukey.TokenAuthenticator;
import dev.tanukey.issuer.Issuer;
import dev.tanukey.jwks.JwksKeySource;
import dev.tanukey.mapping.ClaimMappings;
import dev.tanukey.mapping.gitlab.GitLabFixtures.Fixture;
import dev.tanukey.reason.RejectionReason;
import dev.tanukey.testkit.FakeGitLab;
import dev.tanukey.user.UserInfo;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;
import org.junit.jupiter.params.provider.ValueSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CloudfleetPresetTest {
    private static final String BY_ENVIRONMENT = "gitlab:project_path:{project_path}:environment:{environment}";

    private GitLabFixtures gitlab;
    private final GitLabMapping cloudfleet = GitLabMappings.cloudfleet();

    private FakeGitLab elsewhere;
    private JwksKeySource keys;
    private TokenAuthenticator authenticator;

    @BeforeAll
    void start() {
        gitlab = new GitLabFixtures();
        elsewhere = FakeGitLab.start();
        Issuer issuer = Issuer.gitlab(elsewhere.issuer())
                .audience("app")
                .insecureAllowHttpOnLoopback()
                .build();
        keys = JwksKeySource.discovered(issuer);
        authenticator = gitlab.trusted(cloudfleet)
                .issuer(
                        issuer,
                        keys,
                        ClaimMappings.username("preferred_username", "")
                                .groups("groups", "")
                                .build())
                .build();
    }

    @AfterAll
    void stop() {
        keys.close();
        elsewhere.close();
        gitlab.close();
    }

    @ParameterizedTest
    @CsvSource({
        "B, gitlab:project_path:foo/bar:ref_type:branch:ref:main",
        "T, gitlab:project_path:foo/bar:ref_type:tag:ref:main",
        "S, gitlab:project_path:foo/bar",
        "I, gitlab:project_id:13:ref_type:branch:ref:main",
        "N, gitlab:project_path:foo/sub/bar:ref_type:branch:ref:feature/x",
        "E, gitlab:project_path:foo/bar:ref_type:branch:ref:main"
    })
    void CF_03_username_is_prefix_and_subject(Fixture fixture, String username) {
        assertThat(gitlab.user(cloudfleet, fixture).username()).isEqualTo(username);
    }

    @ParameterizedTest
    @EnumSource(mode = Mode.MATCH_ANY, names = "^U.*")
    void CF_03_a_person_is_no_job(Fixture fixture) {
        assertThat(gitlab.refusal(cloudfleet, fixture)).isEqualTo(RejectionReason.TOKEN_KIND_NOT_ACCEPTED);
    }

    @Test
    void CF_04_a_merge_request_is_its_source_branch() {
        assertThat(gitlab.user(cloudfleet, gitlab.job().branch("fix").pipelineSource("merge_request_event"))
                        .username())
                .isEqualTo("gitlab:project_path:foo/bar:ref_type:branch:ref:fix");
        assertThat(gitlab.user(cloudfleet, Fixture.F).username())
                .isEqualTo("gitlab:project_path:evil/bar:ref_type:branch:ref:main");
    }

    @Test
    void CF_05_an_environment_can_be_in_the_username() {
        GitLabMapping strict = cloudfleet.withUsername(BY_ENVIRONMENT);
        GitLabMapping lenient = cloudfleet.withUsername(BY_ENVIRONMENT, "gitlab:{sub}");

        assertThat(gitlab.user(strict, Fixture.E).username())
                .isEqualTo("gitlab:project_path:foo/bar:environment:production");
        assertThat(gitlab.user(lenient, Fixture.E).username())
                .isEqualTo("gitlab:project_path:foo/bar:environment:production");
        assertThat(gitlab.refusal(strict, Fixture.B)).isEqualTo(RejectionReason.MAPPING_FAILED);
        assertThat(gitlab.user(lenient, Fixture.B).username())
                .isEqualTo("gitlab:project_path:foo/bar:ref_type:branch:ref:main");
    }

    @ParameterizedTest
    @EnumSource(mode = Mode.MATCH_NONE, names = "^U.*")
    void CF_06_groups_are_exactly_two(Fixture fixture) {
        assertThat(gitlab.user(cloudfleet, fixture).groups())
                .containsExactly("cfke.io:third-party-idp", "cfke.io:third-party-idp:gitlab");
    }

    @Test
    void CF_07_extra_tells_project_ref_user_and_pipeline() {
        assertThat(withoutTokenId(gitlab.user(cloudfleet, Fixture.B)))
                .isEqualTo(Map.of(
                        "cfke.io/gitlab-project", List.of("foo/bar"),
                        "cfke.io/gitlab-ref", List.of("main"),
                        "cfke.io/gitlab-user", List.of("MyUserName"),
                        "cfke.io/gitlab-pipeline-id", List.of("123")));
    }

    @Test
    void CF_07_a_claim_that_is_missing_null_or_empty_leaves_its_key_out() {
        UserInfo user = gitlab.user(
                cloudfleet,
                gitlab.job().without("project_path").claim("user_login", null).claim("ref", ""));

        assertThat(withoutTokenId(user)).isEqualTo(Map.of("cfke.io/gitlab-pipeline-id", List.of("123")));
    }

    @Test
    void CF_07_a_claim_of_another_type_is_never_made_a_string() {
        assertThat(gitlab.refusal(cloudfleet, gitlab.job().claim("user_login", 7)))
                .isEqualTo(RejectionReason.MAPPING_FAILED);
    }

    private static Map<String, List<String>> withoutTokenId(UserInfo user) {
        Map<String, List<String>> extra = new HashMap<>(user.extra());
        assertThat(extra.remove("authentication.kubernetes.io/credential-id")).isNotNull();
        return extra;
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "0, 0", "1234567, 1234567", "9007199254740991, 9007199254740991"})
    void CF_08_the_runners_number_is_shown_in_digits(long id, String shown) {
        GitLabMapping mapping = cloudfleet.withExtra("example.org/runner", "runner_id");

        assertThat(gitlab.user(mapping, gitlab.job().claim("runner_id", id)).extra())
                .containsEntry("example.org/runner", List.of(shown));
        assertThat(gitlab.user(mapping, gitlab.job().without("runner_id")).extra())
                .doesNotContainKey("example.org/runner");
    }

    @Test
    void CF_08_a_runner_that_is_no_whole_number_is_refused() {
        GitLabMapping mapping = cloudfleet.withExtra("example.org/runner", "runner_id");

        for (Object bad : List.of("1", 1.5, -1, true, 9007199254740992L, List.of(1), List.of())) {
            assertThat(gitlab.refusal(mapping, gitlab.job().claim("runner_id", bad)))
                    .isEqualTo(RejectionReason.MAPPING_FAILED);
        }
    }

    @Test
    void CF_09_the_tokens_id_is_an_extra() {
        assertThat(gitlab.user(cloudfleet, gitlab.job().claim("jti", "J")).extra())
                .containsEntry("authentication.kubernetes.io/credential-id", List.of("JTI=J"));
        assertThat(gitlab.user(cloudfleet, gitlab.job().without("jti")).extra())
                .doesNotContainKey("authentication.kubernetes.io/credential-id");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "gitlab:x",
                "gitlab:",
                " gitlab:x",
                "\u200bgitlab:x",
                "gitlab\u0007:x",
                "system:masters",
                "cfke.io:third-party-idp",
                "cfke.io:third-party-idp:gitlab"
            })
    void CF_10_and_DX_19_no_other_issuer_gives_the_presets_names(String name) {
        AuthenticationResult named = other("preferred_username", name);
        AuthenticationResult grouped = other("groups", List.of("ops", name));

        for (AuthenticationResult result : List.of(named, grouped)) {
            assertThat(result).isInstanceOfSatisfying(AuthenticationResult.Rejected.class, bad -> assertThat(
                            bad.rejection().reason())
                    .isEqualTo(RejectionReason.IDENTITY_RESERVED));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"gitlab", "my-gitlab:x"})
    void CF_10_names_that_are_nobodys_are_given(String name) throws Exception {
        assertThat(other("preferred_username", name).orElseThrow().user().username())
                .isEqualTo(name);
    }

    /** The outcome for a token of another identity provider beside the preset's GitLab. */
    private AuthenticationResult other(String claim, Object value) {
        return authenticator.authenticate(
                elsewhere.userToken().audience("app").claim(claim, value).sign());
    }

    @Test
    void CF_16_the_hardened_rules_refuse_tags_forks_and_other_projects() {
        GitLabMapping hardened = cloudfleet
                .with(GitLabRules.branch("main"))
                .with(GitLabRules.project(13))
                .with(GitLabRules.protectedRef())
                .with(GitLabRules.notFromFork());

        assertThat(gitlab.user(hardened, Fixture.B).username())
                .isEqualTo("gitlab:project_path:foo/bar:ref_type:branch:ref:main");
        for (Fixture refused : List.of(Fixture.T, Fixture.F, Fixture.N)) {
            assertThat(gitlab.refusal(hardened, refused)).isEqualTo(RejectionReason.CLAIM_RULE_FAILED);
        }
        assertThat(gitlab.refusal(hardened, gitlab.job().project("other/bar", 77)))
                .isEqualTo(RejectionReason.CLAIM_RULE_FAILED);
        assertThat(gitlab.user(cloudfleet, Fixture.T).extra().get("cfke.io/gitlab-ref"))
                .as("without them a tag is told from the branch by nothing in the extra")
                .isEqualTo(gitlab.user(cloudfleet, Fixture.B).extra().get("cfke.io/gitlab-ref"));
    }

    @Test
    void CF_24_a_protected_ref_is_the_string_true_and_nothing_else() {
        GitLabMapping mapping = cloudfleet.with(GitLabRules.protectedRef());

        assertThat(gitlab.user(mapping, gitlab.job().claim("ref_protected", "true"))
                        .username())
                .startsWith("gitlab:");
        assertThat(gitlab.refusal(mapping, gitlab.job().claim("ref_protected", "false")))
                .isEqualTo(RejectionReason.CLAIM_RULE_FAILED);
        for (Object bad : List.of(true, false, "TRUE", "", 1, List.of("true"))) {
            assertThat(gitlab.refusal(mapping, gitlab.job().claim("ref_protected", bad)))
                    .isEqualTo(RejectionReason.CLAIM_MALFORMED);
        }
        assertThat(gitlab.refusal(mapping, gitlab.job().without("ref_protected")))
                .isEqualTo(RejectionReason.CLAIM_MISSING);
        assertThat(gitlab.refusal(mapping, gitlab.job().claim("ref_protected", null)))
                .isEqualTo(RejectionReason.CLAIM_MISSING);
    }
}
