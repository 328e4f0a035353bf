package dev.tanukey.mapping;

import dev.tanukey.reason.RejectedException;
import dev.tanukey.reason.Rejection;
import dev.tanukey.reason.RejectionReason;
import dev.tanukey.token.Claims;
import dev.tanukey.token.VerifiedToken;
import dev.tanukey.user.ClaimsMapper;
import dev.tanukey.user.UserInfo;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Maps claims to a user as the {@code claimMappings} of a Kubernetes AuthenticationConfiguration do when they name
 * claims:
 *
 * <pre>{@code
 * ClaimMappings mappings = ClaimMappings.username("sub", "gitlab:")
 *         .groups("groups_direct", "gitlab:")
 *         .uid("user_id")
 *         .build();
 * }</pre>
 *
 * <p>The claims of username and uid must be there and be strings; {@code null} reads as the empty string. The claim of
 * groups may be absent or {@code null} (no groups), a string (one group) or a list of strings. A username from
 * {@code email} is refused if {@code email_verified} is there and not true. A token with {@code jti} gets
 * {@code authentication.kubernetes.io/credential-id} as extra. Prefixes are put before every value, the empty one
 * included.
 *
 * <p>Nothing is reserved: with an empty prefix whoever chooses the claim chooses the user, {@code system:masters}
 * included.
 *
 * <p>Immutable and thread-safe.
 */
public final class ClaimMappings implements ClaimsMapper {
    private static final String CREDENTIAL_ID = "authentication.kubernetes.io/credential-id";

    private final PrefixedClaim username;
    private final Optional<PrefixedClaim> groups;
    private final Optional<String> uid;

    private ClaimMappings(Builder builder) {
        this.username = builder.username;
        this.groups = builder.groups;
        this.uid = builder.uid;
    }

    /** A claim and what is put before its values. */
    private record PrefixedClaim(String claim, String prefix) {}

    /**
     * Begins with the username, the one thing that must be mapped.
     *
     * @param claim the exact name of the claim
     * @param prefix what to put before its value; empty for nothing
     * @return the builder
     */
    public static Builder username(String claim, String prefix) {
        return new Builder(new PrefixedClaim(claim, prefix));
    }

    @Override
    public UserInfo map(VerifiedToken token) throws RejectedException {
        Claims claims = token.claims();
        return new UserInfo(
                username.prefix() + nameOf(claims),
                uid.isEmpty() ? "" : text(claims, uid.get()),
                groups(claims),
                extra(claims));
    }

    private String nameOf(Claims claims) throws RejectedException {
        String name = text(claims, username.claim());
        if (username.claim().equals("email") && claims.has("email_verified")) {
            boolean verified =
                    Boolean.TRUE.equals(claims.value("email_verified").orElse(null));
            if (!verified) {
                throw failed("email_verified", "true, since the username is the e-mail address", "something else");
            }
        }
        return name;
    }

    private List<String> groups(Claims claims) throws RejectedException {
        if (groups.isEmpty() || claims.value(groups.get().claim()).isEmpty()) {
            return List.of();
        }
        PrefixedClaim source = groups.get();
        Object value = claims.value(source.claim()).get();
        List<?> elements = value instanceof List<?> list ? list : List.of(value);
        List<String> mapped = new ArrayList<>();
        for (Object element : elements) {
            if (element != null && !(element instanceof String)) {
                throw failed(source.claim(), "a string or a list of strings", "another type");
            }
            mapped.add(source.prefix() + (element == null ? "" : element));
        }
        return mapped;
    }

    private static Map<String, List<String>> extra(Claims claims) {
        Object tokenId = claims.value("jti").orElse("");
        return tokenId instanceof String id && !id.isEmpty() ? Map.of(CREDENTIAL_ID, List.of("JTI=" + id)) : Map.of();
    }

    private static String text(Claims claims, String claim) throws RejectedException {
        if (!claims.has(claim)) {
            throw failed(claim, "a token with this claim", "none");
        }
        Object value = claims.value(claim).orElse("");
        if (!(value instanceof String text)) {
            throw failed(claim, "a string", "another type");
        }
        return text;
    }

    private static RejectedException failed(String claim, String expected, String actual) {
        return new RejectedException(Rejection.ofClaim(RejectionReason.MAPPING_FAILED, claim, expected, actual));
    }

    /** {@return the mapping in one line} */
    @Override
    public String toString() {
        return "ClaimMappings[username=" + username.prefix() + "{" + username.claim() + "}"
                + groups.map(source -> ", groups=" + source.prefix() + "{" + source.claim() + "}")
                        .orElse("")
                + uid.map(claim -> ", uid={" + claim + "}").orElse("") + "]";
    }

    /** Collects what is mapped besides the username. Not thread-safe. */
    public static final class Builder {
        private final PrefixedClaim username;
        private Optional<PrefixedClaim> groups = Optional.empty();
        private Optional<String> uid = Optional.empty();

        private Builder(PrefixedClaim username) {
            this.username = username;
        }

        /**
         * Maps groups. Default: none.
         *
         * @param claim the exact name of the claim
         * @param prefix what to put before each value; empty for nothing
         * @return this
         */
        public Builder groups(String claim, String prefix) {
            groups = Optional.of(new PrefixedClaim(claim, prefix));
            return this;
        }

        /**
         * Maps the uid. Default: none.
         *
         * @param claim the exact name of the claim
         * @return this
         */
        public Builder uid(String claim) {
            uid = Optional.of(claim);
            return this;
        }

        /** {@return the mapping} */
        public ClaimMappings build() {
            return new ClaimMappings(this);
        }
    }
}
