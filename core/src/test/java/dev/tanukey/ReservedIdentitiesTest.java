package dev.tanukey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tanukey.reason.RejectedException;
import dev.tanukey.reason.RejectionReason;
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

    private final ReservedIdentities reserved = new ReservedIdentities(Map.of(
            GITLAB, Set.of("gitlab:", "gitlab:ci:"), GITHUB, Set.of("github:", "gitlab:ci:"), OTHER, Set.of("")));

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
        ReservedIdentities greedy = new ReservedIdentities(Map.of(OTHER, Set.of("system:", "sys")));

        assertThatThrownBy(() -> greedy.requireNone(OTHER, UserInfo.named("system:masters")))
                .hasMessage("IDENTITY_RESERVED: expected the username not to begin with \"system:\", which belongs"
                        + " to the system behind; came one that does, from issuer \"https://idp.example.com\".");
        assertThatCode(() -> greedy.requireNone(OTHER, UserInfo.named("sysop"))).doesNotThrowAnyException();
    }

    @Property
    void whoever_owns_the_longest_prefix_may_give_the_name(
            @ForAll @Size(max = 5) Set<@CharRange(from = 'a', to = 'b') @StringLength(min = 1, max = 4) String> mine,
            @ForAll @Size(max = 5) Set<@CharRange(from = 'a', to = 'b') @StringLength(min = 1, max = 4) String> theirs,
            @ForAll @CharRange(from = 'a', to = 'c') @StringLength(max = 6) String name) {
        ReservedIdentities divided = new ReservedIdentities(Map.of(OTHER, mine, GITLAB, theirs));
        int longestOfMine = longest(mine, name);
        int longestOfTheirs = longest(theirs, name);

        boolean given;
        try {
            divided.requireNone(OTHER, UserInfo.named(name));
            given = true;
        } catch (RejectedException refused) {
            given = false;
        }
        assertThat(given).isEqualTo(longestOfMine >= longestOfTheirs);
    }

    private static int longest(Set<String> prefixes, String name) {
        return prefixes.stream()
                .filter(name::startsWith)
                .mapToInt(String::length)
                .max()
                .orElse(0);
    }
}
