package dev.tanukey.mapping.configuration;

import dev.tanukey.key.SignatureAlgorithm;
import dev.tanukey.mapping.schema.ConfigurationProblem;
import dev.tanukey.mapping.schema.ConfigurationProblem.Kind;
import dev.tanukey.mapping.schema.InvalidConfigurationException;
import dev.tanukey.mapping.schema.JwtAuthenticator;
import dev.tanukey.mapping.schema.JwtAuthenticator.ClaimMappings;
import dev.tanukey.mapping.schema.JwtAuthenticator.ClaimOrExpression;
import dev.tanukey.mapping.schema.JwtAuthenticator.ClaimValidationRule;
import dev.tanukey.mapping.schema.JwtAuthenticator.Issuer;
import dev.tanukey.mapping.schema.JwtAuthenticator.PrefixedClaimOrExpression;
import dev.tanukey.mapping.text.Discreet;
import dev.tanukey.mapping.text.GoText;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The flags {@code --oidc-*} of a kube-apiserver, which came before its configuration file: one issuer, one audience,
 * names and groups from claims, no expressions. What they say is told as a {@link #configuration}, and as the
 * {@link #algorithms} that such a file cannot name:
 *
 * <pre>{@code
 * OidcFlags flags = OidcFlags.parse(List.of(
 *         "--oidc-issuer-url=https://gitlab.example.com", "--oidc-client-id=my-cluster"));
 * }</pre>
 *
 * <p>Flags that contradict each other, or that are no flags, are refused here; whether the issuer's URL, the claims and
 * the certificates can be used is judged with the configuration, by {@link AuthenticationConfiguration#problems}.
 *
 * <p>Immutable and thread-safe. Equal to other flags that say the same.
 */
public final class OidcFlags {
    private final AuthenticationConfiguration configuration;
    private final Set<SignatureAlgorithm> algorithms;

    private OidcFlags(AuthenticationConfiguration configuration, Set<SignatureAlgorithm> algorithms) {
        this.configuration = configuration;
        this.algorithms = Set.copyOf(algorithms);
    }

    /**
     * Reads flags as they stand on a command line: {@code --flag=value}, or the flag and its value as two elements.
     * Among flags of the same name the last one wins; algorithms add up, and so do required claims of different names.
     * A file that {@code --oidc-ca-file} names is read here, once.
     *
     * @param arguments the command line, or a part of it; what is neither {@code --oidc-*} nor
     *     {@code --authentication-config} is passed over
     * @return what the flags say
     * @throws InvalidConfigurationException with everything that is wrong with the flags: unknown ones, missing values,
     *     an unreadable file, an algorithm that Kubernetes does not know, no issuer or no client id, or a configuration
     *     file beside them
     */
    public static OidcFlags parse(List<String> arguments) {
        return new OidcFlagParser().parse(arguments);
    }

    /**
     * Begins with the two flags that must be there.
     *
     * @param url the exact {@code iss} of the tokens: {@code --oidc-issuer-url}
     * @param clientId what {@code aud} must hold: {@code --oidc-client-id}
     * @return a builder
     */
    public static Builder issuer(String url, String clientId) {
        return new Builder().issuerUrl(url).clientId(clientId);
    }

    /** {@return the same as a configuration file would say it; judged by nobody yet} */
    public AuthenticationConfiguration configuration() {
        return configuration;
    }

    /** {@return the algorithms that a token may be signed with; immutable} */
    public Set<SignatureAlgorithm> algorithms() {
        return algorithms;
    }

    /**
     * Makes an authenticator.
     *
     * @param keys makes the key source
     * @return the authenticator; nothing is fetched before its first token or its warm-up
     * @throws InvalidConfigurationException with everything that is wrong with what the flags say
     */
    public ConfiguredAuthenticator authenticator(KeySources keys) {
        return ConfiguredAuthenticator.builder(keys).algorithms(algorithms).build(configuration);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof OidcFlags that
                && configuration.equals(that.configuration)
                && algorithms.equals(that.algorithms);
    }

    @Override
    public int hashCode() {
        return 31 * configuration.hashCode() + algorithms.hashCode();
    }

    /** {@return the issuer and the algorithms in one line} */
    @Override
    public String toString() {
        return "OidcFlags["
                + Discreet.url(configuration.jwt().get(0).issuer().url())
                + algorithms.stream().sorted().map(name -> ", " + name).collect(Collectors.joining())
                + "]";
    }

    static ConfigurationProblem problem(Kind kind, String detail, String advice) {
        return new ConfigurationProblem("", kind, detail, advice, Optional.empty());
    }

    /** Collects the flags. Not thread-safe. */
    public static final class Builder {
        private static final String EMAIL = "email";

        private String issuerUrl = "";
        private String clientId = "";
        private String usernameClaim = "sub";
        private String usernamePrefix = "";
        private String groupsClaim = "";
        private String groupsPrefix = "";
        private String certificateAuthorities = "";
        private List<String> signingAlgorithms = List.of();
        private final Map<String, String> requiredClaims = new LinkedHashMap<>();

        Builder() {}

        Builder issuerUrl(String url) {
            issuerUrl = url;
            return this;
        }

        Builder clientId(String id) {
            clientId = id;
            return this;
        }

        /**
         * Sets which claim names the user: {@code --oidc-username-claim}. Default: {@code sub}.
         *
         * @param claim the exact name of the claim
         * @return this
         */
        public Builder usernameClaim(String claim) {
            usernameClaim = claim;
            return this;
        }

        /**
         * Sets what is put before the name: {@code --oidc-username-prefix}. Default: the issuer's URL and {@code #},
         * and nothing where the claim is {@code email}.
         *
         * @param prefix the prefix; {@code -} for none, empty for the default
         * @return this
         */
        public Builder usernamePrefix(String prefix) {
            usernamePrefix = prefix;
            return this;
        }

        /**
         * Sets which claim has the groups: {@code --oidc-groups-claim}. Default: none, and no groups.
         *
         * @param claim the exact name of the claim; empty for none
         * @return this
         */
        public Builder groupsClaim(String claim) {
            groupsClaim = claim;
            return this;
        }

        /**
         * Sets what is put before each group: {@code --oidc-groups-prefix}. Default: nothing. Means nothing without a
         * claim for the groups.
         *
         * @param prefix the prefix; {@code -} is one too
         * @return this
         */
        public Builder groupsPrefix(String prefix) {
            groupsPrefix = prefix;
            return this;
        }

        /**
         * Sets the algorithms that a token may be signed with: {@code --oidc-signing-algs}. Default: RS256.
         *
         * @param algorithms the algorithms; none for the default
         * @return this
         */
        public Builder signingAlgorithms(SignatureAlgorithm... algorithms) {
            List<String> names = new ArrayList<>();
            for (SignatureAlgorithm algorithm : algorithms) {
                names.add(algorithm.jwaName());
            }
            return signingAlgorithms(names);
        }

        Builder signingAlgorithms(List<String> names) {
            signingAlgorithms = List.copyOf(names);
            return this;
        }

        /**
         * Demands that a claim be a certain string: {@code --oidc-required-claim}. Default: none. A second value for
         * the same claim replaces the first.
         *
         * @param claim the exact name of the claim
         * @param value the exact value
         * @return this
         */
        public Builder requiredClaim(String claim, String value) {
            requiredClaims.put(claim, value);
            return this;
        }

        /**
         * Sets whose certificates are believed on the way to the issuer: what {@code --oidc-ca-file} has in it.
         * Default: the JVM's own.
         *
         * @param pem the certificates as PEM; empty for the default
         * @return this
         */
        public Builder certificateAuthorities(String pem) {
            certificateAuthorities = pem;
            return this;
        }

        /**
         * Makes the flags.
         *
         * @return the flags
         * @throws InvalidConfigurationException if the issuer or the client id is empty, or an algorithm is not one of
         *     Kubernetes' nine, which EdDSA is not
         */
        public OidcFlags build() {
            List<ConfigurationProblem> problems = problems();
            if (!problems.isEmpty()) {
                throw new InvalidConfigurationException(problems);
            }
            Set<SignatureAlgorithm> algorithms = EnumSet.noneOf(SignatureAlgorithm.class);
            signingAlgorithms.forEach(name -> SignatureAlgorithm.named(name).ifPresent(algorithms::add));
            return new OidcFlags(
                    AuthenticationConfiguration.of(authenticator()),
                    algorithms.isEmpty() ? Set.of(SignatureAlgorithm.RS256) : algorithms);
        }

        List<ConfigurationProblem> problems() {
            List<ConfigurationProblem> problems = new ArrayList<>();
            if (issuerUrl.isEmpty() || clientId.isEmpty()) {
                problems.add(problem(
                        Kind.REQUIRED,
                        "oidc-issuer-url and oidc-client-id must be specified together when any oidc-* flags are set",
                        "Set both, --oidc-issuer-url to the exact iss of the tokens and --oidc-client-id to what their"
                                + " aud must hold"));
            }
            signingAlgorithms.stream()
                    .distinct()
                    .filter(name -> !isKubernetes(name))
                    .forEach(name -> problems.add(problem(
                            Kind.INVALID,
                            "oidc: unsupported signing alg: " + GoText.quote(Discreet.text(name)),
                            "Take RS256, RS384, RS512, ES256, ES384, ES512, PS256, PS384 or PS512, with commas and no"
                                    + " blanks between them; GitLab signs with RS256")));
            return problems;
        }

        private static boolean isKubernetes(String algorithm) {
            return SignatureAlgorithm.named(algorithm)
                    .filter(named -> named != SignatureAlgorithm.EDDSA)
                    .isPresent();
        }

        private JwtAuthenticator authenticator() {
            List<ClaimValidationRule> rules = new ArrayList<>();
            requiredClaims.forEach((claim, value) -> rules.add(ClaimValidationRule.required(claim, value)));
            return new JwtAuthenticator(
                    new Issuer(issuerUrl, "", certificateAuthorities, List.of(clientId), "", ""),
                    rules,
                    new ClaimMappings(
                            PrefixedClaimOrExpression.claim(usernameClaim, effectiveUsernamePrefix()),
                            groupsClaim.isEmpty()
                                    ? PrefixedClaimOrExpression.NONE
                                    : PrefixedClaimOrExpression.claim(groupsClaim, groupsPrefix),
                            ClaimOrExpression.NONE,
                            List.of()),
                    List.of());
        }

        private String effectiveUsernamePrefix() {
            if (usernamePrefix.equals("-")) {
                return "";
            }
            boolean issuersOwn = usernamePrefix.isEmpty() && !usernameClaim.equals(EMAIL);
            return issuersOwn ? issuerUrl + "#" : usernamePrefix;
        }
    }
}
