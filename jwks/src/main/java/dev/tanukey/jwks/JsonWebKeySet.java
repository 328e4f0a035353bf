package dev.tanukey.jwks;

import dev.tanukey.key.KeySet;
import dev.tanukey.key.UnusableKey;
import dev.tanukey.key.UnusableKeyException;
import dev.tanukey.key.VerificationKey;
import dev.tanukey.strict.Printable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads a key set from its JSON text (RFC 7517 5): for an issuer whose keys are handed over by configuration and never
 * fetched, since its endpoints are hidden or the network is closed. The {@link KeySet} is the key source.
 *
 * <p>A key that cannot be used is passed over and never spoils its neighbours; it is found, with its fault, in
 * {@link KeySet#unusableKeys()}. A set has at most 100 keys and 256 KiB. Such a set never changes: after GitLab has
 * changed its key, hand over the new one.
 */
public final class JsonWebKeySet {
    private static final int MAXIMUM_KEYS = 100;

    private JsonWebKeySet() {}

    /**
     * Reads a set from a text, such as GitLab serves it at {@code /oauth/discovery/keys}.
     *
     * @param json the text
     * @return its keys
     * @throws IllegalArgumentException if the text is no key set, or none of its keys may verify; says why
     */
    public static KeySet parse(String json) {
        return parse("The key set", json.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * Reads a set from a file.
     *
     * @param file the file, in UTF-8
     * @return its keys
     * @throws IOException if the file cannot be read
     * @throws IllegalArgumentException if its text is no key set, or none of its keys may verify; says why
     */
    public static KeySet read(Path file) throws IOException {
        try (InputStream stream = Files.newInputStream(file)) {
            return parse(
                    "The key set in the file " + Printable.quote(file.toString()),
                    stream.readNBytes(FetchedDocument.MAXIMUM_BODY_LENGTH + 1));
        }
    }

    private static KeySet parse(String what, byte[] json) {
        try {
            return keys(json);
        } catch (InvalidDocumentException invalid) {
            throw new IllegalArgumentException(what + ": " + invalid.getMessage(), invalid);
        }
    }

    static KeySet keys(byte[] json) throws InvalidDocumentException {
        if (!(JsonDocument.members(json).get("keys") instanceof List<?> published)) {
            throw new InvalidDocumentException("a list named keys", "none");
        }
        if (published.size() > MAXIMUM_KEYS) {
            throw new InvalidDocumentException("at most " + MAXIMUM_KEYS + " keys", String.valueOf(published.size()));
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
        KeySet set = KeySet.of(keys, unusableKeys);
        if (set.keys().isEmpty()) {
            throw new InvalidDocumentException("at least one key that may verify", fault(set.unusableKeys()), set);
        }
        return set;
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
