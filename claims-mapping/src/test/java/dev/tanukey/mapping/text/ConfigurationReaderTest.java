package dev.tanukey.mapping.text;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tanukey.mapping.configuration.AuthenticationConfiguration;
import dev.tanukey.mapping.schema.AnonymousAuthentication;
import dev.tanukey.mapping.schema.ApiVersion;
import dev.tanukey.mapping.schema.ConfigurationProblem.Position;
import dev.tanukey.mapping.schema.JwtAuthenticator;
import dev.tanukey.mapping.schema.JwtAuthenticator.ClaimMappings;
import dev.tanukey.mapping.schema.JwtAuthenticator.ClaimOrExpression;
import dev.tanukey.mapping.schema.JwtAuthenticator.ClaimValidationRule;
import dev.tanukey.mapping.schema.JwtAuthenticator.ExtraMapping;
import dev.tanukey.mapping.schema.JwtAuthenticator.Issuer;
import dev.tanukey.mapping.schema.JwtAuthenticator.PrefixedClaimOrExpression;
import dev.tanukey.mapping.schema.JwtAuthenticator.UserValidationRule;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConfigurationReaderTest {
    static final String HEAD = "apiVersion: apiserver.config.k8s.io/v1\nkind: AuthenticationConfiguration\n";

    private static final JwtAuthenticator EMPTY = new JwtAuthenticator(
            new Issuer("", "", "", List.of(), "", ""),
            List.of(),
            ClaimMappings.of(PrefixedClaimOrExpression.NONE),
            List.of());

    private static final String FULL = HEAD
            + """
            jwt:
            - issuer:
                url: https://gitlab.example
                discoveryURL: https://gitlab.internal/d
                certificateAuthority: |
                  -----BEGIN CERTIFICATE-----
                  MIIB
                  -----END CERTIFICATE-----
                audiences:
                - a
                - "1"
                audienceMatchPolicy: MatchAny
                egressSelectorType: cluster
              claimValidationRules:
              - claim: hd
                requiredValue: example.com
              - expression: 'claims.ref == "main"'
                message: only main
              claimMappings:
                username:
                  claim: sub
                  prefix: "gitlab:"
                groups:
                  expression: claims.groups
                uid:
                  claim: user_id
                extra:
                - key: example.org/project
                  valueExpression: claims.project_path
              userValidationRules:
              - expression: "!user.username.startsWith('system:')"
                message: no system names
            anonymous:
              enabled: true
              conditions:
              - path: /livez
            """;

    @Test
    void every_field_is_read() {
        ConfigurationDocument read = ConfigurationReader.read(FULL);

        assertThat(read.apiVersion()).isEqualTo(ApiVersion.V1);
        assertThat(read.jwt())
                .containsExactly(new JwtAuthenticator(
                        new Issuer(
                                "https://gitlab.example",
                                "https://gitlab.internal/d",
                                "-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n",
                                List.of("a", "1"),
                                "MatchAny",
                                "cluster"),
                        List.of(
                                ClaimValidationRule.required("hd", "example.com"),
                                ClaimValidationRule.expression("claims.ref == \"main\"", "only main")),
                        new ClaimMappings(
                                PrefixedClaimOrExpression.claim("sub", "gitlab:"),
                                PrefixedClaimOrExpression.expression("claims.groups"),
                                new ClaimOrExpression("user_id", ""),
                                List.of(new ExtraMapping("example.org/project", "claims.project_path"))),
                        List.of(new UserValidationRule("!user.username.startsWith('system:')", "no system names"))));
        assertThat(read.anonymous())
                .contains(new AnonymousAuthentication(true, List.of(new AnonymousAuthentication.Condition("/livez"))));
    }

    @Test
    void what_was_written_by_hand_like_this_is_written_like_this() {
        assertThat(ConfigurationWriter.write(ConfigurationReader.read(FULL))).isEqualTo(FULL);
    }

    @ParameterizedTest
    @EnumSource
    void every_version_is_read(ApiVersion version) {
        ConfigurationDocument read = ConfigurationReader.read(
                "{\"kind\":\"AuthenticationConfiguration\",\"apiVersion\":\"" + version.text() + "\"}");

        assertThat(read.apiVersion()).isEqualTo(version);
        assertThat(read.jwt()).isEmpty();
        assertThat(read.anonymous()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "jwt: [null]",
                "jwt: [{}]",
                "jwt:\n- issuer: ~\n  claimValidationRules:\n  claimMappings: null\n  userValidationRules: Null",
                "jwt:\n- issuer: {url: , discoveryURL: null, audiences: ~}\n  claimMappings: {username: , uid: , extra: }",
                "jwt:\n- claimMappings:\n    username:\n      prefix: ~\n    groups:\n      prefix: null"
            })
    void null_is_as_good_as_nothing(String jwt) {
        assertThat(ConfigurationReader.read(HEAD + jwt).jwt()).containsExactly(EMPTY);
    }

    @Test
    void null_in_a_list_of_texts_is_the_empty_text() {
        ConfigurationDocument read = ConfigurationReader.read(
                HEAD + "jwt:\n- issuer:\n    audiences: [null, a, ~, '']\nanonymous: {conditions: [null]}");

        assertThat(read.jwt().get(0).issuer().audiences()).containsExactly("", "a", "", "");
        assertThat(read.anonymous())
                .contains(new AnonymousAuthentication(false, List.of(new AnonymousAuthentication.Condition(""))));
    }

    @Test
    void an_empty_prefix_is_one() {
        ConfigurationDocument read =
                ConfigurationReader.read(HEAD + "jwt: [{claimMappings: {username: {prefix: ''}}}]");

        assertThat(read.jwt().get(0).claimMappings().username().prefix()).contains("");
        assertThat(ConfigurationWriter.write(read)).contains("prefix: \"\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"true", "yes", "On", "y"})
    void the_booleans_of_yaml_1_1_are_booleans(String yes) {
        assertThat(ConfigurationReader.read(HEAD + "anonymous:\n  enabled: " + yes)
                        .anonymous())
                .map(AnonymousAuthentication::enabled)
                .contains(true);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\uFEFF", "---\n", "# why\n---\n", "%YAML 1.1\n---\n", "\n\n"})
    void what_may_stand_in_front_may(String front) {
        assertThat(AuthenticationConfiguration.parse(front + FULL)).isEqualTo(AuthenticationConfiguration.parse(FULL));
    }

    @Test
    void a_document_may_be_ended() {
        assertThat(AuthenticationConfiguration.parse(FULL + "...\n# done\n"))
                .isEqualTo(AuthenticationConfiguration.parse(FULL));
    }

    @Test
    void a_block_at_the_end_of_the_text_ends_as_the_text_does() {
        Map<String, String> values = Map.of(
                "|\n      x", "x",
                "|\n      x\n", "x\n",
                "|\n      x\n      ", "x\n",
                "|\n      x\n        ", "x\n  ",
                "|-\n      x", "x",
                "|+\n      x", "x",
                "|+\n      x\n\n", "x\n\n",
                ">\n      x\n      y", "x y",
                ">\n      x\n      y\n", "x y\n");

        values.forEach((block, value) -> assertThat(
                        ConfigurationReader.read(HEAD + "anonymous:\n  conditions:\n  - path: " + block)
                                .anonymous())
                .as(block)
                .map(anonymous -> anonymous.conditions().get(0).path())
                .contains(value));
    }

    @Test
    void json_is_read_as_json() {
        String json =
                """
                \t{
                \t"kind" : "AuthenticationConfiguration",
                \t"apiVersion"
                \t:"apiserver.config.k8s.io\\/v1","jwt":[{"issuer":{"url":"\\ud83e\\udd8a","audiences":[]}}]}
                """;

        assertThat(ConfigurationReader.read(json).jwt())
                .extracting(authenticator -> authenticator.issuer().url())
                .containsExactly("\ud83e\udd8a");
    }

    @Test
    void every_field_has_a_place() {
        SourcePositions positions = ConfigurationReader.read("\n" + FULL).positions();

        assertThat(positions.of("")).contains(new Position(2, 1));
        assertThat(positions.of("apiVersion")).contains(new Position(2, 1));
        assertThat(positions.of("jwt[0]")).contains(new Position(5, 3));
        assertThat(positions.of("jwt[0].issuer.url")).contains(new Position(6, 5));
        assertThat(positions.of("jwt[0].issuer.audiences[1]")).contains(new Position(14, 7));
        assertThat(positions.of("jwt[0].claimMappings.extra[0].key")).contains(new Position(31, 7));
        assertThat(positions.of("jwt[0].claimMappings.uid.expression")).contains(new Position(28, 5));
        assertThat(positions.of("anonymous.conditions[0].path")).contains(new Position(39, 5));
        assertThat(positions.of("jwt[7].issuer")).contains(new Position(4, 1));
    }

    @Test
    void the_places_of_json_are_known_too() {
        SourcePositions positions = ConfigurationReader.read(
                        "{\"kind\":\"AuthenticationConfiguration\",\"apiVersion\":\"apiserver.config.k8s.io/v1\",\n"
                                + " \"jwt\":[{\"issuer\":{\"url\":\"\"}}]}")
                .positions();

        assertThat(positions.of("jwt[0]")).contains(new Position(2, 9));
        assertThat(positions.of("jwt[0].issuer.url")).contains(new Position(2, 20));
        assertThat(positions.of("anonymous")).contains(new Position(1, 1));
    }

    @Test
    void a_configuration_that_was_never_a_text_has_no_places() {
        assertThat(new ConfigurationDocument(ApiVersion.V1, List.of(EMPTY), Optional.empty(), SourcePositions.NONE)
                        .positions()
                        .of("jwt[0]"))
                .isEqualTo(Optional.empty());
    }
}
