package dev.tanukey.cel.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tanukey.cel.function.FunctionFailedException;
import dev.tanukey.cel.value.NativeStrings;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is expected comes from the functions of Kubernetes 1.36.3, built with Go 1.26.8. */
class UrlTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            textBlock =
                    """
                    https://example.com                       | [https, example.com, example.com, , ]
                    HTTPS://Example.COM:8443/a/b?q#f          | [https, Example.COM:8443, Example.COM, 8443, /a/b]
                    https://example.com:/                     | [https, example.com:, example.com, , /]
                    https://u:p@example.com:80/               | [https, example.com:80, example.com, 80, /]
                    https://a@b@example.com/                  | [https, example.com, example.com, , /]
                    https://%C3%A9@h/                         | [https, h, h, , /]
                    https://h:99999999999                     | [https, h:99999999999, h, 99999999999, ]
                    /path                                     | [, , , , /path]
                    /                                         | [, , , , /]
                    //host/path                               | [, host, host, , /path]
                    //h#f                                     | [, h, h, , ]
                    ///path                                   | [, , , , ///path]
                    https:                                    | [https, , , , ]
                    https:///path                             | [https, , , , /path]
                    https:/path                               | [https, , , , /path]
                    mailto:a@b.example?subject=x              | [mailto, , , , ]
                    urn:a b                                   | [urn, , , , ]
                    a+b-c.1:                                  | [a+b-c.1, , , , ]
                    *                                         | [, , , , *]
                    https://[::1]:80/                         | [https, [::1]:80, ::1, 80, /]
                    https://[::ffff:1.2.3.4]/                 | [https, [::ffff:1.2.3.4], ::ffff:1.2.3.4, , /]
                    https://[fe80::1%25en0]:443/              | [https, [fe80::1%en0]:443, fe80::1%en0, 443, /]
                    https://[fe80::1%25a%20b%2525]/           | [https, [fe80::1%a b%25], fe80::1%a b%25, , /]
                    https://[fe80::1%25%3a]/                  | [https, [fe80::1%:], fe80::1%:, , /]
                    https://[fe80::1%25é]                     | [https, [fe80::1%é], fe80::1%é, , ]
                    postgresql://a:1,b:2/db                   | [postgresql, a:1,b:2, a:1,b, 2, /db]
                    x://a:b:1/                                | [x, a:b:1, a:b, 1, /]
                    https://%C3%A9.example/                   | [https, é.example, é.example, , /]
                    https://é.example/                        | [https, é.example, é.example, , /]
                    https://%ff/                              | [https, \ufffd, \ufffd, , /]
                    https://a%25b/                            | [https, a%b, a%b, , /]
                    https://a<b>"/                            | [https, a<b>", a<b>", , /]
                    https://h/a b                             | [https, h, h, , /a%20b]
                    https://h/a%20b%2f%41                     | [https, h, h, , /a%20b%2f%41]
                    https://h/a%2fb c                         | [https, h, h, , /a/b%20c]
                    https://h/é                               | [https, h, h, , /%C3%A9]
                    https://h/%c3%a9                          | [https, h, h, , /%c3%a9]
                    https://h/[!'()*]                         | [https, h, h, , /[!'()*]]
                    https://h/;,:@&=+$                        | [https, h, h, , /;,:@&=+$]
                    https://h/"<>^`{}                         | [https, h, h, , /%22%3C%3E%5E%60%7B%7D]
                    https://h/a#b?c                           | [https, h, h, , /a]
                    https://h?a/b                             | [https, h, h, , ]
                    https://h/?%zz                            | [https, h, h, , /]
                    /a%2fb#%41                                | [, , , , /a%2fb]
                    """)
    void a_url_falls_into_its_parts(String text, String parts) {
        Url url = Url.of(text);

        assertThat(List.of(url.scheme(), url.host(), url.hostname(), url.port(), url.escapedPath()))
                .hasToString(parts);
        assertThat(Url.isUrl(text)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                " /a",
                "a/b",
                "../a",
                ":a",
                "?a",
                "#a",
                "*a",
                "1a:b",
                "a_b:x",
                "é:b",
                "/a\tb",
                "/a?\n",
                "/a#\0",
                "/a\177",
                "https://h:\u0663",
                "https://h:8a",
                "https://h:-1",
                "https://h:1:2",
                "HTTP://a:b:1",
                "https://h:%38",
                "https://::1",
                "https://::1]",
                "https://[::1",
                "https://x[::1]",
                "https://a::1%25[]",
                "https://[::1%25[]",
                "https://[::1]x",
                "https://[::1]]",
                "https://[]",
                "https://[1.2.3.4]",
                "https://[::1%25]",
                "https://[::1%eth0]",
                "https://[%3a%3a1]",
                "https://[fe80::1%25%00]",
                "https://[fe80::1%25a|b]",
                "https://[fe80::1%25%C3%A9]",
                "https://a b/",
                "https://a%20b/",
                "https://a%41/",
                "https://a|b/",
                "https://a%/",
                "https://u v@h/",
                "https://é@h/",
                "https://u[@h/",
                "https://u%zz@h/",
                "https://h/%",
                "https://h/%4",
                "https://h/%zz",
                "/#%zz",
                "https://h#f"
            })
    void what_is_no_url_is_refused_without_being_quoted(String text) {
        assertThat(Url.isUrl(text)).isFalse();
        assertThatThrownBy(() -> Url.of(text))
                .isInstanceOf(FunctionFailedException.class)
                .hasMessageStartingWith("not a URL: ")
                .hasMessageNotContaining("%")
                .hasMessageNotContaining("::1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/?#%zz", "//a b", "//h:x"})
    void only_the_second_look_sees_a_fragment_and_a_host_without_a_scheme(String text) {
        assertThat(Url.isUrl(text)).isTrue();
        assertThatThrownBy(() -> Url.of(text)).isInstanceOf(FunctionFailedException.class);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    /                           | {}
                    /?                          | {}
                    /?a=1&b=2&a=3               | {a=[1, 3], b=[2]}
                    /?a&b=&=c&=                 | {=[c, ], a=[], b=[]}
                    /?a=b=c                     | {a=[b=c]}
                    /?a+b=c+d                   | {a b=[c d]}
                    /?a%2Bb=%26%3D              | {a+b=[&=]}
                    /?a b=c d                   | {a b=[c d]}
                    /?a=1;b=2&c=3               | {c=[3]}
                    /?a=%3B                     | {a=[;]}
                    /?;                         | {}
                    /?a=%zz&%zz=1&b=%&c=%4&d    | {d=[]}
                    /?&&                        | {}
                    /??a=1                      | {?a=[1]}
                    /?é=漢&%C3%A9=%E6%BC%A2     | {é=[漢, 漢]}
                    /?a=1&A=2                   | {A=[2], a=[1]}
                    /?a=%ff%e2%82x              | {a=[\ufffd\ufffd\ufffdx]}
                    /?a=1#b=2                   | {a=[1]}
                    /?a=/?:@                    | {a=[/?:@]}
                    mailto:x?a=1                | {a=[1]}
                    """)
    void a_query_is_a_list_of_values_for_each_name(String text, String query) {
        assertThat(new TreeMap<>(Url.of(text).query())).hasToString(query);
    }

    @Test
    void the_values_of_a_name_are_a_native_list_as_those_of_a_user() {
        assertThat(Url.of("/?a=1&a=2").query().get("a")).isInstanceOf(NativeStrings.class);
    }

    @Test
    void a_query_with_more_than_ten_thousand_parameters_has_none() {
        assertThat(Url.of(withParameters(10_000)).query()).hasSize(10_000);
        assertThat(Url.of(withParameters(10_001)).query()).isEmpty();
    }

    private static String withParameters(int count) {
        return IntStream.range(0, count).mapToObj(i -> "a" + i).collect(Collectors.joining("&", "/?", ""));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            textBlock =
                    """
                    HTTPS://Example.COM          | https://Example.COM
                    https://                     | https:
                    https:///                    | https:///
                    https:/a                     | https:/a
                    //                           | ~~
                    //@                          | //@
                    ///a                         | ///a
                    https://@h                   | https://@h
                    https://:@h                  | https://:@h
                    https://u:@h                 | https://u:@h
                    https://u:p:q@h              | https://u:p%3Aq@h
                    https://%75%40:%2f%3a@h      | https://u%40:%2F%3A@h
                    https://u!$&'()*+,;=@h       | https://u%21$&%27%28%29%2A+,;=@h
                    https://h:                   | https://h:
                    https://é                    | https://%C3%A9
                    https://%ff                  | https://%FF
                    https://[fe80::1%25%20]      | https://[fe80::1%25%20]
                    https://a"<>                 | https://a"<>
                    https://h/a%2fb              | https://h/a%2fb
                    https://h/a%2fb c            | https://h/a/b%20c
                    https://h/%41                | https://h/%41
                    https://h?                   | https://h?
                    https://h??                  | https://h??
                    https://h?a b#               | https://h?a b
                    /#a b                        | /#a%20b
                    /#%41                        | /#%41
                    /#a'b[]                      | /#a'b[]
                    /#a' b"#/?                   | /#a%27%20b%22%23/?
                    a:b c?d                      | a:b c?d
                    a:?                          | a:?
                    """)
    void a_url_is_equal_to_itself_written_anew(String text, String written) {
        assertThat(Url.of(text)).hasToString(written);
        if (!written.isEmpty()) {
            assertThat(Url.of(written)).isEqualTo(Url.of(text)).hasSameHashCodeAs(Url.of(text));
        }
    }

    @ParameterizedTest
    @CsvSource({"https://h, https://h/", "/a?, /a", "/%41, /A", "https://%ff, https://%fe", "https://h, https://h:443"})
    void urls_that_are_written_differently_are_not_equal(String one, String other) {
        assertThat(Url.of(one)).isNotEqualTo(Url.of(other));
    }
}
