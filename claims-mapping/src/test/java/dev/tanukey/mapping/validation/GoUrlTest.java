package dev.tanukey.mapping.validation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.tanukey.mapping.text.Discreet;
import dev.tanukey.mapping.text.GoText;
import dev.tanukey.mapping.url.UrlParts;
import dev.tanukey.mapping.validation.GoUrl.MalformedException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The verdicts are those of {@code url.Parse} of Go 1.26. */
class GoUrlTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://i.example",
                "https://I.Example:443/a/b",
                "https://",
                "https:",
                "https:foo%zz",
                "https:///x",
                "https://i.example:",
                "https://i.example:99999",
                "https://i.example?",
                "https://é.example",
                "https://i%C3%A9.example",
                "https://i.example/%20",
                "https://i.example/a b",
                "https://i.example/|^{}\"",
                "https://i.example?a b%zz",
                "https://[::1]",
                "https://[::1]:443",
                "https://[1:2:3:4:5:6:7:8]",
                "https://[::ffff:1.2.3.4]",
                "https://[fe80::1%25en0]",
                "https://[fe80::1%25%41é]",
                "https://<i>\"",
                "https://i,j;k=l",
                "*",
                "",
                "a/b:c",
                "//i.example:80",
                "///x",
                "?:",
                "https://u:p@ssword@i.example",
                "https://%75@i.example",
                "mailto:x",
                "i.example",
                "https://*",
                "ftp://i.example:1:2",
                "https://u/p@i.example",
                "a:b c%zz",
                "i.example:80"
            })
    void what_go_takes_is_taken(String text) {
        assertThatCode(() -> GoUrl.parse(text)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @MethodSource
    void what_go_refuses_is_refused(String text, String reason) {
        String shown = Discreet.url(text);

        assertThatThrownBy(() -> GoUrl.parse(text))
                .isInstanceOf(MalformedException.class)
                .message()
                .startsWith("parse " + GoText.quote(shown) + ": " + reason);
    }

    static Stream<Arguments> what_go_refuses_is_refused() {
        return Stream.of(
                arguments("+a:b", "first path segment in URL cannot contain colon"),
                arguments("https://i.example:x", "invalid port \":x\" after host"),
                arguments("https://i.example:1:2", "invalid port \":1:2\" after host"),
                arguments("https://i.example:-1", "invalid port \":-1\" after host"),
                arguments("https://[::1", "missing ']' in host"),
                arguments("https://[::1]x", "invalid port \"x\" after host"),
                arguments("https://[::1]:x", "invalid port \":x\" after host"),
                arguments("https://x[::1]", "invalid IP-literal"),
                arguments("https://::1", "invalid port \"::1\" after host"),
                arguments("https://[i.example]", "invalid host: ParseAddr("),
                arguments("https://[1.2.3.4]", "invalid IP-literal"),
                arguments("https://[]", "invalid host: ParseAddr("),
                arguments("https://[::1::]", "invalid host: ParseAddr("),
                arguments("https://[1:2:3:4:5:6:7:8:9]", "invalid host: ParseAddr("),
                arguments("https://[1:2:3:4:5:6:7]", "invalid host: ParseAddr("),
                arguments("https://[12345::]", "invalid host: ParseAddr("),
                arguments("https://[::1.2.3]", "invalid host: ParseAddr("),
                arguments("https://[::1.2.3.04]", "invalid host: ParseAddr("),
                arguments("https://[::1%en0]", "invalid URL escape \"%en\""),
                arguments("https://[::1%25]", "invalid host: ParseAddr("),
                arguments("https://[::1%25%2f]", "invalid URL escape \"%2f\""),
                arguments("https://[::1%25%C3%A9]", "invalid URL escape \"%C3\""),
                arguments("https://[::1%25a b]", "invalid character \" \" in host name"),
                arguments("https://i example", "invalid character \" \" in host name"),
                arguments("https://i^example", "invalid character \"^\" in host name"),
                arguments("https://i\\example", "invalid character \"\\\\\" in host name"),
                arguments("https://i|x", "invalid character \"|\" in host name"),
                arguments("https://i{x}", "invalid character \"{\" in host name"),
                arguments("https://i%41.example", "invalid URL escape \"%41\""),
                arguments("https://i%00", "invalid URL escape \"%00\""),
                arguments("https://i%zz", "invalid URL escape \"%zz\""),
                arguments("https://i%2", "invalid URL escape \"%2\""),
                arguments("https://i.example/%zz", "invalid URL escape \"%zz\""),
                arguments("https://i.example/%", "invalid URL escape \"%\""),
                arguments("https://i.example/a%4", "invalid URL escape \"%4\""),
                arguments("https://i.example#%zz", "invalid URL escape \"<omitted>\""),
                arguments("https://%zz@i.example", "invalid URL escape \"<omitted>\""),
                arguments("https://u p@i.example", "net/url: invalid userinfo"),
                arguments("https://é@i.example", "net/url: invalid userinfo"),
                arguments(" https://i.example", "first path segment in URL cannot contain colon"),
                arguments("https ://i.example", "first path segment in URL cannot contain colon"),
                arguments("1https://i.example", "first path segment in URL cannot contain colon"),
                arguments(":foo", "missing protocol scheme"),
                arguments("https&x:y", "first path segment in URL cannot contain colon"),
                arguments("ü:x", "first path segment in URL cannot contain colon"));
    }

    @Test
    void its_parts_are_those_that_rules_look_at() throws MalformedException {
        assertThat(GoUrl.parse("HTTPS://u:p@[::1]:80/a?b?c#d#e"))
                .isEqualTo(new UrlParts("https", "", true, "u:p@", "[::1]:80", "/a", "?b?c", "d%23e"));
        assertThat(GoUrl.parse("https:a@b?c")).isEqualTo(new UrlParts("https", "a@b", false, "", "", "", "?c", ""));
        assertThat(GoUrl.parse("//i.example?#")).isEqualTo(new UrlParts("", "", true, "", "i.example", "", "?", ""));
        assertThat(GoUrl.parse("https://i.example/@b"))
                .isEqualTo(new UrlParts("https", "", true, "", "i.example", "/@b", "", ""));
    }
}
