package dev.tanukey.mapping.validation;

import dev.tanukey.mapping.expression.Expression;
import dev.tanukey.mapping.schema.AnonymousAuthentication;
import dev.tanukey.mapping.schema.JwtAuthenticator;
import dev.tanukey.mapping.schema.JwtAuthenticator.Issuer;
import dev.tanukey.mapping.text.ConfigurationDocument;
import dev.tanukey.mapping.text.Discreet;
import dev.tanukey.token.Claims;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Judges a configuration by the rules of Kubernetes 1.34 and later, in its order and its words: issuer by issuer, each
 * from its top to its end, and what must be unique among them; then what is said about requests without credentials.
 */
public final class ConfigurationValidator {
    private static final int MAXIMUM_AUTHENTICATORS = 64;

    private final Validation.Context context;

    /**
     * Makes a validator.
     *
     * @param context what it knows besides Kubernetes' rules
     */
    public ConfigurationValidator(Validation.Context context) {
        this.context = context;
    }

    /**
     * Judges a configuration.
     *
     * @param configuration what was written
     * @return everything that is wrong with it, and the compiled expressions
     */
    public Validation validate(ConfigurationDocument configuration) {
        Problems problems = new Problems(configuration.positions());
        ExpressionRules expressions = new ExpressionRules(context.language(), problems);
        if (configuration.jwt().size() > MAXIMUM_AUTHENTICATORS) {
            problems.tooMany(
                    "jwt",
                    configuration.jwt().size(),
                    MAXIMUM_AUTHENTICATORS,
                    "Divide them among several configurations; nothing else was looked at");
        } else {
            judge(configuration.jwt(), expressions, problems);
            configuration.anonymous().ifPresent(anonymous -> judge(anonymous, problems));
        }
        return new Validation(problems.found(), expressions.overClaims(), expressions.overUser());
    }

    private void judge(List<JwtAuthenticator> authenticators, ExpressionRules expressions, Problems problems) {
        IssuerRules issuers = new IssuerRules(context, problems);
        ClaimRules claimRules = new ClaimRules(expressions, problems);
        MappingRules mappings = new MappingRules(expressions, problems);
        UserRules userRules = new UserRules(expressions, problems);
        Set<String> seenUrls = new HashSet<>();
        Set<String> seenDiscoveryUrls = new HashSet<>();
        for (int i = 0; i < authenticators.size(); i++) {
            JwtAuthenticator authenticator = authenticators.get(i);
            String path = "jwt[" + i + "]";
            issuers.judge(path + ".issuer", authenticator.issuer());
            List<Expression<Claims>> usable =
                    claimRules.judge(path + ".claimValidationRules", authenticator.claimValidationRules());
            mappings.judge(path + ".claimMappings", authenticator.claimMappings(), usable);
            userRules.judge(path + ".userValidationRules", authenticator.userValidationRules());
            judgeUniqueness(path + ".issuer", authenticator.issuer(), seenUrls, seenDiscoveryUrls, problems);
        }
    }

    private static void judgeUniqueness(
            String path, Issuer issuer, Set<String> seenUrls, Set<String> seenDiscoveryUrls, Problems problems) {
        if (!seenUrls.add(issuer.url())) {
            problems.duplicate(
                    path + ".url", Discreet.url(issuer.url()), "Make one entry of the two: an issuer stands here once");
        }
        if (!issuer.discoveryUrl().isEmpty() && !seenDiscoveryUrls.add(issuer.discoveryUrl())) {
            problems.duplicate(
                    path + ".discoveryURL",
                    Discreet.url(issuer.discoveryUrl()),
                    "Write where this issuer has its own metadata");
        }
    }

    private static void judge(AnonymousAuthentication anonymous, Problems problems) {
        if (!anonymous.enabled() && !anonymous.conditions().isEmpty()) {
            problems.invalidAsPrinted(
                    "anonymous.conditions",
                    anonymous.conditions().stream()
                            .map(condition -> "{\"Path\":" + Problems.printed(condition.path()) + "}")
                            .collect(Collectors.joining(",", "[", "]")),
                    "enabled should be set to true when conditions are defined",
                    "Set enabled to true, or take the conditions out");
        }
    }
}
