package dev.tanukey.mapping.validation;

import static dev.tanukey.mapping.validation.Judgement.URL;
import static dev.tanukey.mapping.validation.Judgement.authenticator;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tanukey.mapping.schema.ConfigurationProblem.Kind;
import dev.tanukey.mapping.schema.JwtAuthenticator;
import dev.tanukey.mapping.schema.JwtAuthenticator.Issuer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Rows 1 to 19 of the table of Kubernetes' rules: what is said about an issuer. */
class IssuerRulesTest {

    private static JwtAuthenticator at(String url) {
        return authenticator(Issuer.of(url, List.of("aud1")));
    }

    private static JwtAuthenticator discoveredAt(String url, String discoveryUrl) {
        return authenticator(new Issuer(url, discoveryUrl, "", List.of("aud1"), "", ""));
    }

    private static JwtAuthenticator with(List<String> audiences, String policy) {
        return authenticator(new Issuer(URL, "", "", audiences, policy, ""));
    }

    private static JwtAuthenticator believing(String pem) {
        return authenticator(new Issuer(URL, "", pem, List.of("aud1"), "", ""));
    }

    private static JwtAuthenticator leavingBy(String egress) {
        return authenticator(new Issuer(URL, "", "", List.of("aud1"), "", egress));
    }

    private static Judgement disallowing(Set<String> issuers, JwtAuthenticator jwt) {
        return Judgement.of(new Validation.Context(Optional.empty(), issuers, false), jwt);
    }

    private static Judgement allowingHttpOnLoopback(JwtAuthenticator jwt) {
        return Judgement.of(new Validation.Context(Optional.empty(), Set.of(), true), jwt);
    }

    @Test
    void row_01_more_than_64_authenticators_are_too_many_and_hide_all_else() {
        Judgement judgement = Judgement.of(Collections.nCopies(65, at("")).toArray(JwtAuthenticator[]::new));

        judgement.is("jwt: Too many: 65: must have at most 64 items");
        assertThat(judgement.kinds()).containsExactly(Kind.TOO_MANY);
    }

    @Test
    void row_01_64_authenticators_are_not_too_many() {
        List<JwtAuthenticator> many = new ArrayList<>();
        for (int i = 0; i < 64; i++) {
            many.add(at(URL + i));
        }

        Judgement.of(many.toArray(JwtAuthenticator[]::new)).isFine();
    }

    @Test
    void row_02_an_issuer_stands_in_a_configuration_once() {
        Judgement judgement = Judgement.of(at(URL), at(URL + "/"), at(URL));

        judgement.is("jwt[2].issuer.url: Duplicate value: \"https://i.example\"");
        assertThat(judgement.kinds()).containsExactly(Kind.DUPLICATE);
    }

    @Test
    void row_03_metadata_are_those_of_one_issuer() {
        Judgement.of(discoveredAt(URL, "https://d.example"), discoveredAt("https://j.example", "https://d.example"))
                .is("jwt[1].issuer.discoveryURL: Duplicate value: \"https://d.example\"");
    }

    @Test
    void row_04_a_url_is_required() {
        Judgement judgement = Judgement.of(at(""));

        judgement.is("jwt[0].issuer.url: Required value");
        assertThat(judgement.kinds()).containsExactly(Kind.REQUIRED);
    }

    @Test
    void row_05_a_disallowed_issuer_is_refused_by_its_exact_url() {
        disallowing(Set.of("c", URL, "a"), at(URL))
                .is("jwt[0].issuer.url: Invalid value: \"https://i.example\": URL must not overlap with disallowed"
                        + " issuers: [a c https://i.example]");
        disallowing(Set.of(URL + "/"), at(URL)).isFine();
        disallowing(Set.of(URL + "/d"), discoveredAt(URL, URL + "/d")).isFine();
    }

    @Test
    void row_06_a_url_that_cannot_be_read_is_judged_no_further() {
        Judgement.of(at("http://u@i.example:x?q"))
                .is("jwt[0].issuer.url: Invalid value: \"http://<omitted>@i.example:x?<omitted>\": parse"
                        + " \"http://<omitted>@i.example:x?<omitted>\":"
                        + " invalid port \":x\" after host");
    }

    @ParameterizedTest
    @CsvSource({"http://i.example", "//i.example", "ftp://i.example", "i.example", "http://localhost"})
    void row_07_a_url_is_https(String url) {
        Judgement.of(at(url)).is("jwt[0].issuer.url: Invalid value: \"" + url + "\": URL scheme must be https");
    }

