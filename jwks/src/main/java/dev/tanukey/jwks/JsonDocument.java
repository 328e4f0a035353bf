package dev.tanukey.jwks;

import dev.tanukey.strict.MalformedTextException;
import dev.tanukey.strict.StrictJson;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What metadata and key sets have in common: one strict JSON object of limited size. */
final class JsonDocument {

    private JsonDocument() {}

    static Map<String, @Nullable Object> members(byte[] json) throws InvalidDocumentException {
        if (json.length > FetchedDocument.MAXIMUM_BODY_LENGTH) {
            throw new InvalidDocumentException("at most " + FetchedDocument.MAXIMUM_BODY_LENGTH + " bytes", "more");
        }
        try {
            return StrictJson.readObject(json);
        } catch (MalformedTextException malformed) {
            throw new InvalidDocumentException("one strict JSON object", malformed.getMessage());
        }
    }
}
