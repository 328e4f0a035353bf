package dev.tanukey.mapping;

import dev.tanukey.token.Claims;
import java.util.List;
import java.util.Map;

/**
 * The extra attribute by which Kubernetes tells tokens apart in its audit log: {@code JTI=} and the token's
 * {@code jti}. Stateless.
 */
public final class CredentialId {
    /** The key of the attribute. */
    public static final String KEY = "authentication.kubernetes.io/credential-id";

    private CredentialId() {}

    /**
     * Makes the attribute.
     *
     * @param claims the claims of a token
     * @return the attribute alone; empty if {@code jti} is absent, empty or no string
     */
    public static Map<String, List<String>> of(Claims claims) {
        return claims.value("jti").orElse("") instanceof String id && !id.isEmpty()
                ? Map.of(KEY, List.of("JTI=" + id))
                : Map.of();
    }
}
