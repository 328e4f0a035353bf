package dev.tanukey;

import static java.util.Objects.requireNonNull;
import static java.util.stream.Collectors.joining;

import dev.tanukey.key.SignatureAlgorithm;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/**
 * What an authenticator works with, for start-up logs and health pages. It does not say whether tokens can be judged
 * now: each source of keys knows that of its own. Immutable.
 *
 * @param signatureProviders name and version of the security provider that checks each allowed algorithm, for instance
 *     {@code SunRsaSign 17}; empty if no issuer is configured
 * @param tokenCache how much the memory of verified tokens has helped; empty if there is none
 */
public record AuthenticatorHealth(
        Map<SignatureAlgorithm, String> signatureProviders, Optional<TokenCacheStatistics> tokenCache) {

    /** Checks that no component is null, and copies the map in the order of the algorithms. */
    public AuthenticatorHealth {
        Map<SignatureAlgorithm, String> inOrder = new EnumMap<>(SignatureAlgorithm.class);
        inOrder.putAll(Map.copyOf(signatureProviders));
        signatureProviders = Collections.unmodifiableMap(inOrder);
        requireNonNull(tokenCache, "tokenCache");
    }

    /** {@return the whole story in one line, for operators} */
    public String operatorMessage() {
        String providers = signatureProviders.entrySet().stream()
                .map(entry -> entry.getKey() + " by " + entry.getValue())
                .collect(joining(", "));
        return (providers.isEmpty() ? "no signature is checked" : providers) + "; "
                + tokenCache.map(TokenCacheStatistics::operatorMessage).orElse("no token is remembered");
    }
}
