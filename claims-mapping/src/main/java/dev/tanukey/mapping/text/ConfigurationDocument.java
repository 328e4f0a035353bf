package dev.tanukey.mapping.text;

import dev.tanukey.mapping.schema.AnonymousAuthentication;
import dev.tanukey.mapping.schema.ApiVersion;
import dev.tanukey.mapping.schema.JwtAuthenticator;
import java.util.List;
import java.util.Optional;

/**
 * A configuration as it stands in a text. Immutable.
 *
 * @param apiVersion the version of the format
 * @param jwt how the tokens of each issuer are judged and mapped
 * @param anonymous whether requests without credentials are let in, if it says so
 * @param positions where each field stands
 */
public record ConfigurationDocument(
        ApiVersion apiVersion,
        List<JwtAuthenticator> jwt,
        Optional<AnonymousAuthentication> anonymous,
        SourcePositions positions) {

    /** Copies the list. */
    public ConfigurationDocument {
        jwt = List.copyOf(jwt);
    }
}
