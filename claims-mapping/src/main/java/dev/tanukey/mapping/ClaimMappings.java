package dev.tanukey.mapping;

import dev.tanukey.mapping.expression.Expression;
import dev.tanukey.mapping.expression.ExpressionInput;
import dev.tanukey.reason.RejectedException;
import dev.tanukey.reason.RejectionReason;
import dev.tanukey.token.Claims;
import dev.tanukey.token.VerifiedToken;
import dev.tanukey.user.ClaimsMapper;
import dev.tanukey.user.NamePrefixes;
import dev.tanukey.user.UserInfo;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Maps claims to a user as the {@code claimMappings} and rules of a Kubernetes AuthenticationConfiguration do:
 *
 * <pre>{@code
 * ClaimMappings mappings = ClaimMappings.username("sub", "gitlab:")
 *         .groups("groups_direct", "gitlab:")
 *         .uid("user_id")
 *         .requiredClaim("ref_protected", "true")
 *         .build();
 * }</pre>
 *
 * <p>By claim: the claims of username and uid must be there and be strings; {@code null} reads as the empty string. The
 * claim of groups may be absent or {@code null} (no groups), a string (one group) or a list of strings. A username from
 * {@code email} is refused if {@code email_verified} is there and not true. Prefixes are put before every value, the
 * empty one included. By expression: a username is a string that is not empty; groups and extra are a string, a list of
 * strings or {@code null}, and empty strings among them are left out.
 *
 * <p>The order is Kubernetes': username, groups, uid and extra are mapped first, then the required claims are compared,
 * then the rules over the claims and those over the mapped user evaluated. A token with {@code jti} gets
 * {@code authentication.kubernetes.io/credential-id} as extra.
 *
 * <p>Groups that the issuer keeps at another address (OpenID Connect Core 5.6.2) are not fetched: such a token is
 * refused where groups are mapped by claim.
 *
 * <p>The kind of a GitLab token is not decided here: see {@link dev.tanukey.mapping.gitlab.GitLabMappings}.
 *
 * <p>Immutable and thread-safe.
 */
public final class ClaimMappings implements ClaimsMapper {
    private final ClaimSource<String> username;
    private final ClaimSource<List<String>> groups;
    private final ClaimSource<String> uid;
    private final List<Map.Entry<String, ClaimSource<List<String>>>> extra;
    private final List<RequiredClaim> requiredClaims;
    private final ValidationRules<Claims> claimRules;
    private final ValidationRules<UserInfo> userRules;
    private final NamePrefixes prefixes;
    private final String description;

    private ClaimMappings(Builder builder) {
        this.username = builder.username;
        this.groups = builder.groups;
        this.uid = builder.uid;
        this.extra = builder.extra.entrySet().stream().map(Map.Entry::copyOf).toList();
        this.requiredClaims = List.copyOf(builder.requiredClaims);
        this.claimRules = new ValidationRules<>(RejectionReason.CLAIM_RULE_FAILED, builder.claimRules);
        this.userRules = new ValidationRules<>(RejectionReason.USER_RULE_FAILED, builder.userRules);
        this.prefixes = new NamePrefixes(builder.usernamePrefixes, builder.groupPrefixes);
        this.description = "ClaimMappings[" + String.join(", ", builder.description) + "]";
    }

    /**
     * Begins with the username, the one thing that must be mapped, from a claim.
     *
     * @param claim the exact name of the claim
     * @param prefix what to put before its value; empty for nothing
     * @return the builder
     */
    public static Builder username(String claim, String prefix) {
        return new Builder(ClaimSource.username(claim, prefix), Set.of(prefix))
                .describe("username=" + prefix + "{" + claim + "}");
    }

    /**
     * Begins with the username, the one thing that must be mapped, from an expression.
     *
     * @param expression gives the whole username
     * @return the builder
     */
    public static Builder username(Expression<Claims> expression) {
        return new Builder(ExpressionSource.username(expression), expression.prefixes())
                .describe("username=" + expression.text());
    }

    @Override
    public UserInfo map(VerifiedToken token) throws RejectedException {
        Claims claims = token.claims();
        DistributedClaims.requireWhole(claims);
        ExpressionInput<Claims> input = new ExpressionInput<>(claims);
        UserInfo user = user(input);
        for (RequiredClaim required : requiredClaims) {
            required.require(claims);
        }
        claimRules.require(input);
        userRules.require(new ExpressionInput<>(user));
        return user;
    }

    private UserInfo user(ExpressionInput<Claims> input) throws RejectedException {
        String name = username.read(input);
        List<String> memberships = groups.read(input);
        String id = uid.read(input);
        return new UserInfo(name, id, memberships, further(input));
    }

