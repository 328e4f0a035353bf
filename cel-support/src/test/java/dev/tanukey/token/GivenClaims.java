package dev.tanukey.token;

import dev.tanukey.strict.MalformedTextException;
import dev.tanukey.strict.StrictJson;
import java.nio.charset.StandardCharsets;

/** Claims without the token that carried them, which only a verifier can make elsewhere. */
public final class GivenClaims {

    private GivenClaims() {}

    /** The claims of a payload. */
    public static Claims of(String json) {
        try {
            return new Claims(StrictJson.readObject(json.getBytes(StandardCharsets.UTF_8), 1_000_000));
        } catch (MalformedTextException malformed) {
            throw new IllegalArgumentException(malformed);
        }
    }
}
