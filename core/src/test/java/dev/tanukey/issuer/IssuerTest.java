package dev.tanukey.issuer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tanukey.key.SignatureAlgorithm;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IssuerTest {

    @Test
    void defaults_are_what_gitlab_needs() {
        Issuer issuer = Issuer.gitlab("https://gitlab.com").audience("a").build();

        assertThat(issuer)
                .isEqualTo(new Issuer(
                        "https://gitlab.com",
                        List.of("a"),
                        Set.of(SignatureAlgorithm.RS256),
                        Duration.ofSeconds(30),
                        Duration.ofSeconds(30),
                        false,
                        Set.of("sub"),
                        false));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://gitlab.com",
                "https://gitlab.example.com:8443/gitlab",
                "https://gitlab.example.com/",
                "https://[2001:db8::1]/"
            })
    void an_https_url_is_taken_as_it_is(String url) {
        assertThat(Issuer.gitlab(url).audience("a").build().url()).isEqualTo(url);
    }

    @ParameterizedTest
    @CsvSource({
        "'', must begin with https://",
        "gitlab.com, must begin with https://",
        "http://gitlab.com, must begin with https://",
        "ftp://gitlab.com, must begin with https://",
        "https:///path, must name a host",
        "https:gitlab.com, must name a host",
        "https://git lab.com, must be an absolute https URL",
        "https://user@gitlab.com, must not hold user information",
        "https://@gitlab.com, must not hold user information",
        "https://gitlab.com?a=b, must not hold a query",
        "https://gitlab.com#a, must not hold a fragment",
        "http://localhost, must begin with https://"
    })
    void another_url_is_refused_with_a_sentence(String url, String sentence) {
        assertThatThrownBy(() -> Issuer.gitlab(url).audience("a").build())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(sentence)
                .hasMessageContaining(url.substring(url.lastIndexOf('@') + 1));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"http://localhost:8080", "http://127.0.0.1", "http://127.1.2.3:80/gitlab", "http://[::1]:8080"})
    void http_on_this_machine_needs_a_word_that_says_insecure(String url) {
        assertThatThrownBy(() -> Issuer.gitlab(url).audience("a").build()).isInstanceOf(IllegalArgumentException.class);
        assertThat(Issuer.gitlab(url)
                        .audience("a")
                        .insecureAllowHttpOnLoopback()
                        .build()
                        .url())
                .isEqualTo(url);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://gitlab.com",
                "http://127.0.0.1.example.com",
                "http://localhost.example.com",
                "http://0.0.0.0",
                "http://10.0.0.1",
                "http://2130706433",
                "http://127.1",
                "http://127.0.0.256"
            })
    void http_elsewhere_is_refused_even_so(String url) {
        assertThatThrownBy(() -> Issuer.gitlab(url)
                        .audience("a")
                        .insecureAllowHttpOnLoopback()
                        .build())
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void all_problems_are_told_at_once() {
        assertThatThrownBy(() -> Issuer.gitlab("http://gitlab.com?x")
                        .audience(" ")
                        .clockTolerance(Duration.ofDays(1))
                        .build())
                .hasMessageContainingAll(
                        "https://",
                        "query",
                        "audience must not be blank",
                        "expiryTolerance must be 0 to 300 s",
                        "notBeforeTolerance");
    }

    @Test
    void one_to_64_audiences_are_taken() {
        Issuer.Builder builder = Issuer.gitlab("https://gitlab.com").audience("0");
        IntStream.range(1, 64).forEach(i -> builder.audience("a" + i));

        assertThat(builder.build().audiences()).hasSize(64);
        assertThatThrownBy(() -> builder.audience("one more").build()).hasMessageContaining("1 to 64, but are 65");
    }

    @ParameterizedTest
    @ValueSource(longs = {-1, 301, 86_400})
    void a_tolerance_out_of_range_is_refused(long seconds) {
        Issuer.Builder builder =
                Issuer.gitlab("https://gitlab.com").audience("a").clockTolerance(Duration.ofSeconds(seconds));

        assertThatThrownBy(builder::build).hasMessageContaining("0 to 300 s");
    }

    @Test
    void hmac_and_none_have_no_name_here() {
        for (String name :
                List.of("HS256", "HS384", "HS512", "none", "None", "rs256", "RS256 ", "ES256K", "Ed25519", "")) {
            assertThat(SignatureAlgorithm.named(name)).isEmpty();
        }
        for (SignatureAlgorithm algorithm : SignatureAlgorithm.values()) {
            assertThat(SignatureAlgorithm.named(algorithm.jwaName())).contains(algorithm);
        }
    }

    @Test
    void an_issuer_without_algorithm_or_audience_cannot_be_made_by_hand_either() {
        assertThatThrownBy(() -> byHand(" ", List.of(), Set.of(), true))
                .hasMessageContainingAll(
                        "url must begin with https://",
                        "audiences must name at least one",
                        "algorithms must name at least one");
        assertThatThrownBy(
                        () -> byHand("https://gitlab.com", List.of("a", ""), Set.of(SignatureAlgorithm.RS256), false))
                .hasMessageContaining("audience must not be empty");
    }

    @Test
    void the_constructor_takes_no_http_elsewhere() {
        for (boolean loopback : new boolean[] {false, true}) {
            assertThatThrownBy(() -> byHand(
                            "http://gitlab.example.com", List.of("a"), Set.of(SignatureAlgorithm.RS256), loopback))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void the_constructor_takes_an_https_url_that_a_configuration_may_hold() {
        for (String url : List.of("https://", "https:foo", "https://i.example:99999", "https://i.example?")) {
            assertThat(byHand(url, List.of(" "), Set.of(SignatureAlgorithm.RS256), false)
                            .url())
                    .isEqualTo(url);
        }
    }

    @Test
    void the_constructor_takes_any_url_of_this_machine_where_that_is_allowed_and_no_lookalike() {
        for (String url : List.of(
                "http://localhost:1?",
                "http://localhost#",
                "http://127.0.0.1/a b",
                "http://[::1]:80/\\",
                "HTTP://LOCALHOST")) {
            assertThat(byHand(url, List.of("a"), Set.of(SignatureAlgorithm.RS256), true)
                            .url())
                    .isEqualTo(url);
        }
        for (String url : List.of(
                "http://localhost@evil.example/",
                "http://evil.example/localhost",
                "http://evil.example#@localhost",
                "http://localhost\\@evil.example",
                "http://localhost.evil.example",
                "http://[::1].evil.example/",
                "http:localhost",
                "http://")) {
            assertThatThrownBy(() -> byHand(url, List.of("a"), Set.of(SignatureAlgorithm.RS256), true))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    private static Issuer byHand(
            String url, List<String> audiences, Set<SignatureAlgorithm> algorithms, boolean loopback) {
        return new Issuer(url, audiences, algorithms, Duration.ZERO, Duration.ZERO, false, Set.of(), loopback);
    }

    @Test
    void a_password_in_the_url_is_not_repeated() {
        assertThatThrownBy(() -> Issuer.gitlab("https://user:secret@gitlab.example.com")
                        .audience("a")
                        .build())
                .hasMessageContaining("user information")
                .hasMessageContaining("@gitlab.example.com")
                .hasMessageNotContaining("secret");
    }

    @Test
    void a_url_has_at_most_1024_characters() {
        String url = "https://gitlab.example.com/";

        assertThat(Issuer.gitlab(url + "a".repeat(1024 - url.length()))
                        .audience("a")
                        .build())
                .isNotNull();
        assertThatThrownBy(() -> Issuer.gitlab(url + "a".repeat(1025 - url.length()))
                        .audience("a")
                        .build())
                .hasMessageContaining("at most 1024 characters");
    }

    @Test
    void the_tolerances_can_differ() {
        Issuer issuer = Issuer.gitlab("https://gitlab.com")
                .audience("a")
                .expiryTolerance(Duration.ZERO)
                .notBeforeTolerance(Duration.ofSeconds(60))
                .build();

        assertThat(issuer.expiryTolerance()).isEqualTo(Duration.ZERO);
        assertThat(issuer.notBeforeTolerance()).isEqualTo(Duration.ofSeconds(60));
    }
}
