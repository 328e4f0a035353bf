package dev.tanukey.mapping.text;

import dev.tanukey.mapping.schema.AnonymousAuthentication;
import dev.tanukey.mapping.schema.JwtAuthenticator;
import dev.tanukey.mapping.schema.JwtAuthenticator.ClaimMappings;
import dev.tanukey.mapping.schema.JwtAuthenticator.ClaimOrExpression;
import dev.tanukey.mapping.schema.JwtAuthenticator.ClaimValidationRule;
import dev.tanukey.mapping.schema.JwtAuthenticator.ExtraMapping;
import dev.tanukey.mapping.schema.JwtAuthenticator.Issuer;
import dev.tanukey.mapping.schema.JwtAuthenticator.PrefixedClaimOrExpression;
import dev.tanukey.mapping.schema.JwtAuthenticator.UserValidationRule;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * Writes a configuration as YAML, with the fields in Kubernetes' order and without those that are not set. Stateless.
 */
public final class ConfigurationWriter {

    private ConfigurationWriter() {}

    /**
     * Writes a configuration.
     *
     * @param configuration what to say
     * @return YAML that reads back as the same, unless it is longer than {@link ConfigurationReader} takes: quotes,
     *     escapes and indentation make a text longer
     * @throws IllegalArgumentException if a value has a lone surrogate in it, which no YAML can hold; the message names
     *     the field
     */
    public static String write(ConfigurationDocument configuration) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("apiVersion", configuration.apiVersion().text());
        fields.put("kind", ConfigurationDecoder.KIND);
        fields.put("jwt", each(configuration.jwt(), ConfigurationWriter::authenticator));
        configuration.anonymous().ifPresent(anonymous -> fields.put("anonymous", anonymous(anonymous)));
        return YamlText.of(fields);
    }

    private static Map<String, Object> authenticator(JwtAuthenticator authenticator) {
        Map<String, Object> fields = new LinkedHashMap<>();
        set(fields, "issuer", issuer(authenticator.issuer()));
        set(fields, "claimValidationRules", each(authenticator.claimValidationRules(), ConfigurationWriter::claimRule));
        set(fields, "claimMappings", mappings(authenticator.claimMappings()));
        set(fields, "userValidationRules", each(authenticator.userValidationRules(), ConfigurationWriter::userRule));
        return fields;
    }

    private static Map<String, Object> issuer(Issuer issuer) {
        Map<String, Object> fields = new LinkedHashMap<>();
        set(fields, "url", issuer.url());
        set(fields, "discoveryURL", issuer.discoveryUrl());
        set(fields, "certificateAuthority", issuer.certificateAuthority());
        set(fields, "audiences", issuer.audiences());
        set(fields, "audienceMatchPolicy", issuer.audienceMatchPolicy());
        set(fields, "egressSelectorType", issuer.egressSelectorType());
        return fields;
    }

    private static Map<String, Object> claimRule(ClaimValidationRule rule) {
        Map<String, Object> fields = new LinkedHashMap<>();
        set(fields, "claim", rule.claim());
        set(fields, "requiredValue", rule.requiredValue());
        set(fields, "expression", rule.expression());
        set(fields, "message", rule.message());
        return fields;
    }

    private static Map<String, Object> mappings(ClaimMappings mappings) {
        Map<String, Object> fields = new LinkedHashMap<>();
        set(fields, "username", prefixed(mappings.username()));
        set(fields, "groups", prefixed(mappings.groups()));
        set(fields, "uid", unprefixed(mappings.uid()));
        set(fields, "extra", each(mappings.extra(), ConfigurationWriter::extra));
        return fields;
    }

    private static Map<String, Object> prefixed(PrefixedClaimOrExpression source) {
        Map<String, Object> fields = new LinkedHashMap<>();
        set(fields, "claim", source.claim());
        source.prefix().ifPresent(prefix -> fields.put("prefix", prefix));
        set(fields, "expression", source.expression());
        return fields;
    }

    private static Map<String, Object> unprefixed(ClaimOrExpression source) {
        Map<String, Object> fields = new LinkedHashMap<>();
        set(fields, "claim", source.claim());
        set(fields, "expression", source.expression());
        return fields;
    }

    private static Map<String, Object> extra(ExtraMapping extra) {
        Map<String, Object> fields = new LinkedHashMap<>();
        set(fields, "key", extra.key());
        set(fields, "valueExpression", extra.valueExpression());
        return fields;
    }

    private static Map<String, Object> userRule(UserValidationRule rule) {
        Map<String, Object> fields = new LinkedHashMap<>();
        set(fields, "expression", rule.expression());
        set(fields, "message", rule.message());
        return fields;
    }

    private static Map<String, Object> anonymous(AnonymousAuthentication anonymous) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("enabled", anonymous.enabled());
        set(fields, "conditions", each(anonymous.conditions(), ConfigurationWriter::condition));
        return fields;
    }

    private static Map<String, Object> condition(AnonymousAuthentication.Condition condition) {
        Map<String, Object> fields = new LinkedHashMap<>();
        set(fields, "path", condition.path());
        return fields;
    }

    private static <T> List<Map<String, Object>> each(List<T> elements, Function<T, Map<String, Object>> fields) {
        return elements.stream().map(fields).toList();
    }

    private static void set(Map<String, Object> fields, String name, String text) {
        if (!text.isEmpty()) {
            fields.put(name, text);
        }
    }

    private static void set(Map<String, Object> fields, String name, List<?> elements) {
        if (!elements.isEmpty()) {
            fields.put(name, elements);
        }
    }

    private static void set(Map<String, Object> fields, String name, Map<String, Object> below) {
        if (!below.isEmpty()) {
            fields.put(name, below);
        }
    }
}
