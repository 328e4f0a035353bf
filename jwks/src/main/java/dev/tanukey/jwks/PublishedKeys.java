package dev.tanukey.jwks;

import dev.tanukey.key.KeySet;
import java.net.URI;
import java.util.Optional;

/**
 * A good key set as it was published.
 *
 * @param uri where
 * @param document the text, and the headers of the newest answer that spoke of it
 * @param keys the keys in it; the same object for as long as the text is the same
 */
record PublishedKeys(URI uri, FetchedDocument document, KeySet keys) {
    private static final int NOT_MODIFIED = 304;
    private static final URI NOWHERE = URI.create("");

    /** A set that was fetched by an earlier process; from where is not kept, so that the next fetch brings it whole. */
    static PublishedKeys restored(SnapshotFile.Restored restored) {
        return new PublishedKeys(NOWHERE, restored.snapshot().document(), restored.keys());
    }

    /** Fetches the set, unless it is the one that is known. */
    static PublishedKeys fetch(
            Endpoint endpoint, Optional<PublishedKeys> known, boolean conditionally, JwksFetcher fetcher)
            throws FetchFailedException {
        Optional<PublishedKeys> before = known.filter(published -> published.uri.equals(endpoint.uri()));
        FetchedDocument answer = endpoint.getUnlessMatching(
                before.filter(same -> conditionally).flatMap(PublishedKeys::entityTag), fetcher);
        if (answer.status() == NOT_MODIFIED) {
            return before.orElseThrow().with(before.get().document.confirmedBy(answer));
        }
        if (before.isPresent() && before.get().document.hasSameBodyAs(answer)) {
            return before.get().with(answer);
        }
        try {
            return new PublishedKeys(endpoint.uri(), answer, JsonWebKeySet.keys(answer.body()));
        } catch (InvalidDocumentException invalid) {
            throw endpoint.invalid(invalid.expected(), invalid.actual()).withUnfitKeys(invalid.unfitKeys());
        }
    }

    private PublishedKeys with(FetchedDocument newer) {
        return new PublishedKeys(uri, newer, keys);
    }

    /** The set's entity tag (RFC 9110 8.8.3), if it has one that can be sent back. */
    private Optional<String> entityTag() {
        return document.header("ETag").filter(PublishedKeys::isEntityTag);
    }

    private static boolean isEntityTag(String value) {
        return value.length() <= 256
                && value.endsWith("\"")
                && (value.startsWith("\"") || value.startsWith("W/\""))
                && value.chars().allMatch(letter -> letter > 0x20 && letter < 0x7F);
    }
}