    @ParameterizedTest
    @ValueSource(strings = {"HTTPS://i.example", "https://", "https:foo", "https:///x", "https://i.example:99999"})
    void row_07_nothing_but_the_scheme_must_be_there(String url) {
        Judgement.of(at(url)).isFine();
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://u:p@i.example", "https://u@i.example", "https://@i.example"})
    void row_08_a_url_has_no_user_information(String url) {
        Judgement.of(at(url))
                .is(
                        "jwt[0].issuer.url: Invalid value: \"https://<omitted>@i.example\": URL must not contain a username or"
                                + " password");
    }

    @Test
    void row_09_a_url_has_no_query() {
        Judgement.of(at("https://i.example?x"))
                .is("jwt[0].issuer.url: Invalid value: \"https://i.example?<omitted>\": URL must not contain a query");
        Judgement.of(at("https://i.example?")).isFine();
    }

    @Test
    void row_10_a_url_has_no_fragment() {
        Judgement.of(at("https://i.example#x"))
                .is(
                        "jwt[0].issuer.url: Invalid value: \"https://i.example#<omitted>\": URL must not contain a fragment");
        Judgement.of(at("https://i.example#")).isFine();
    }

    @Test
    void row_11_a_discovery_url_is_another_one_even_without_slashes_at_its_end() {
        Judgement.of(discoveredAt(URL + "/", URL + "///"))
                .is("jwt[0].issuer.discoveryURL: Invalid value: \"https://i.example///\": discoveryURL must be"
                        + " different from URL");
        Judgement.of(discoveredAt(URL, "https://I.example")).isFine();
        Judgement.of(discoveredAt("", "//"))
                .is(
                        "jwt[0].issuer.url: Required value",
                        "jwt[0].issuer.discoveryURL: Invalid value: \"//\": URL scheme must be https");
    }

    @Test
    void row_11_the_rules_for_urls_hold_for_a_discovery_url_after_that() {
        Judgement.of(discoveredAt("http://i.example", "http://i.example"))
                .is(
                        "jwt[0].issuer.url: Invalid value: \"http://i.example\": URL scheme must be https",
                        "jwt[0].issuer.discoveryURL: Invalid value: \"http://i.example\": discoveryURL must be"
                                + " different from URL",
                        "jwt[0].issuer.discoveryURL: Invalid value: \"http://i.example\": URL scheme must be https");
    }

    @Test
    void row_12_an_audience_is_required_and_without_one_the_policy_is_not_judged() {
        Judgement.of(with(List.of(), "X"))
                .is("jwt[0].issuer.audiences: Required value: at least one jwt[0].issuer.audiences is required");
    }

    @Test
    void row_13_an_audience_is_not_empty() {
        Judgement.of(with(List.of("a", ""), "MatchAny")).is("jwt[0].issuer.audiences[1]: Required value");
    }

    @Test
    void row_14_an_audience_stands_there_once() {
        Judgement.of(with(List.of("", "a", "", "a", "A"), "MatchAny"))
                .is(
                        "jwt[0].issuer.audiences[0]: Required value",
                        "jwt[0].issuer.audiences[2]: Required value",
                        "jwt[0].issuer.audiences[2]: Duplicate value: \"\"",
                        "jwt[0].issuer.audiences[3]: Duplicate value: \"a\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "matchAny", "MatchAll"})
    void row_15_several_audiences_need_the_policy_match_any(String policy) {
        Judgement.of(with(List.of("a", "b"), policy))
                .is("jwt[0].issuer.audienceMatchPolicy: Invalid value: \"" + policy + "\": audienceMatchPolicy must be"
                        + " MatchAny for multiple audiences");
    }

    @Test
    void row_16_one_audience_needs_no_policy_and_takes_no_other() {
        Judgement.of(with(List.of("a"), "")).isFine();
        Judgement.of(with(List.of("a"), "MatchAny")).isFine();
        Judgement.of(with(List.of("a"), "MatchAll"))
                .is("jwt[0].issuer.audienceMatchPolicy: Invalid value: \"MatchAll\": audienceMatchPolicy must be empty"
                        + " or MatchAny for single audience");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/etc/ssl/ca.pem", " \n", "-----BEGIN CERTIFICATE-----\n"})
    void row_17_a_certificate_authority_is_a_certificate_and_is_not_printed(String pem) {
        Judgement.of(believing(pem))
                .is("jwt[0].issuer.certificateAuthority: Invalid value: \"<omitted>\": data does not contain any valid"
                        + " RSA or ECDSA certificates");
    }

    @Test
    void row_18_there_is_no_feature_gate_for_the_egress_selector() {
        Judgement.of(leavingBy("cluster")).isFine();
        Judgement.of(leavingBy("controlplane")).isFine();
    }

    @Test
    void row_19_an_egress_selector_is_one_of_two() {
        Judgement.of(leavingBy("Cluster"))
                .is("jwt[0].issuer.egressSelectorType: Invalid value: \"Cluster\": egress selector must be either"
                        + " controlplane or cluster");
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://localhost", "http://127.0.0.1:8080/x", "http://[::1]:80", "HTTP://LOCALHOST:"})
    void http_on_loopback_is_allowed_where_the_caller_says_so(String url) {
        allowingHttpOnLoopback(at(url)).isFine();
        allowingHttpOnLoopback(discoveredAt(URL, url + "/d")).isFine();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://localhost.example.com",
                "http://127.0.0.1.example.com",
                "http://[::2]",
                "http:localhost",
                "http:///localhost",
                "ftp://localhost"
            })
    void http_elsewhere_stays_refused(String url) {
        allowingHttpOnLoopback(at(url))
                .is("jwt[0].issuer.url: Invalid value: \"" + url + "\": URL scheme must be https");
    }

    @Test
    void a_loopback_address_before_the_host_deceives_nobody() {
        allowingHttpOnLoopback(at("http://127.0.0.1:80@i.example"))
                .is(
                        "jwt[0].issuer.url: Invalid value: \"http://<omitted>@i.example\": URL scheme must be https",
                        "jwt[0].issuer.url: Invalid value: \"http://<omitted>@i.example\": URL must not contain a"
                                + " username or password");
    }
}