    private Map<String, List<String>> further(ExpressionInput<Claims> input) throws RejectedException {
        Map<String, List<String>> credential = CredentialId.of(input.value());
        if (extra.isEmpty()) {
            return credential;
        }
        Map<String, List<String>> further = new LinkedHashMap<>(credential);
        for (Map.Entry<String, ClaimSource<List<String>>> source : extra) {
            List<String> values = source.getValue().read(input);
            if (!values.isEmpty()) {
                further.put(source.getKey(), values);
            }
        }
        return further;
    }

    /** {@return the prefixes of username and groups, those that are not empty; of expressions, what they tell} */
    @Override
    public NamePrefixes prefixes() {
        return prefixes;
    }

    /** {@return the mapping in one line} */
    @Override
    public String toString() {
        return description;
    }

    /** Collects what is mapped besides the username, and the rules. Not thread-safe. */
    public static final class Builder {
        private final ClaimSource<String> username;
        private ClaimSource<List<String>> groups = input -> List.of();
        private ClaimSource<String> uid = input -> "";
        private final Map<String, ClaimSource<List<String>>> extra = new LinkedHashMap<>();
        private final List<RequiredClaim> requiredClaims = new ArrayList<>();
        private final List<ValidationRules.Rule<Claims>> claimRules = new ArrayList<>();
        private final List<ValidationRules.Rule<UserInfo>> userRules = new ArrayList<>();
        private final Set<String> usernamePrefixes;
        private Set<String> groupPrefixes = Set.of();
        private final List<String> description = new ArrayList<>();

        private Builder(ClaimSource<String> username, Set<String> prefixes) {
            this.username = username;
            this.usernamePrefixes = prefixes;
        }

        /**
         * Maps groups from a claim. Default: none.
         *
         * @param claim the exact name of the claim
         * @param prefix what to put before each value; empty for nothing
         * @return this
         */
        public Builder groups(String claim, String prefix) {
            groups = ClaimSource.groups(claim, prefix);
            groupPrefixes = Set.of(prefix);
            return describe("groups=" + prefix + "{" + claim + "}");
        }

        /**
         * Maps groups from an expression. Default: none.
         *
         * @param expression gives the groups
         * @return this
         */
        public Builder groups(Expression<Claims> expression) {
            groups = ExpressionSource.strings(expression);
            groupPrefixes = expression.prefixes();
            return describe("groups=" + expression.text());
        }

        /**
         * Maps the uid from a claim. Default: none.
         *
         * @param claim the exact name of the claim
         * @return this
         */
        public Builder uid(String claim) {
            uid = ClaimSource.text(claim);
            return describe("uid={" + claim + "}");
        }

        /**
         * Maps the uid from an expression. Default: none.
         *
         * @param expression gives the uid
         * @return this
         */
        public Builder uid(Expression<Claims> expression) {
            uid = ExpressionSource.uid(expression);
            return describe("uid=" + expression.text());
        }

        /**
         * Maps one extra attribute; it is left out where the expression gives nothing. Default: none.
         *
         * @param key its key, which should begin with a domain, as in {@code example.org/project}
         * @param expression gives its values
         * @return this
         * @throws IllegalArgumentException if the key is {@code authentication.kubernetes.io/credential-id}
         */
        public Builder extra(String key, Expression<Claims> expression) {
            if (key.equals(CredentialId.KEY)) {
                throw new IllegalArgumentException(
                        CredentialId.KEY + " is made from jti; choose a key of your own domain");
            }
            extra.put(key, ExpressionSource.strings(expression));
            return describe("extra[" + key + "]=" + expression.text());
        }

        /**
         * Demands that a claim be a certain string. Default: nothing.
         *
         * @param claim the exact name of the claim
         * @param value the exact value
         * @return this
         */
        public Builder requiredClaim(String claim, String value) {
            requiredClaims.add(new RequiredClaim(claim, value));
            return describe("requires " + claim);
        }

        /**
         * Demands that an expression over the claims be true. Default: nothing.
         *
         * @param expression the rule
         * @param message what the operator is told when it does not hold; may be empty
         * @return this
         */
        public Builder claimRule(Expression<Claims> expression, String message) {
            claimRules.add(new ValidationRules.Rule<>(expression, message));
            return describe("rule " + expression.text());
        }

        /**
         * Demands that an expression over the mapped user be true. Default: nothing.
         *
         * @param expression the rule
         * @param message what the operator is told when it does not hold; may be empty
         * @return this
         */
        public Builder userRule(Expression<UserInfo> expression, String message) {
            userRules.add(new ValidationRules.Rule<>(expression, message));
            return describe("rule " + expression.text());
        }

        private Builder describe(String part) {
            description.add(part);
            return this;
        }

        /** {@return the mapping} */
        public ClaimMappings build() {
            return new ClaimMappings(this);
        }
    }
}
