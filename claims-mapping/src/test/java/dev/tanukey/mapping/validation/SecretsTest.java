package dev.tanukey.mapping.validation;

import static dev.tanukey.mapping.validation.Judgement.URL;
import static dev.tanukey.mapping.validation.Judgement.authenticator;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tanukey.mapping.configuration.OidcFlags;
import dev.tanukey.mapping.expression.Expression;
import dev.tanukey.mapping.expression.ExpressionLanguage;
import dev.tanukey.mapping.expression.InvalidExpressionException;
import dev.tanukey.mapping.schema.InvalidConfigurationException;
import dev.tanukey.mapping.schema.JwtAuthenticator;
import dev.tanukey.mapping.schema.JwtAuthenticator.ClaimMappings;
import dev.tanukey.mapping.schema.JwtAuthenticator.ClaimOrExpression;
import dev.tanukey.mapping.schema.JwtAuthenticator.ClaimValidationRule;
import dev.tanukey.mapping.schema.JwtAuthenticator.ExtraMapping;
import dev.tanukey.mapping.schema.JwtAuthenticator.Issuer;
import dev.tanukey.mapping.schema.JwtAuthenticator.PrefixedClaimOrExpression;
import dev.tanukey.mapping.schema.JwtAuthenticator.UserValidationRule;
import dev.tanukey.mapping.text.ConfigurationReader;
import dev.tanukey.token.Claims;
import dev.tanukey.user.UserInfo;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What somebody put into a configuration by mistake goes into no message, and so into no log. */
class SecretsTest {
    private static final String HEAD = "apiVersion: apiserver.config.k8s.io/v1\nkind: AuthenticationConfiguration\n";
    private static final String KEY = "-----BEGIN PRIVATE KEY-----\nTHESECRET/THESECRET\n-----END PRIVATE KEY-----";

    private static Judgement at(String url) {
        return Judgement.of(authenticator(Issuer.of(url, List.of("aud1"))));
    }

    private static String refusal(Runnable reading) {
        try {
            reading.run();
        } catch (InvalidConfigurationException refused) {
            return refused.getMessage();
        }
        throw new AssertionError("nothing was refused");
    }

    @Test
    void a_password_in_a_url_is_not_told() {
        at("https://admin:hunter2@gitlab.example.com")
                .is("jwt[0].issuer.url: Invalid value: \"https://<omitted>@gitlab.example.com\": URL must not contain a"
                        + " username or password");
    }

