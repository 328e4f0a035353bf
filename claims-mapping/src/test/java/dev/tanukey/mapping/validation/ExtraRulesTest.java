package dev.tanukey.mapping.validation;

import static dev.tanukey.mapping.validation.Judgement.authenticator;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tanukey.mapping.schema.JwtAuthenticator.ClaimMappings;
import dev.tanukey.mapping.schema.JwtAuthenticator.ClaimOrExpression;
import dev.tanukey.mapping.schema.JwtAuthenticator.ExtraMapping;
import dev.tanukey.mapping.schema.JwtAuthenticator.PrefixedClaimOrExpression;
import dev.tanukey.mapping.text.GoText;
import java.util.List;
import java.util.regex.Pattern;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.Chars;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Rows 34 to 41 of the table of Kubernetes' rules: what is said about extra attributes. */
class ExtraRulesTest {
    private static final String LABEL = "[a-z0-9]([-a-z0-9]*[a-z0-9])?";
    private static final String DOMAIN = LABEL + "(\\." + LABEL + ")*";
    private static final String BAD_DOMAIN = "a lowercase RFC 1123 subdomain must consist of lower case alphanumeric"
            + " characters, '-' or '.', and must start and end with an alphanumeric character (e.g. 'example.com',"
            + " regex used for validation is '" + DOMAIN + "')";
    private static final String RESERVED = "k8s.io, kubernetes.io and their subdomains are reserved for Kubernetes use";

    private static Judgement extra(ExtraMapping... extra) {
        return Judgement.of(
                new FakeLanguage().value("ok"),
                authenticator()
                        .with(new ClaimMappings(
                                PrefixedClaimOrExpression.claim("sub", ""),
                                PrefixedClaimOrExpression.NONE,
                                ClaimOrExpression.NONE,
                                List.of(extra))));
    }

    private static Judgement key(String key) {
        return extra(new ExtraMapping(key, "ok"));
    }

    private static void refuses(String key, String printed, String why) {
        key(key).is("jwt[0].claimMappings.extra[0].key: Invalid value: " + GoText.quote(printed) + ": " + why);
    }

    @Test
    void row_34_a_key_is_not_empty() {
        key("").is("jwt[0].claimMappings.extra[0].key: Required value");
    }

    @ParameterizedTest
    @ValueSource(strings = {"foo", "example.org", " ", "/", "/foo", "example.org/"})
    void row_35_a_key_has_a_domain_and_a_path(String key) {
        refuses(key, key, "must be a domain-prefixed path (such as \"acme.io/foo\")");
    }

    @ParameterizedTest
    @ValueSource(strings = {"exa_mple.org", "-a.org", "a-.org", ".a.org", "a.org.", "a..org", "a.org:80", "é.org"})
    void row_36_the_domain_is_one_and_it_alone_is_printed(String domain) {
        refuses(domain + "/x", domain, BAD_DOMAIN);
    }

    @Test
    void row_36_the_domain_has_at_most_253_characters() {
        key("a".repeat(253) + "/x").isFine();
        refuses("a".repeat(254) + "/x", "a".repeat(254), "must be no more than 253 characters");
    }

    @Property
    void row_36_the_domain_is_judged_as_by_the_regular_expression(
            @ForAll @StringLength(min = 1, max = 8) @CharRange(from = 'y', to = '{') @Chars({'-', '.', '0', '9', ':'})
                    String domain) {
        List<String> problems = key(domain + "/x").problems();

        assertThat(problems.isEmpty()).isEqualTo(Pattern.matches(DOMAIN, domain));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a b", "a@b", "[a]", "a?", "a#", "a\n", "é"})
    void row_37_the_path_is_one_and_it_alone_is_printed(String path) {
        refuses(
                "example.org/" + path,
                path,
                "Invalid path (regex used for validation is '[A-Za-z0-9/\\-._~%!$&'()*+,;=:]+')");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a/b", "a%zz", "/", "(x)", "-._~!$&'()*+,;=:"})
    void row_37_the_path_may_be_odd(String path) {
        key("example.org/" + path).isFine();
    }

    @Test
    void row_38_a_key_is_in_lower_case() {
        refuses("example.org/Foo", "example.org/Foo", "must be lowercase");
        key("EXAMPLE.org/x")
                .is(
                        "jwt[0].claimMappings.extra[0].key: Invalid value: \"EXAMPLE.org\": " + BAD_DOMAIN,
                        "jwt[0].claimMappings.extra[0].key: Invalid value: \"EXAMPLE.org/x\": must be lowercase");
    }

    @ParameterizedTest
    @ValueSource(strings = {"k8s.io/x", "kubernetes.io/x", "a.k8s.io/x", "a.b.kubernetes.io/x"})
    void row_39_the_domains_of_kubernetes_are_its_own(String key) {
        refuses(key, key, RESERVED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ak8s.io/x", "x.ak8s.io/x", "bkubernetes.io/x", "k8s.io.example.org/x", "a/k8s.io/x"})
    void row_39_domains_that_only_look_like_them_are_free(String key) {
        key(key).isFine();
    }

    @Test
    void row_40_a_key_stands_there_once_and_the_second_expression_is_not_looked_at() {
        extra(new ExtraMapping("example.org/a", "ok"), new ExtraMapping("example.org/a", "broken"))
                .is("jwt[0].claimMappings.extra[1].key: Duplicate value: \"example.org/a\"");
        extra(new ExtraMapping("foo", "ok"), new ExtraMapping("foo", ""))
                .is(
                        "jwt[0].claimMappings.extra[0].key: Invalid value: \"foo\": must be a domain-prefixed path"
                                + " (such as \"acme.io/foo\")",
                        "jwt[0].claimMappings.extra[1].key: Invalid value: \"foo\": must be a domain-prefixed path"
                                + " (such as \"acme.io/foo\")",
                        "jwt[0].claimMappings.extra[1].key: Duplicate value: \"foo\"");
    }

    @Test
    void row_41_a_value_is_required() {
        extra(new ExtraMapping("example.org/a", ""))
                .is("jwt[0].claimMappings.extra[0].valueExpression: Required value");
    }

    @Test
    void a_long_key_is_judged_without_a_deep_recursion() {
        assertThat(key("a-".repeat(200_000) + "a/x").problems())
                .singleElement()
                .asString()
                .endsWith("must be no more than 253 characters");
        assertThat(key("example.org/" + "a".repeat(400_000)).problems()).isEmpty();
    }
}
