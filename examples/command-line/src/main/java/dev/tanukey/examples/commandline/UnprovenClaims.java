package dev.tanukey.examples.commandline;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The claims that stand in a token, whoever has written them: to be looked at, and for no decision. */
final class UnprovenClaims {

    private UnprovenClaims() {}

    /** What can be read of the payload; empty if it is no JSON object in base64url. */
    static Optional<Map<String, @Nullable Object>> of(String token) {
        String[] parts = token.split("\\.", -1);
        if (parts.length != 3) {
            return Optional.empty();
        }
        try {
            String json = new String(Base64.getUrlDecoder().decode(parts[1]), StandardCharsets.UTF_8);
            if (!(JsonText.read(json) instanceof Map<?, ?> members)) {
                return Optional.empty();
            }
            Map<String, @Nullable Object> claims = new LinkedHashMap<>();
            members.forEach((name, value) -> claims.put(String.valueOf(name), value));
            return Optional.of(claims);
        } catch (IllegalArgumentException unreadable) {
            return Optional.empty();
        }
    }
}
