package dev.tanukey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tanukey.reason.RejectedException;
import dev.tanukey.reason.RejectionReason;
import dev.tanukey.user.NamePrefixes;
import dev.tanukey.user.UserInfo;
import java.util.List;
import java.util.Map;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReservedIdentitiesTest {
    private static final String GITLAB = "https://gitlab.example.com";
    private static final String GITHUB = "https://token.actions.example.com";
    private static final String OTHER = "https://idp.example.com";

    private final ReservedIdentities reserved = new ReservedIdentities(
            Map.of(GITLAB, both("gitlab:", "gitlab:ci:"), GITHUB, both("github:", "gitlab:ci:"), OTHER, both("")));

    private static NamePrefixes both(String... prefixes) {
        return new NamePrefixes(Set.of(prefixes), Set.of(prefixes));
    }

    private void give(String issuer, String name) throws RejectedException {
        reserved.requireNone(issuer, UserInfo.named(name));
        reserved.requireNone(issuer, new UserInfo("jane", "", List.of("first", name), Map.of()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "gitlab:x",
                "github:x",
                "gitlab:",
                " gitlab:x",
                "\u00a0gitlab:x",
                "\u200b\ufeffgitlab:x",
                "system:masters",
                "system:",
                " system:masters",
                "gitlab:ci:x",
                "jane\r\nImpersonate-Group: system:masters",
                "jane\u0000",
                "\u0085jane"
            })
    void another_owners_name_is_refused_as_name_and_as_group(String name) {
        assertThatThrownBy(() -> reserved.requireNone(OTHER, UserInfo.named(name)))
                .isInstanceOfSatisfying(RejectedException.class, refusal -> assertThat(
                                refusal.rejection().reason())
                        .isEqualTo(RejectionReason.IDENTITY_RESERVED));
        assertThatThrownBy(() -> reserved.requireNone(OTHER, new UserInfo("jane", "", List.of(name), Map.of())))
                .hasMessageStartingWith("IDENTITY_RESERVED: expected a group");
    }

    @ParameterizedTest
    @ValueSource(strings = {"gitlab", "my-gitlab:x", "", " ", "System:masters", "system", "jané", "a b", "gitlab/x:y"})
    void a_name_that_nobody_owns_is_everybodys(String name) {
        assertThatCode(() -> give(OTHER, name)).doesNotThrowAnyException();
    }

    @Test
    void an_owner_gives_its_own_names_and_nobody_elses() {
        assertThatCode(() -> give(GITLAB, "gitlab:jane")).doesNotThrowAnyException();
        assertThatCode(() -> give(GITLAB, "gitlab:ci:jane")).doesNotThrowAnyException();
        assertThatThrownBy(() -> give(GITLAB, "github:jane")).isInstanceOf(RejectedException.class);
        assertThatThrownBy(() -> give(GITLAB, "system:jane")).isInstanceOf(RejectedException.class);
    }

    @Test
    void the_longest_prefix_decides_and_can_have_two_owners() {
        assertThatCode(() -> give(GITHUB, "gitlab:ci:jane")).doesNotThrowAnyException();
        assertThatThrownBy(() -> give(GITHUB, "gitlab:jane")).isInstanceOf(RejectedException.class);
    }

    @Test
    void nobody_owns_the_system_by_calling_it_its_prefix() {
        ReservedIdentities greedy = new ReservedIdentities(Map.of(OTHER, both("system:", "sys")));

        assertThatThrownBy(() -> greedy.requireNone(OTHER, UserInfo.named("system:masters")))
                .hasMessage("IDENTITY_RESERVED: expected the username not to begin with \"system:\", which belongs"
                        + " to the system behind; came one that does, from issuer \"https://idp.example.com\".");
        assertThatCode(() -> greedy.requireNone(OTHER, UserInfo.named("sysop"))).doesNotThrowAnyException();
    }

    @Test
    void names_of_users_and_groups_are_two_worlds() {
        ReservedIdentities two = new ReservedIdentities(Map.of(
                GITLAB, new NamePrefixes(Set.of("gitlab:", "dev"), Set.of("team")),
                OTHER, new NamePrefixes(Set.of(), Set.of("gitlab:", "gitlab:ci:"))));

        assertThat(given(two, OTHER, UserInfo.named("gitlab:jane"))).isFalse();
        assertThat(given(two, OTHER, UserInfo.named("gitlab:ci:jane"))).isFalse();
        assertThat(given(two, GITLAB, UserInfo.named("gitlab:ci:jane"))).isTrue();
        assertThat(given(two, OTHER, member("gitlab:a"))).isTrue();
        assertThat(given(two, OTHER, member("developers"))).isTrue();
        assertThat(given(two, OTHER, UserInfo.named("teamlead"))).isTrue();
        assertThat(given(two, OTHER, member("team-a"))).isFalse();
    }

    @Test
    void a_prefix_that_is_no_accident_keeps_others_out_of_both_worlds() {
        ReservedIdentities one = new ReservedIdentities(
                Map.of(GITLAB, new NamePrefixes(Set.of("gitlab:"), Set.of("group:")), OTHER, NamePrefixes.NONE));

        assertThat(given(one, OTHER, member("gitlab:a"))).isFalse();
        assertThat(given(one, OTHER, UserInfo.named("group:a"))).isFalse();
        assertThat(given(one, GITLAB, member("gitlab:a"))).isTrue();
    }

    private static UserInfo member(String group) {
        return new UserInfo("jane", "", List.of(group), Map.of());
    }

    private static boolean given(ReservedIdentities identities, String issuer, UserInfo user) {
        try {
            identities.requireNone(issuer, user);
            return true;
        } catch (RejectedException refused) {
            return false;
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"\u115fsystem:masters", "\u3164system:x", "\u2800gitlab:x", "\ufe0fgitlab:x", "\u034f gitlab:x"})
    void what_shows_nothing_in_front_of_a_name_hides_nothing(String name) {
        assertThatThrownBy(() -> reserved.requireNone(OTHER, UserInfo.named(name)))
                .isInstanceOf(RejectedException.class);
    }

    @Test
    void a_prefix_that_begins_invisibly_has_an_owner_too() {
        ReservedIdentities odd = new ReservedIdentities(Map.of(GITLAB, both("\u00a0corp:"), OTHER, both("")));

        assertThatThrownBy(() -> odd.requireNone(OTHER, UserInfo.named("\u00a0corp:boss")))
                .isInstanceOf(RejectedException.class);
        assertThatCode(() -> odd.requireNone(GITLAB, UserInfo.named("\u00a0corp:boss")))
                .doesNotThrowAnyException();
    }

    @Property
    void whoever_owns_the_longest_prefix_may_give_the_name(
            @ForAll @Size(max = 5) Set<@CharRange(from = 'a', to = 'b') @StringLength(min = 1, max = 4) String> mine,
            @ForAll @Size(max = 5) Set<@CharRange(from = 'a', to = 'b') @StringLength(min = 1, max = 4) String> theirs,
            @ForAll @CharRange(from = 'a', to = 'c') @StringLength(max = 6) String name) {
        ReservedIdentities divided = new ReservedIdentities(
                Map.of(OTHER, new NamePrefixes(mine, mine), GITLAB, new NamePrefixes(theirs, theirs)));
        int longestOfMine = longest(mine, name);
        int longestOfTheirs = longest(theirs, name);

        assertThat(given(divided, OTHER, UserInfo.named(name))).isEqualTo(longestOfMine >= longestOfTheirs);
    }

    private static int longest(Set<String> prefixes, String name) {
        return prefixes.stream()
                .filter(name::startsWith)
                .mapToInt(String::length)
                .max()
                .orElse(0);
    }
}
