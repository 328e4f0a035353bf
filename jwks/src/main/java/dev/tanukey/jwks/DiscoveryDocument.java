package dev.tanukey.jwks;

import dev.tanukey.issuer.Issuer;
import dev.tanukey.strict.Printable;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An issuer's metadata, as far as it is needed and once it is believed (OpenID Connect Discovery 1.0, 4.3; RFC 8414
 * 3.3). The algorithms in it are not read: the configuration alone allows algorithms.
 *
 * @param jwksUri where the key set lies
 */
record DiscoveryDocument(URI jwksUri) {
    private static final String WELL_KNOWN = "/.well-known/openid-configuration";

    /** The address of an issuer's metadata (OpenID Connect Discovery 1.0, 4). */
    static URI address(Issuer issuer) {
        String url = issuer.url();
        return URI.create((url.endsWith("/") ? url.substring(0, url.length() - 1) : url) + WELL_KNOWN);
    }

    static DiscoveryDocument read(Endpoint metadata, Issuer issuer, JwksFetcher fetcher) throws FetchFailedException {
        Map<String, @Nullable Object> members = members(metadata, fetcher);
        if (!issuer.url().equals(members.get("issuer"))) {
            throw metadata.invalid(
                    "the issuer " + Printable.quote(issuer.url()) + ", letter by letter",
                    members.get("issuer") instanceof String other ? Printable.quote(other) : "none");
        }
        if (!(members.get("jwks_uri") instanceof String text)) {
            throw metadata.invalid("a jwks_uri", "none");
        }
        Origin ofIssuer = Origin.of(URI.create(issuer.url()));
        Origin ofMetadata = Origin.of(metadata.uri());
        return trusted(text, ofIssuer, ofMetadata)
                .map(DiscoveryDocument::new)
                .orElseThrow(() -> metadata.invalid(
                        "a jwks_uri on " + ofIssuer + (ofIssuer.equals(ofMetadata) ? "" : " or " + ofMetadata)
                                + " without user information and fragment; configure any other address as jwksUri",
                        Printable.quote(text)));
    }

    private static Map<String, @Nullable Object> members(Endpoint metadata, JwksFetcher fetcher)
            throws FetchFailedException {
        try {
            return JsonDocument.members(metadata.get(fetcher).body());
        } catch (InvalidDocumentException invalid) {
            throw metadata.invalid(invalid.expected(), invalid.actual());
        }
    }

    /** Gives the address, if it is one that may be asked and lies on one of two origins. */
    private static Optional<URI> trusted(String jwksUri, Origin ofIssuer, Origin ofMetadata) {
        try {
            URI uri = new URI(jwksUri);
            Origin origin = Origin.of(uri);
            return origin.equals(ofIssuer) || origin.equals(ofMetadata) ? Optional.of(uri) : Optional.empty();
        } catch (URISyntaxException | IllegalArgumentException notAnAddress) {
            return Optional.empty();
        }
    }
}
