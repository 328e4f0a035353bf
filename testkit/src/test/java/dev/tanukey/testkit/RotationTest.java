package dev.tanukey.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RotationTest {

    @Test
    void a_rotation_swaps_the_jobs_key_without_overlap_and_keeps_the_users() throws IOException {
        try (FakeGitLab gitlab = FakeGitLab.start()) {
            CiTokenBuilder begunBefore = gitlab.ciToken();
            String user = userKey(gitlab);
            String old = ciKey(gitlab);
            gitlab.rotateCiKey();

            assertThat(published(gitlab)).containsExactly(user, ciKey(gitlab)).doesNotContain(old);
            assertThat(Jwt.header(begunBefore.sign())).containsEntry("kid", ciKey(gitlab));
        }
    }

    @Test
    void a_rotation_with_overlap_keeps_the_old_key_published_until_it_is_retired() throws IOException {
        try (FakeGitLab gitlab = FakeGitLab.start()) {
            String old = ciKey(gitlab);
            gitlab.rotateCiKey(Rotation.OVERLAP);

            assertThat(ciKey(gitlab)).isNotEqualTo(old);
            assertThat(published(gitlab)).containsExactly(userKey(gitlab), ciKey(gitlab), old);

            gitlab.retireOldKeys();
            assertThat(published(gitlab)).containsExactly(userKey(gitlab), ciKey(gitlab));
        }
    }

    @Test
    void a_rotation_under_the_same_id_changes_the_key_and_not_the_id() throws IOException {
        try (FakeGitLab gitlab = FakeGitLab.start()) {
            SigningKey old = gitlab.ciToken().signingKey();
            gitlab.rotateCiKey(Rotation.SAME_ID);
            SigningKey fresh = gitlab.ciToken().signingKey();

            assertThat(fresh.keyId()).isEqualTo(old.keyId());
            assertThat(fresh.publicKey()).isNotEqualTo(old.publicKey());
            assertThat(Http.get(gitlab.jwksUri()).json())
                    .hasEntrySatisfying(
                            "keys", keys -> assertThat(keys).asList().element(1).isEqualTo(fresh.jwk()));
        }
    }

    @Test
    void the_users_key_rotates_and_leaves_the_jobs() throws IOException {
        try (FakeGitLab gitlab = FakeGitLab.start()) {
            String ci = ciKey(gitlab);
            String old = userKey(gitlab);
            gitlab.rotateUserKey();
            String second = userKey(gitlab);

            assertThat(published(gitlab)).containsExactly(second, ci).doesNotContain(old);

            gitlab.rotateUserKey(Rotation.OVERLAP);
            assertThat(published(gitlab)).containsExactly(userKey(gitlab), ci, second);
        }
    }

    @Test
    void one_key_signs_all_as_in_2019_and_is_published_once() throws IOException {
        try (FakeGitLab gitlab = FakeGitLab.builder().keys(InstanceKeys.ONE).start()) {
            assertThat(ciKey(gitlab)).isEqualTo(userKey(gitlab));
            assertThat(published(gitlab)).containsExactly(userKey(gitlab));

            String old = userKey(gitlab);
            gitlab.rotateCiKey();
            assertThat(published(gitlab))
                    .containsExactly(userKey(gitlab))
                    .containsExactly(ciKey(gitlab))
                    .doesNotContain(old);
        }
    }

    @Test
    void the_cloud_connectors_key_is_published_last_and_only_with_three_keys() throws IOException {
        try (FakeGitLab gitlab = FakeGitLab.builder().keys(InstanceKeys.THREE).start()) {
            String third = gitlab.cloudConnectorToken().signingKey().keyId();

            assertThat(published(gitlab)).containsExactly(userKey(gitlab), ciKey(gitlab), third);
            gitlab.rotateCiKey(Rotation.OVERLAP);
            assertThat(published(gitlab)).hasSize(4).endsWith(third);
        }
        TokenMint usual = TokenMint.of("https://gitlab.com");
        assertThat(usual.jwks())
                .doesNotContain(usual.cloudConnectorToken().signingKey().keyId());
    }

    @ParameterizedTest
    @EnumSource
    void a_mint_hands_over_the_keys_that_the_fake_publishes(InstanceKeys which) throws IOException {
        try (FakeGitLab gitlab = FakeGitLab.builder().keys(which).start()) {
            gitlab.rotateCiKey(Rotation.OVERLAP);

            assertThat(gitlab.mint().keySet().keys())
                    .extracting(key -> key.keyId().orElseThrow())
                    .containsExactlyElementsOf(published(gitlab));
        }
    }

    private static String userKey(FakeGitLab gitlab) {
        return gitlab.userToken().signingKey().keyId();
    }

    private static String ciKey(FakeGitLab gitlab) {
        return gitlab.ciToken().signingKey().keyId();
    }

    private static List<String> published(FakeGitLab gitlab) throws IOException {
        return Http.get(gitlab.jwksUri()).keyIds().stream()
                .map(String.class::cast)
                .toList();
    }
}
