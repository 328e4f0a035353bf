package dev.tanukey.testkit.forged;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tanukey.testkit.TokenMint;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The catalogue as a list; that its tokens are refused, and for the right reason, is proven in {@code checks}. */
class ForgedTokensTest {
    private static final TokenMint GITLAB = TokenMint.of("https://gitlab.com");

    @Test
    void it_has_three_hundred_entries_with_names_of_their_own() {
        List<ForgedToken> all = ForgedTokens.all();

        assertThat(all).hasSizeGreaterThan(300);
        assertThat(all).extracting(ForgedToken::id).doesNotHaveDuplicates();
        assertThat(all).extracting(ForgedToken::id).allMatch(id -> id.matches("[a-z]+/[a-z0-9-]+"));
        assertThat(all).extracting(ForgedToken::why).allMatch(why -> why.endsWith(".") || why.endsWith(")"));
    }

    @Test
    void no_two_attacks_of_a_group_have_one_title() {
        assertThat(ForgedTokens.all())
                .extracting(forged -> forged.attack() + forged.title())
                .doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @EnumSource(Attack.class)
    void each_attack_has_its_group(Attack attack) {
        assertThat(ForgedTokens.of(attack)).isNotEmpty().allMatch(forged -> forged.attack() == attack);
    }

    @Test
    void several_groups_come_in_the_order_of_the_catalogue() {
        assertThat(ForgedTokens.of(Attack.SIZE, Attack.ALGORITHM, Attack.SIZE))
                .hasSize(ForgedTokens.of(Attack.SIZE).size()
                        + ForgedTokens.of(Attack.ALGORITHM).size())
                .first()
                .extracting(ForgedToken::attack)
                .isEqualTo(Attack.ALGORITHM);
    }

    @Test
    void one_is_found_by_its_id() {
        ForgedToken stripped = ForgedTokens.named("signature/stripped");

        assertThat(stripped).hasToString("signature/stripped: the signature is empty");
        assertThat(stripped.over(GITLAB, GITLAB.ciToken())).endsWith(".");
    }

    @Test
    void whoever_misspells_an_id_is_told_those_of_its_group() {
        assertThatThrownBy(() -> ForgedTokens.named("signature/striped"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("signature/striped")
                .hasMessageContaining("signature/stripped")
                .hasMessageNotContaining("algorithm/none");
        assertThatThrownBy(() -> ForgedTokens.named("stripped")).hasMessageContaining("group/name");
    }

    @ParameterizedTest
    @MethodSource("dev.tanukey.testkit.forged.ForgedTokens#all")
    void each_can_be_made_of_a_jobs_token_and_is_another(ForgedToken forged) {
        assertThat(forged.fits(GITLAB.ciToken())).isTrue();
        assertThat(forged.over(GITLAB, GITLAB.ciToken().claim("jti", "1")))
                .isNotEqualTo(GITLAB.ciToken().claim("jti", "1").sign());
    }

    @ParameterizedTest
    @MethodSource("dev.tanukey.testkit.forged.ForgedTokens#forUsers")
    void each_of_those_for_users_can_be_made_of_a_users_token_and_is_another(ForgedToken forged) {
        assertThat(forged.fits(GITLAB.userToken())).isTrue();
        assertThat(forged.over(GITLAB, GITLAB.userToken()))
                .isNotEqualTo(GITLAB.userToken().sign());
    }

    @Test
    void what_is_about_a_jobs_origin_does_not_fit_a_users_token() {
        ForgedToken fork = ForgedTokens.named("origin/fork");

        assertThat(fork.fits(GITLAB.userToken())).isFalse();
        assertThatThrownBy(() -> fork.over(GITLAB, GITLAB.userToken()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("origin/fork")
                .hasMessageContaining("forUsers");
    }

    @ParameterizedTest
    @ValueSource(strings = {"audience/issuer", "kind/job-jwt-v2"})
    void an_audience_that_is_the_issuer_is_no_good_token(String id) {
        ForgedToken forged = ForgedTokens.named(id);

        assertThatThrownBy(() -> forged.over(GITLAB, GITLAB.ciToken().audience("https://gitlab.com")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("audience of its own");
        assertThatThrownBy(() -> forged.over(GITLAB, GITLAB.ciToken().audience("a", "https://gitlab.com")))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @MethodSource("dev.tanukey.testkit.forged.ForgedTokens#all")
    void each_can_be_made_of_a_tags_token_and_of_an_older_releases(ForgedToken forged) {
        assertThatCode(() -> forged.over(GITLAB, GITLAB.ciToken().tag("v1.0.0").protectedRef()))
                .doesNotThrowAnyException();
        assertThatCode(() -> forged.over(GITLAB, GITLAB.ciToken().gitlabVersion("15.7")))
                .doesNotThrowAnyException();
    }

    @Test
    void what_no_verifier_can_know_alone_is_marked() {
        assertThat(ForgedTokens.withoutGitLab()).noneMatch(forged -> forged.attack() == Attack.ORIGIN);
        assertThat(ForgedTokens.of(Attack.ORIGIN)).allMatch(forged -> forged.basis() == Basis.GITLAB);
        assertThat(ForgedTokens.withoutGitLab()).hasSizeGreaterThan(300);
    }

    @Test
    void what_http_would_cut_or_refuse_is_told_apart() {
        assertThat(ForgedTokens.travelsInHeader(GITLAB.ciToken().sign())).isTrue();
        for (String id : List.of("form/blank-behind", "form/nul", "form/byte-order-mark", "form/line-break-behind")) {
            String token = ForgedTokens.named(id).over(GITLAB, GITLAB.ciToken());
            assertThat(ForgedTokens.travelsInHeader(token)).as(id).isFalse();
        }
    }
}
