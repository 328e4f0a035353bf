package dev.tanukey.mapping.schema;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * How the tokens of one issuer are judged and mapped: an element of {@code jwt} in an Kubernetes
 * AuthenticationConfiguration, with the names and meanings of Kubernetes (apiserver.config.k8s.io/v1 JWTAuthenticator).
 * An empty text is one that is not set, as there.
 *
 * <p>Immutable and thread-safe. It holds what was written and checks nothing;
 * {@code AuthenticationConfiguration.problems} does.
 *
 * @param issuer whose tokens these are
 * @param claimValidationRules what the claims must be, besides true; all must hold
 * @param claimMappings how claims become a user
 * @param userValidationRules what the mapped user must be; all must hold
 */
public record JwtAuthenticator(
        Issuer issuer,
        List<ClaimValidationRule> claimValidationRules,
        ClaimMappings claimMappings,
        List<UserValidationRule> userValidationRules) {

    /** Copies the lists. */
    public JwtAuthenticator {
        claimValidationRules = List.copyOf(claimValidationRules);
        userValidationRules = List.copyOf(userValidationRules);
    }

    /**
     * The same with one more rule over the claims.
     *
     * @param rule the rule
     * @return a copy
     */
    public JwtAuthenticator with(ClaimValidationRule rule) {
        return new JwtAuthenticator(issuer, plus(claimValidationRules, rule), claimMappings, userValidationRules);
    }

    /**
     * The same with one more rule over the user.
     *
     * @param rule the rule
     * @return a copy
     */
    public JwtAuthenticator with(UserValidationRule rule) {
        return new JwtAuthenticator(issuer, claimValidationRules, claimMappings, plus(userValidationRules, rule));
    }

    /**
     * The same for another issuer.
     *
     * @param other the issuer
     * @return a copy
     */
    public JwtAuthenticator with(Issuer other) {
        return new JwtAuthenticator(other, claimValidationRules, claimMappings, userValidationRules);
    }

    /**
     * The same with other mappings.
     *
     * @param mappings the mappings
     * @return a copy
     */
    public JwtAuthenticator with(ClaimMappings mappings) {
        return new JwtAuthenticator(issuer, claimValidationRules, mappings, userValidationRules);
    }

    private static <T> List<T> plus(List<T> list, T one) {
        List<T> longer = new ArrayList<>(list);
        longer.add(one);
        return longer;
    }

    /**
     * An issuer.
     *
     * @param url the exact {@code iss} of its tokens, and the {@code issuer} of its metadata
     * @param discoveryUrl the exact address of its metadata (Kubernetes writes its name with URL in capitals); if
     *     empty, {@code url} with {@code /.well-known/openid-configuration} behind it
     * @param certificateAuthority PEM of the certificates that its own may come from; if empty, the JVM's
     * @param audiences the values of which {@code aud} must hold one
     * @param audienceMatchPolicy {@code MatchAny}, or empty with one audience
     * @param egressSelectorType {@code controlplane}, {@code cluster} or empty; means nothing outside of a cluster
     */
    public record Issuer(
            String url,
            String discoveryUrl,
            String certificateAuthority,
            List<String> audiences,
            String audienceMatchPolicy,
            String egressSelectorType) {

        /** Copies the list. */
        public Issuer {
            audiences = List.copyOf(audiences);
        }

        /**
         * An issuer with nothing special.
         *
         * @param url the exact {@code iss} of its tokens
         * @param audiences the values of which {@code aud} must hold one
         * @return the issuer, with the match policy that so many audiences need
         */
        public static Issuer of(String url, List<String> audiences) {
            return new Issuer(url, "", "", audiences, audiences.size() > 1 ? "MatchAny" : "", "");
        }
    }

    /**
     * A rule over the claims: either a claim and its value, or an expression and a message.
     *
     * @param claim the claim that must be there
     * @param requiredValue its exact value; if empty, the claim must be the empty string or null
     * @param expression an expression over the claims that must be true
     * @param message what is told when the expression is not true
     */
    public record ClaimValidationRule(String claim, String requiredValue, String expression, String message) {

        /**
         * Demands a value.
         *
         * @param claim the exact name of the claim
         * @param value the exact value
         * @return the rule
         */
        public static ClaimValidationRule required(String claim, String value) {
            return new ClaimValidationRule(claim, value, "", "");
        }

        /**
         * Demands that an expression be true.
         *
         * @param expression an expression over the claims
         * @param message what is told when it is not true
         * @return the rule
         */
        public static ClaimValidationRule expression(String expression, String message) {
            return new ClaimValidationRule("", "", expression, message);
        }
    }

    /**
     * How claims become a user.
     *
     * @param username the name; must be set
     * @param groups the groups
     * @param uid the uid
     * @param extra further attributes
     */
    public record ClaimMappings(
            PrefixedClaimOrExpression username,
            PrefixedClaimOrExpression groups,
            ClaimOrExpression uid,
            List<ExtraMapping> extra) {

        /** Copies the list. */
        public ClaimMappings {
            extra = List.copyOf(extra);
        }

        /**
         * Maps nothing but a name.
         *
         * @param username the name
         * @return the mappings
         */
        public static ClaimMappings of(PrefixedClaimOrExpression username) {
            return new ClaimMappings(username, PrefixedClaimOrExpression.NONE, ClaimOrExpression.NONE, List.of());
        }
    }

    /**
     * A value from a claim, with something before it, or from an expression.
     *
     * @param claim the exact name of the claim
     * @param prefix what is put before its value; must be set with a claim, be it to the empty text
     * @param expression an expression over the claims
     */
    public record PrefixedClaimOrExpression(String claim, Optional<String> prefix, String expression) {
        /** Not set. */
        public static final PrefixedClaimOrExpression NONE = new PrefixedClaimOrExpression("", Optional.empty(), "");

        /**
         * From a claim.
         *
         * @param claim the exact name of the claim
         * @param prefix what to put before its value; empty for nothing
         * @return the source
         */
        public static PrefixedClaimOrExpression claim(String claim, String prefix) {
            return new PrefixedClaimOrExpression(claim, Optional.of(prefix), "");
        }

        /**
         * From an expression.
         *
         * @param expression an expression over the claims
         * @return the source
         */
        public static PrefixedClaimOrExpression expression(String expression) {
            return new PrefixedClaimOrExpression("", Optional.empty(), expression);
        }
    }

    /**
     * A value from a claim or from an expression.
     *
     * @param claim the exact name of the claim
     * @param expression an expression over the claims
     */
    public record ClaimOrExpression(String claim, String expression) {
        /** Not set. */
        public static final ClaimOrExpression NONE = new ClaimOrExpression("", "");
    }

    /**
     * A further attribute of the user.
     *
     * @param key its key: lower case, with a domain before it, as in {@code example.org/project}
     * @param valueExpression an expression over {@code claims} that gives its values
     */
    public record ExtraMapping(String key, String valueExpression) {}

    /**
     * A rule over the mapped user.
     *
     * @param expression an expression over {@code user} that must be true
     * @param message what is told when it is not
     */
    public record UserValidationRule(String expression, String message) {}
}
