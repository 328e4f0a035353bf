package dev.tanukey.jwks;

import dev.tanukey.key.KeySet;
import dev.tanukey.key.UnusableKey;
import dev.tanukey.key.UnusableKeyException;
import dev.tanukey.key.VerificationKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A published key set (RFC 7517 5). A key that cannot be used is passed over and never spoils its neighbours; a set
 * without any usable key is refused, so that it cannot replace one that has some.
 */
final class JsonWebKeySet {
    private static final int MAXIMUM_KEYS = 100;

    private JsonWebKeySet() {}

    static KeySet read(Endpoint endpoint, JwksFetcher fetcher) throws FetchFailedException {
        if (!(endpoint.read(fetcher).get("keys") instanceof List<?> published)) {
            throw endpoint.invalid("a list named keys", "none");
        }
        if (published.size() > MAXIMUM_KEYS) {
            throw endpoint.invalid("at most " + MAXIMUM_KEYS + " keys", String.valueOf(published.size()));
        }
        List<VerificationKey> keys = new ArrayList<>();
        List<UnusableKey> unusableKeys = new ArrayList<>();
        LongKeyAllowance longKeys = new LongKeyAllowance();
        for (Object element : published) {
            if (!(element instanceof Map<?, ?> jwk)) {
                unusableKeys.add(new UnusableKey(Optional.empty(), "an entry that is no object"));
                continue;
            }
            try {
                keys.add(JwkParser.parse(jwk, longKeys));
            } catch (UnusableKeyException unusable) {
                unusableKeys.add(new UnusableKey(keyId(jwk), unusable.getMessage()));
            }
        }
        if (keys.isEmpty()) {
            throw endpoint.invalid("at least one key that may verify", fault(unusableKeys))
                    .withUnfitKeys(KeySet.of(keys, unusableKeys));
        }
        return KeySet.of(keys, unusableKeys);
    }

    private static Optional<String> keyId(Map<?, ?> jwk) {
        @Nullable Object keyId = jwk.get("kid");
        return keyId instanceof String text ? Optional.of(text) : Optional.empty();
    }

    private static String fault(List<UnusableKey> unusableKeys) {
        return unusableKeys.isEmpty()
                ? "an empty list"
                : unusableKeys.size() + " that may not; the first is "
                        + unusableKeys.get(0).fault();
    }
}
