package dev.tanukey.mapping.text;

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
import dev.tanukey.strict.Printable;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Turns the nodes of a text into a configuration. */
final class ConfigurationDecoder {
    static final String KIND = "AuthenticationConfiguration";

    private final Node root;
    private final DecodingProblems problems;
    private final Map<String, Position> positions = new HashMap<>();
    private final Wording wording;

    ConfigurationDecoder(Node root, boolean json, DecodingProblems problems) {
        this.root = root;
        this.wording = json ? ConfigurationWording.JSON : ConfigurationWording.YAML;
        this.problems = problems;
        positions.put("", root.at());
    }

    ConfigurationDocument decode() {
        ConfigurationDocument configuration =
                Fields.read(root, "", new Fields.Findings(wording, problems, positions), this::configuration);
        problems.throwIfAny();
        return configuration;
    }

    private ConfigurationDocument configuration(Fields fields) {
        Optional<ApiVersion> apiVersion = apiVersion(fields);
        List<JwtAuthenticator> jwt = fields.objects("jwt", ConfigurationDecoder::authenticator);
        Optional<AnonymousAuthentication> anonymous =
                fields.optionalObject("anonymous", ConfigurationDecoder::anonymous);
        return new ConfigurationDocument(
                apiVersion.orElse(ApiVersion.V1), jwt, anonymous, new SourcePositions(positions));
    }

    /** What says how to read all others. If it is something else, what it has instead of fields is of no interest. */
    private Optional<ApiVersion> apiVersion(Fields fields) {
        String version = fields.text("apiVersion");
        String kind = fields.text("kind");
        if (root instanceof Node.Mapping) {
            demand(fields, "kind", "Object 'Kind' is missing", "Write kind: " + KIND);
            demand(fields, "apiVersion", "Object 'apiVersion' is missing", "Write apiVersion: " + ApiVersion.V1.text());
        }
        Optional<ApiVersion> known = Arrays.stream(ApiVersion.values())
                .filter(one -> one.text().equals(version))
                .findFirst();
        if (!kind.isEmpty() && !kind.equals(KIND)) {
            throw problems.andLast(
                    "kind",
                    at("kind"),
                    "expected %s, got %s".formatted(KIND, Printable.quote(Discreet.text(kind))),
                    "Write kind: " + KIND);
        }
        if (!version.isEmpty() && known.isEmpty()) {
            throw problems.andLast(
                    "apiVersion",
                    at("apiVersion"),
                    "no kind \"%s\" is registered for version %s"
                            .formatted(KIND, Printable.quote(Discreet.text(version))),
                    "Write apiVersion: %s; v1beta1 and v1alpha1 are known too".formatted(ApiVersion.V1.text()));
        }
        return known;
    }

    private void demand(Fields fields, String name, String detail, String advice) {
        if (fields.isUnset(name) && !fields.hasOneLike(name)) {
            problems.add(name, at(name), detail, advice);
        }
    }

    private Position at(String name) {
        return positions.getOrDefault(name, root.at());
    }

    private static JwtAuthenticator authenticator(Fields fields) {
        return new JwtAuthenticator(
                fields.object("issuer", ConfigurationDecoder::issuer),
                fields.objects("claimValidationRules", ConfigurationDecoder::claimRule),
                fields.object("claimMappings", ConfigurationDecoder::mappings),
                fields.objects("userValidationRules", ConfigurationDecoder::userRule));
    }

    private static Issuer issuer(Fields fields) {
        return new Issuer(
                fields.text("url"),
                fields.text("discoveryURL"),
                fields.text("certificateAuthority"),
                fields.texts("audiences"),
                fields.text("audienceMatchPolicy"),
                fields.text("egressSelectorType"));
    }

    private static ClaimValidationRule claimRule(Fields fields) {
        return new ClaimValidationRule(
                fields.text("claim"), fields.text("requiredValue"), fields.text("expression"), fields.text("message"));
    }

    private static ClaimMappings mappings(Fields fields) {
        return new ClaimMappings(
                fields.object("username", ConfigurationDecoder::prefixed),
                fields.object("groups", ConfigurationDecoder::prefixed),
                fields.object("uid", ConfigurationDecoder::unprefixed),
                fields.objects("extra", ConfigurationDecoder::extra));
    }

    private static PrefixedClaimOrExpression prefixed(Fields fields) {
        return new PrefixedClaimOrExpression(
                fields.text("claim"), fields.optionalText("prefix"), fields.text("expression"));
    }

    private static ClaimOrExpression unprefixed(Fields fields) {
        return new ClaimOrExpression(fields.text("claim"), fields.text("expression"));
    }

    private static ExtraMapping extra(Fields fields) {
        return new ExtraMapping(fields.text("key"), fields.text("valueExpression"));
    }

    private static UserValidationRule userRule(Fields fields) {
        return new UserValidationRule(fields.text("expression"), fields.text("message"));
    }

    private static AnonymousAuthentication anonymous(Fields fields) {
        return new AnonymousAuthentication(
                fields.bool("enabled"),
                fields.objects(
                        "conditions", condition -> new AnonymousAuthentication.Condition(condition.text("path"))));
    }
}
