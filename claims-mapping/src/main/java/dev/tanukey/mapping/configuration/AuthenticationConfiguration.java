package dev.tanukey.mapping.configuration;

import dev.tanukey.mapping.expression.ExpressionLanguage;
import dev.tanukey.mapping.schema.AnonymousAuthentication;
import dev.tanukey.mapping.schema.ApiVersion;
import dev.tanukey.mapping.schema.ConfigurationProblem;
import dev.tanukey.mapping.schema.InvalidConfigurationException;
import dev.tanukey.mapping.schema.JwtAuthenticator;
import dev.tanukey.mapping.text.ConfigurationDocument;
import dev.tanukey.mapping.text.ConfigurationReader;
import dev.tanukey.mapping.text.ConfigurationWriter;
import dev.tanukey.mapping.text.Discreet;
import dev.tanukey.mapping.text.SourcePositions;
import dev.tanukey.mapping.validation.ConfigurationValidator;
import dev.tanukey.mapping.validation.Validation;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Whom to trust and how to map their claims, in the form of Kubernetes' {@code AuthenticationConfiguration}
 * (apiserver.config.k8s.io), so that one file serves a cluster and this library:
 *
 * <pre>{@code
 * ConfiguredAuthenticator authenticator = AuthenticationConfiguration.read(path)
 *         .authenticator(JwksKeySource::discovered, CelExpressionLanguage.kubernetes());
 * }</pre>
 *
 * <p>The language is that of the artifact {@code dev.tanukey:tanukey-cel-support}; a file without expressions needs
 * none.
 *
 * <p>Reading is strict: unknown, repeated and ill-typed fields are refused, and so are anchors, aliases, tags and
 * further documents, with which one text could mean two things. What is written is judged by {@link #problems}, with
 * the rules of Kubernetes 1.34 and later, and once more before an authenticator is made.
 *
 * <p>Immutable and thread-safe. Equal to another one that says the same, wherever it was read.
 */
public final class AuthenticationConfiguration {
    private final ConfigurationDocument document;

    AuthenticationConfiguration(ConfigurationDocument document) {
        this.document = document;
    }

    /**
     * A configuration of version v1.
     *
     * @param jwt how the tokens of each issuer are judged and mapped
     * @return the configuration
     */
    public static AuthenticationConfiguration of(JwtAuthenticator... jwt) {
        return written(List.of(jwt), Optional.empty());
    }

    /**
     * Reads a file, YAML or JSON, in UTF-8.
     *
     * @param file the file
     * @return what it says
     * @throws IOException if the file cannot be read, is no UTF-8 or has more than 4 MiB
     * @throws InvalidConfigurationException if it is no configuration, with every reason, line and column
     */
    public static AuthenticationConfiguration read(Path file) throws IOException {
        return parse(ConfigurationFile.read(file));
    }

    /**
     * Reads a text, YAML or JSON.
     *
     * @param text the text
     * @return what it says
     * @throws InvalidConfigurationException if it is no configuration, with every reason, line and column
     */
    public static AuthenticationConfiguration parse(String text) {
        return new AuthenticationConfiguration(ConfigurationReader.read(text));
    }

    /** {@return the version of the format that it is written in} */
    public ApiVersion apiVersion() {
        return document.apiVersion();
    }

    /** {@return how the tokens of each issuer are judged and mapped} */
    public List<JwtAuthenticator> jwt() {
        return document.jwt();
    }

    /** {@return whether requests without credentials are let in, if it says so; means nothing to Tanukey} */
    public Optional<AnonymousAuthentication> anonymous() {
        return document.anonymous();
    }

    ConfigurationDocument document() {
        return document;
    }

    private static AuthenticationConfiguration written(
            List<JwtAuthenticator> jwt, Optional<AnonymousAuthentication> anonymous) {
        return new AuthenticationConfiguration(
                new ConfigurationDocument(ApiVersion.V1, jwt, anonymous, SourcePositions.NONE));
    }

    /**
     * The same with other issuers.
     *
     * @param others how the tokens of each issuer are judged and mapped
     * @return a copy of version v1
     */
    public AuthenticationConfiguration withJwt(List<JwtAuthenticator> others) {
        return written(others, anonymous());
    }

    /**
     * Judges the configuration by Kubernetes' rules.
     *
     * @param language compiles its expressions
     * @return what is wrong with it, in Kubernetes' order, without the secrets of its URLs; empty if it can be used. Of
     *     more than 1,000 problems the first 1,000 are told, and a last one says how many more there are
     */
    public List<ConfigurationProblem> problems(ExpressionLanguage language) {
        return new ConfigurationValidator(new Validation.Context(Optional.of(language), Set.of(), false))
                .validate(document)
                .problems();
    }

    /**
     * Makes an authenticator of a configuration without expressions.
     *
     * @param keys makes the key sources
     * @return the authenticator; nothing is fetched before its first token or its warm-up
     * @throws InvalidConfigurationException with everything that is wrong with this configuration; an expression is
     */
    public ConfiguredAuthenticator authenticator(KeySources keys) {
        return ConfiguredAuthenticator.builder(keys).build(this);
    }

    /**
     * Makes an authenticator.
     *
     * @param keys makes the key sources
     * @param language compiles the expressions
     * @return the authenticator; nothing is fetched before its first token or its warm-up
     * @throws InvalidConfigurationException with everything that is wrong with this configuration
     */
    public ConfiguredAuthenticator authenticator(KeySources keys, ExpressionLanguage language) {
        return ConfiguredAuthenticator.builder(keys)
                .expressionLanguage(language)
                .build(this);
    }

    /**
     * Writes the configuration as YAML, which a kube-apiserver takes and which reads back as the same. It may be longer
     * than the text that this configuration was read from, and in the extreme longer than {@link #parse} takes.
     *
     * @return YAML
     * @throws IllegalArgumentException if a value that was built in Java has a lone surrogate in it, which no YAML can
     *     hold; the message names the field
     */
    public String toYaml() {
        return ConfigurationWriter.write(document);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof AuthenticationConfiguration that
                && apiVersion() == that.apiVersion()
                && jwt().equals(that.jwt())
                && anonymous().equals(that.anonymous());
    }

    @Override
    public int hashCode() {
        return Objects.hash(apiVersion(), jwt(), anonymous());
    }

    /** {@return the issuers in one line} */
    @Override
    public String toString() {
        return "AuthenticationConfiguration"
                + jwt().stream()
                        .map(authenticator ->
                                Discreet.url(authenticator.issuer().url()))
                        .toList();
    }
}
