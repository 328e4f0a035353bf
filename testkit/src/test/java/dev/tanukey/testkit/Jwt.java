package dev.tanukey.testkit;

import dev.tanukey.strict.MalformedTextException;
import dev.tanukey.strict.StrictBase64Url;
import dev.tanukey.strict.StrictJson;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;

/** Reads what the builders write: strictly, and in order. */
final class Jwt {

    private Jwt() {}

    static Map<String, Object> header(String token) {
        return part(token, 0);
    }

    static Map<String, Object> claims(String token) {
        return part(token, 1);
    }

    static byte[] signature(String token) {
        return decoded(token.split("\\.", -1)[2]);
    }

    static byte[] decoded(String base64url) {
        try {
            return StrictBase64Url.decode(base64url);
        } catch (MalformedTextException fault) {
            throw new AssertionError(base64url, fault);
        }
    }

    static Map<String, Object> json(byte[] utf8) {
        try {
            return StrictJson.readObject(utf8);
        } catch (MalformedTextException fault) {
            throw new AssertionError(new String(utf8), fault);
        }
    }

    static Map<String, Object> resource(String name) throws IOException {
        try (InputStream resource = Jwt.class.getResourceAsStream(name)) {
            return json(resource.readAllBytes());
        }
    }

    private static Map<String, Object> part(String token, int index) {
        return json(decoded(token.split("\\.", -1)[index]));
    }
}
