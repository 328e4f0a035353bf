package dev.tanukey.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class UserTokenBuilderTest {
    private static final SigningKey KEY = SigningKey.generate();
    private static final long NOW = 1_790_000_000;

    private final UserTokenBuilder token = new UserTokenBuilder(new Mint(
            "https://gitlab.example.com",
            "https://gitlab.example.com",
            Clock.fixed(Instant.ofEpochSecond(NOW), ZoneOffset.UTC),
            GitLabVersion.NEWEST,
            () -> KEY));

    @Test
    void the_header_has_gitlabs_members_in_gitlabs_order() {
        assertThat(Jwt.header(token.sign()).entrySet())
                .containsExactly(Map.entry("typ", "JWT"), Map.entry("alg", "RS256"), Map.entry("kid", KEY.keyId()));
    }

    @Test
    void subject_names_and_addresses_follow_the_user() {
        assertThat(Jwt.claims(token.user("mallory", 2002).sign()))
                .containsEntry("sub", "2002")
                .containsEntry("nickname", "mallory")
                .containsEntry("preferred_username", "mallory")
                .containsEntry("email", "mallory@example.com")
                .containsEntry("profile", "https://gitlab.example.com/mallory")
                .hasEntrySatisfying("picture", url -> assertThat(url).asString().contains("/2002/"))
                .hasEntrySatisfying(
                        "sub_legacy", hex -> assertThat(hex).asString().matches("[0-9a-f]{64}"));
    }

    @Test
    void a_user_without_groups_has_an_empty_list_of_them() {
        assertThat(Jwt.claims(token.sign())).containsEntry("groups_direct", List.of());
    }

    @Test
    void the_audience_is_always_one_string() {
        assertThat(Jwt.claims(token.audience("client").sign())).containsEntry("aud", "client");
    }

    @Test
    void it_lives_two_minutes_and_knows_neither_nbf_nor_jti() {
        assertThat(Jwt.claims(token.sign()))
                .containsEntry("iat", NOW)
                .containsEntry("exp", NOW + 120)
                .doesNotContainKeys("nbf", "jti", "nonce", "website");
    }

    @Test
    void email_verified_is_a_boolean() {
        assertThat(Jwt.claims(token.sign())).containsEntry("email_verified", true);
    }

    @Test
    void what_is_said_of_the_user_takes_gitlabs_place() {
        assertThat(Jwt.claims(token.name("Jane Doe")
                                .email("jane@acme.example")
                                .unverifiedEmail()
                                .website("https://jane.example")
                                .nonce("n-1")
                                .sign())
                        .entrySet())
                .containsSubsequence(
                        Map.entry("name", "Jane Doe"),
                        Map.entry("email", "jane@acme.example"),
                        Map.entry("email_verified", false),
                        Map.entry("website", "https://jane.example"),
                        Map.entry("nonce", "n-1"));
    }

    @Test
    void an_address_that_is_not_shown_is_not_verified_either() {
        assertThat(Jwt.claims(token.withoutEmail().sign())).doesNotContainKeys("email", "email_verified");
    }

    @Test
    void empty_texts_are_left_out() {
        assertThat(Jwt.claims(token.name("").sign())).doesNotContainKey("name").containsKey("groups_direct");
    }

    @Test
    void groups_are_neither_sorted_nor_limited() {
        String[] groups = new String[300];
        Arrays.setAll(groups, i -> "g" + (300 - i));
        assertThat(Jwt.claims(token.groups(groups).sign())).containsEntry("groups_direct", List.of(groups));
    }
}