    @Test
    void a_token_behind_a_url_is_not_told() {
        at("https://i.example?private_token=glpat-x#y")
                .is(
                        "jwt[0].issuer.url: Invalid value: \"https://i.example?<omitted>#<omitted>\": URL must not"
                                + " contain a query",
                        "jwt[0].issuer.url: Invalid value: \"https://i.example?<omitted>#<omitted>\": URL must not"
                                + " contain a fragment");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "https://admin:hun/ter2@i.example  | https://<omitted>@i.example | invalid port \"<omitted>\" after host",
                "https://admin:hun#ter2@i.example  | https://<omitted>@i.example | invalid port \"<omitted>\" after host",
                "https://admin:%hu@i.example       | https://<omitted>@i.example | invalid URL escape \"<omitted>\"",
                "https://admin:hunter2@i.example:x | https://<omitted>@i.example:x | invalid port \":x\" after host"
            })
    void a_url_that_cannot_be_read_does_not_tell_its_password_either(String url, String shown, String reason) {
        at(url).is("jwt[0].issuer.url: Invalid value: \"" + shown + "\": parse \"" + shown + "\": " + reason);
    }

    @Test
    void the_same_holds_for_the_address_of_metadata_and_for_repetitions() {
        JwtAuthenticator odd = authenticator(
                new Issuer("https://u:hunter2@i.example", "https://u:hunter2@d.example", "", List.of("a"), "", ""));

        assertThat(Judgement.of(odd, odd).problems()).hasSize(6).allSatisfy(problem -> assertThat(problem)
                .contains("<omitted>@")
                .doesNotContain("hunter2"));
    }

    @Test
    void a_private_key_is_told_nowhere() {
        ExpressionLanguage echo = new ExpressionLanguage() {
            @Override
            public Expression<Claims> overClaims(String text) throws InvalidExpressionException {
                throw new InvalidExpressionException("syntax error: " + text);
            }

            @Override
            public Expression<UserInfo> overUser(String text) throws InvalidExpressionException {
                throw new InvalidExpressionException("syntax error: " + text);
            }
        };
        JwtAuthenticator odd = new JwtAuthenticator(
                new Issuer(KEY, KEY, KEY, List.of(KEY, KEY), KEY, KEY),
                List.of(
                        new ClaimValidationRule(KEY, "", KEY, ""),
                        new ClaimValidationRule(KEY, "", "", KEY),
                        new ClaimValidationRule(KEY, "", "", ""),
                        new ClaimValidationRule("", KEY, KEY, "")),
                new ClaimMappings(
                        PrefixedClaimOrExpression.expression(KEY),
                        PrefixedClaimOrExpression.claim("sub", ""),
                        ClaimOrExpression.NONE,
                        List.of(new ExtraMapping(KEY, KEY), new ExtraMapping(KEY, KEY))),
                List.of(new UserValidationRule(KEY, KEY), new UserValidationRule(KEY, "")));

        assertThat(Judgement.of(echo, odd).problems())
                .hasSizeGreaterThan(15)
                .noneMatch(problem -> problem.contains("SECRET") || problem.contains("BEGIN"))
                .contains("jwt[0].issuer.audiences[1]: Duplicate value: \"<omitted>\"")
                .contains("jwt[0].issuer.egressSelectorType: Invalid value: \"<omitted>\": egress selector must be"
                        + " either controlplane or cluster");
    }

    @ParameterizedTest
    @ValueSource(strings = {"jwt: [{issuer: {audiences: %s}}]", "jwt: [{issuer: {%s: x}}]", "%s: x"})
    void a_private_key_is_not_told_where_it_cannot_be_read(String place) {
        String key = "\"" + KEY.replace("\n", "\\n") + "\"";

        assertThat(refusal(() -> ConfigurationReader.read(HEAD + place.formatted(key))))
                .contains("<omitted>")
                .doesNotContain("BEGIN");
    }

    @Test
    void a_private_key_is_no_kind() {
        String text = "kind: |\n  " + KEY.replace("\n", "\n  ") + "\napiVersion: apiserver.config.k8s.io/v1";

        assertThat(refusal(() -> ConfigurationReader.read(text))).contains("got \"<omitted>\"");
    }

    @Test
    void a_word_without_quotes_in_json_is_not_told() {
        assertThat(refusal(() -> ConfigurationReader.read("{\"url\": hunter2}")))
                .contains("a word that is none of true, false and null")
                .doesNotContain("hunter2");
    }

    @Test
    void flags_tell_no_secret_either() {
        assertThat(refusal(() -> OidcFlags.parse(List.of(
                        "--oidc-issuer-url=https://i.example",
                        "--oidc-client-id=a",
                        "--oidc-ca-file=" + KEY,
                        "--oidc-signing-algs=https://u:hunter2@i.example",
                        "--oidc-required-claim=https://u:hunter2@i.example"))))
                .contains("3 problems", "open <omitted>: ", "alg: \"https://<omitted>@i.example\"")
                .contains("invalid argument \"https://<omitted>@i.example\" for")
                .doesNotContain("hunter2", "SECRET");
        assertThat(OidcFlags.issuer("https://u:hunter2@i.example", "a").build())
                .hasToString("OidcFlags[https://<omitted>@i.example, RS256]");
        assertThat(OidcFlags.issuer("https://u:hunter2@i.example", "a").build().configuration())
                .hasToString("AuthenticationConfiguration[https://<omitted>@i.example]");
    }

    @Test
    void what_is_wrong_with_certificates_is_told_without_them() {
        Judgement.of(authenticator(new Issuer(URL, "", KEY, List.of("a"), "", "")))
                .is("jwt[0].issuer.certificateAuthority: Invalid value: \"<omitted>\": data does not contain any valid"
                        + " RSA or ECDSA certificates");
    }
}
