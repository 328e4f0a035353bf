package dev.tanukey.gitlab;

import dev.tanukey.token.Claims;
import java.util.Objects;

/**
 * A true GitLab token that is neither a CI/CD job's nor a user's. Most services should refuse it.
 *
 * @param kind which kind it is, as far as that can be told
 * @param claims all claims
 */
public record OtherToken(TokenKind kind, Claims claims) implements GitLabToken {

    /** Checks that no component is null. */
    public OtherToken {
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(claims, "claims");
    }
}
