package dev.tanukey.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tanukey.kubernetes.ImpersonationHeaders.Header;
import dev.tanukey.user.UserInfo;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ImpersonationHeadersTest {

    @Test
    void a_user_becomes_one_header_for_the_name_and_one_for_each_group_and_value() throws Exception {
        Map<String, List<String>> extra = new LinkedHashMap<>();
        extra.put("agent.gitlab.com/id", List.of("123"));
        extra.put("scopes", List.of("read", "write"));
        UserInfo user = new UserInfo("gitlab:user:alice", "42", List.of("gitlab:user", "gitlab:user"), extra);

        assertThat(ImpersonationHeaders.of(user))
                .containsExactly(
                        new Header("Impersonate-User", "gitlab:user:alice"),
                        new Header("Impersonate-Uid", "42"),
                        new Header("Impersonate-Group", "gitlab:user"),
                        new Header("Impersonate-Group", "gitlab:user"),
                        new Header("Impersonate-Extra-agent.gitlab.com%2Fid", "123"),
                        new Header("Impersonate-Extra-scopes", "read"),
                        new Header("Impersonate-Extra-scopes", "write"));
    }

    @Test
    void who_has_no_uid_and_no_groups_has_no_headers_for_them() throws Exception {
        assertThat(ImpersonationHeaders.of(UserInfo.named("alice")))
                .containsExactly(new Header("Impersonate-User", "alice"));
    }

    @ParameterizedTest
    @CsvSource({
        "example.com/Tenant,      Impersonate-Extra-example.com%2Ftenant",
        "100%,                    Impersonate-Extra-100%25",
        "a%2fb,                   Impersonate-Extra-a%252fb",
        "a b,                     Impersonate-Extra-a%20b",
        "a:b,                     Impersonate-Extra-a%3Ab",
        "straße,                  Impersonate-Extra-stra%C3%9Fe",
        "!#$&'*+-.^_`|~,          Impersonate-Extra-!#$&'*+-.^_`|~",
    })
    void keys_of_extras_are_in_small_letters_and_escaped_where_no_header_name_can_hold_them(String key, String name)
            throws Exception {
        UserInfo user = new UserInfo("alice", "", List.of(), Map.of(key, List.of("value")));

        assertThat(ImpersonationHeaders.of(user)).contains(new Header(name, "value"));
    }

    @Test
    void values_beyond_ascii_stay_as_they_are() throws Exception {
        assertThat(ImpersonationHeaders.of(UserInfo.named("jürgen 東京")))
                .containsExactly(new Header("Impersonate-User", "jürgen 東京"));
    }

    @Test
    void for_clients_that_write_latin_1_each_byte_of_utf_8_is_a_character() {
        assertThat(new Header("Impersonate-User", "jürgen").latin1Value()).isEqualTo("j\u00c3\u00bcrgen");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a\r\nImpersonate-User: admin",
                "a\nb",
                "a\rb",
                "a\0b",
                "a\u007fb",
                " a",
                "a ",
                "\ta",
                "a\t",
                "\ud800"
            })
    void a_value_that_would_arrive_as_another_one_is_refused(String value) {
        refused(UserInfo.named(value));
        refused(new UserInfo("alice", value, List.of(), Map.of()));
        refused(new UserInfo("alice", "", List.of("users", value), Map.of()));
        refused(new UserInfo("alice", "", List.of(), Map.of("key", List.of(value))));
    }

    private static void refused(UserInfo user) {
        assertThatThrownBy(() -> ImpersonationHeaders.of(user)).isInstanceOf(UnsendableUserException.class);
    }

    @Test
    void nobody_is_not_sent_since_the_proxy_would_be_the_user() {
        assertThatThrownBy(() -> ImpersonationHeaders.of(UserInfo.named("")))
                .isInstanceOf(UnsendableUserException.class)
                .hasMessageContaining("username is empty");
    }

    @Test
    void keys_that_differ_in_capitals_only_are_refused() {
        refused(new UserInfo("alice", "", List.of(), Map.of("Team", List.of("a"), "team", List.of("b"))));
    }

    @Test
    void an_empty_key_is_refused() {
        refused(new UserInfo("alice", "", List.of(), Map.of("", List.of("a"))));
    }

    @Test
    void names_are_read_in_any_letters_and_repeated_headers_in_order() throws Exception {
        assertThat(ImpersonationHeaders.read(Map.of(
                        "IMPERSONATE-USER", List.of("alice"),
                        "impersonate-group", List.of("b", "a", "b"),
                        "Impersonate-Extra-Agent.gitlab.com%2fAccess_type", List.of("pat"),
                        "Accept", List.of("*/*"))))
                .contains(new UserInfo(
                        "alice", "", List.of("b", "a", "b"), Map.of("agent.gitlab.com/access_type", List.of("pat"))));
    }

    @ParameterizedTest
    @CsvSource({
        "a%2Fb, a/b",
        "a%2fb, a/b",
        "A%2FB, a/b",
        "a+b,   a+b",
        "stra%C3%9Fe, straße",
        "100%,  100%",
        "a%zz,  a%zz",
    })
    void escapes_are_read_in_any_letters_and_what_is_none_stays(String escaped, String key) throws Exception {
        assertThat(ImpersonationHeaders.read(Map.of(
                                "Impersonate-User", List.of("alice"), "Impersonate-Extra-" + escaped, List.of("value")))
                        .orElseThrow()
                        .extra())
                .containsOnlyKeys(key);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Impersonate-User", "IMPERSONATE-EXTRA-a%2Fb", "impersonate-anything", "Impersonate_User"})
    void what_says_for_whom_a_request_is_made_is_known_by_its_beginning(String name) {
        assertThat(ImpersonationHeaders.isImpersonation(name)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"X-Impersonate-User", "Impersonate", "Authorization", ""})
    void other_headers_are_no_impersonation(String name) {
        assertThat(ImpersonationHeaders.isImpersonation(name)).isFalse();
    }

    @Test
    void without_any_of_these_headers_the_request_is_the_senders_own() throws Exception {
        assertThat(ImpersonationHeaders.read(Map.of("Accept", List.of("*/*")))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Impersonate-Group", "Impersonate-Uid", "Impersonate-Extra-key"})
    void anything_without_a_username_is_refused(String name) {
        malformed(Map.of(name, List.of("value")));
        malformed(Map.of(name, List.of("value"), "Impersonate-User", List.of("")));
    }

    @Test
    void several_usernames_or_uids_and_unknown_headers_are_refused() {
        malformed(Map.of("Impersonate-User", List.of("alice", "bob")));
        malformed(Map.of("Impersonate-User", List.of("alice"), "impersonate-user", List.of("bob")));
        malformed(Map.of("Impersonate-User", List.of("alice"), "Impersonate-Uid", List.of("1", "2")));
        malformed(Map.of("Impersonate-User", List.of("alice"), "Impersonate-Role", List.of("admin")));
    }

    private static void malformed(Map<String, List<String>> headers) {
        assertThatThrownBy(() -> ImpersonationHeaders.read(headers)).isInstanceOf(MalformedRequestException.class);
    }

    @Property
    void what_is_written_is_read_as_the_same_user(@ForAll("users") UserInfo user) throws Exception {
        Map<String, List<String>> headers = new LinkedHashMap<>();
        for (Header header : ImpersonationHeaders.of(user)) {
            // Servers and proxies may write names in other letters.
            String name = header.name().toUpperCase(Locale.ROOT);
            headers.computeIfAbsent(name, ignored -> new ArrayList<>()).add(header.value());
        }

        assertThat(ImpersonationHeaders.read(headers)).contains(user);
    }

    @Property
    void a_header_is_visible_ascii_in_its_name_and_has_no_control_in_its_value_or_is_not_there(
            @ForAll String username, @ForAll String key, @ForAll String value) {
        UserInfo user = new UserInfo(username, value, List.of(value), Map.of(key, List.of(value)));
        List<Header> headers;
        try {
            headers = ImpersonationHeaders.of(user);
        } catch (UnsendableUserException refused) {
            return;
        }

        assertThat(headers).allSatisfy(header -> {
            assertThat(header.name()).matches("[!#$%&'*+.^_`|~0-9A-Za-z-]+");
            assertThat(header.value()).doesNotContainPattern("[\\x00-\\x08\\x0a-\\x1f\\x7f]");
        });
    }

    @Provide
    Arbitrary<UserInfo> users() {
        Arbitrary<String> values = Arbitraries.strings()
                .ofMaxLength(12)
                .map(text -> text.replaceAll("[\\p{Cntrl}\\ud800-\\udfff]", "").strip())
                .filter(text -> !text.startsWith(" ") && !text.endsWith(" "));
        Arbitrary<String> names = values.filter(text -> !text.isEmpty());
        Arbitrary<String> keys = names.map(text -> text.toLowerCase(Locale.ROOT))
                .filter(text -> text.equals(text.toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT)) && !text.isEmpty());
        Arbitrary<Map<String, List<String>>> extra =
                Arbitraries.maps(keys, values.list().ofMinSize(1).ofMaxSize(3)).ofMaxSize(3);
        return Combinators.combine(names, values, values.list().ofMaxSize(4), extra)
                .as(UserInfo::new);
    }
}
