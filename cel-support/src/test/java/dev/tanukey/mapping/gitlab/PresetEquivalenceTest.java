package dev.tanukey.mapping.gitlab;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tanukey.mapping.gitlab.GitLabFixtures.Fixture;
import dev.tanukey.testkit.TokenBuilder;
import dev.tanukey.token.VerifiedToken;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a preset does here and what its written form does in a cluster are the same, whichever claim is bent. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PresetEquivalenceTest {
    static final List<String> CLAIMS = List.of(
            "sub",
            "aud",
            "job_id",
            "pipeline_id",
            "project_id",
            "project_path",
            "namespace_id",
            "namespace_path",
            "job_project_id",
            "job_namespace_id",
            "ref",
            "ref_type",
            "ref_protected",
            "environment",
            "environment_protected",
            "deployment_tier",
            "pipeline_source",
            "user_login",
            "runner_id",
            "groups_direct",
            "preferred_username",
            "email",
            "email_verified",
            "auth_time",
            "sub_legacy",
            "secrets_manager_scope",
            "gitlab_realm",
            "gitlab",
            "jti");

    /** Leaves a claim out. */
    static final Object ABSENT = "(absent)";

    static final List<Object> VALUES = Arrays.asList(
            ABSENT,
            null,
            "",
            "13",
            "1\n",
            "true",
            "user",
            "gid://gitlab/User/1",
            "project_id:13",
            "x_project_id:13",
            "system:masters",
            "it's a \\ {mess}",
            true,
            false,
            0,
            -1,
            1.5,
            1234567L,
            9007199254740993L,
            List.of(),
            List.of(""),
            List.of("foo", "", "user"),
            List.of("foo", 1),
            Map.of(),
            Map.of("foo", "bar"),
            List.of(GitLabFixtures.LOGIN_AUDIENCE));

    private GitLabFixtures gitlab;
    private List<WrittenPresets> presets;

    @BeforeAll
    void start() {
        gitlab = new GitLabFixtures();
        presets = WrittenPresets.all();
    }

    @AfterAll
    void stop() {
        gitlab.close();
    }

    @ParameterizedTest
    @EnumSource
    void a_preset_and_its_written_form_agree(Fixture fixture) {
        VerifiedToken token = gitlab.verified(gitlab.token(fixture));

        presets.forEach(preset -> preset.judgeAlike(token));
        assertThat(presets).anyMatch(preset -> preset.accepts(token));
    }

    @ParameterizedTest
    @EnumSource(names = {"U", "E", "B_OLD"})
    void a_preset_and_its_written_form_agree_whichever_claim_is_bent(Fixture fixture) {
        int judged = 0;
        for (String claim : CLAIMS) {
            for (Object value : VALUES) {
                Optional<VerifiedToken> token = gitlab.verifiable(bent(gitlab.token(fixture), claim, value));
                token.ifPresent(proven -> presets.forEach(preset -> preset.judgeAlike(proven)));
                judged += token.isPresent() ? 1 : 0;
            }
        }
        assertThat(judged).isGreaterThan(600);
    }

    static TokenBuilder<?> bent(TokenBuilder<?> token, String claim, Object value) {
        return ABSENT.equals(value) ? token.without(claim) : token.claim(claim, value);
    }
}
