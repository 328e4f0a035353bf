package dev.tanukey.mapping.configuration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tanukey.mapping.schema.AnonymousAuthentication;
import dev.tanukey.mapping.schema.ApiVersion;
import dev.tanukey.mapping.schema.JwtAuthenticator;
import dev.tanukey.mapping.schema.JwtAuthenticator.ClaimMappings;
import dev.tanukey.mapping.schema.JwtAuthenticator.ClaimOrExpression;
import dev.tanukey.mapping.schema.JwtAuthenticator.ClaimValidationRule;
import dev.tanukey.mapping.schema.JwtAuthenticator.ExtraMapping;
import dev.tanukey.mapping.schema.JwtAuthenticator.Issuer;
import dev.tanukey.mapping.schema.JwtAuthenticator.PrefixedClaimOrExpression;
import dev.tanukey.mapping.schema.JwtAuthenticator.UserValidationRule;
import dev.tanukey.mapping.text.ConfigurationDocument;
import dev.tanukey.mapping.text.SourcePositions;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class ConfigurationRoundTripProperties {

    @Property(tries = 500)
    void reading_back_what_was_written_changes_nothing(
            @ForAll("configurations") AuthenticationConfiguration configuration) {
        String yaml = configuration.toYaml();
        AuthenticationConfiguration read = AuthenticationConfiguration.parse(yaml);

        assertThat(read).isEqualTo(configuration);
        assertThat(read.jwt()).isEqualTo(configuration.jwt());
        assertThat(read.toYaml()).isEqualTo(yaml);
    }

    @Property(tries = 3000)
    void every_text_comes_back_as_it_was(@ForAll("texts") String text) {
        AuthenticationConfiguration configuration = AuthenticationConfiguration.of(new JwtAuthenticator(
                Issuer.of(text, List.of(text, text)),
                List.of(ClaimValidationRule.expression(text, text)),
                ClaimMappings.of(PrefixedClaimOrExpression.claim(text, text)),
                List.of(new UserValidationRule(text, text))));

        assertThat(AuthenticationConfiguration.parse(configuration.toYaml())).isEqualTo(configuration);
    }

    @Provide
    Arbitrary<String> texts() {
        Arbitrary<String> awkward = Arbitraries.of(
                "",
                " ",
                "\n",
                "\t",
                "y",
                "yes",
                "No",
                "on",
                "null",
                "~",
                "Null",
                "true",
                "1",
                "0x1F",
                "0o7",
                "1_0",
                ".5",
                ".inf",
                "-",
                "- x",
                "? x",
                ": x",
                "x: y",
                "x:",
                "a #b",
                "#",
                "&a",
                "*a",
                "!a",
                "!!str a",
                "|",
                ">",
                "%TAG",
                "@",
                "`",
                "{",
                "}",
                "[",
                "]",
                ",",
                "<<",
                "=",
                "---",
                "...",
                "--- a",
                "'",
                "\"",
                "\\",
                "it's",
                "a\nb",
                "a\nb\n",
                "a\n\nb\n\n",
                " a\nb",
                "a \nb",
                "a\n b",
                "a\n\n\nb",
                "\na",
                "a\n\tb",
                "a\r\nb",
                "a\rb",
                "\u0000",
                "\u001b[0m",
                "\u007f",
                "\u0085",
                "\u00a0",
                "\u2028",
                "\u2029",
                "\ufeff",
                "\ufffe",
                "\ud83e\udd8a",
                "\u00fc",
                "\u200b",
                "2026-01-01",
                "12:30:45",
                "https://gitlab.example",
                "--x",
                "a\n---\nb",
                "# a\n# b\n",
                "-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n",
                "a\n ",
                "a\nb ");
        Arbitrary<String> anything = Arbitraries.strings().ofMaxLength(12).filter(text -> !hasLoneSurrogate(text));
        Arbitrary<String> ascii = Arbitraries.strings()
                .withChars(" \n\t:-#'\"\\&*!|>{}[],?%@`~<=aZ09.")
                .ofMaxLength(12);
        Arbitrary<String> pieces = awkward.list().ofMinSize(1).ofMaxSize(4).map(list -> String.join("", list));
        return Arbitraries.oneOf(awkward, pieces, ascii, anything);
    }

    private static boolean hasLoneSurrogate(String text) {
        return text.codePoints().anyMatch(c -> c >= 0xD800 && c <= 0xDFFF);
    }

    @Provide
    Arbitrary<AuthenticationConfiguration> configurations() {
        Arbitrary<Optional<AnonymousAuthentication>> anonymous = Combinators.combine(
                        Arbitraries.of(true, false),
                        texts().map(AnonymousAuthentication.Condition::new)
                                .list()
                                .ofMaxSize(2))
                .as(AnonymousAuthentication::new)
                .optional();
        return Combinators.combine(
                        Arbitraries.of(ApiVersion.class),
                        authenticators().list().ofMaxSize(3),
                        anonymous)
                .as((version, jwt, anybody) -> new AuthenticationConfiguration(
                        new ConfigurationDocument(version, jwt, anybody, SourcePositions.NONE)));
    }

    private Arbitrary<JwtAuthenticator> authenticators() {
        Arbitrary<Issuer> issuers = Combinators.combine(
                        texts(), texts(), texts(), texts().list().ofMaxSize(3), texts(), texts())
                .as(Issuer::new);
        Arbitrary<ClaimValidationRule> rules =
                Combinators.combine(texts(), texts(), texts(), texts()).as(ClaimValidationRule::new);
        Arbitrary<PrefixedClaimOrExpression> prefixed =
                Combinators.combine(texts(), texts().optional(), texts()).as(PrefixedClaimOrExpression::new);
        Arbitrary<ClaimMappings> mappings = Combinators.combine(
                        prefixed,
                        prefixed,
                        Combinators.combine(texts(), texts()).as(ClaimOrExpression::new),
                        Combinators.combine(texts(), texts())
                                .as(ExtraMapping::new)
                                .list()
                                .ofMaxSize(2))
                .as(ClaimMappings::new);
        Arbitrary<UserValidationRule> userRules =
                Combinators.combine(texts(), texts()).as(UserValidationRule::new);
        return Combinators.combine(
                        issuers,
                        rules.list().ofMaxSize(2),
                        mappings,
                        userRules.list().ofMaxSize(2))
                .as(JwtAuthenticator::new);
    }
}
