package dev.tanukey.jwks;

import java.io.IOException;
import java.net.URI;

/**
 * Gets one document: an issuer's metadata or its key set. The default one speaks HTTP through OkHttp; another one may
 * read a file or ask an internal mirror. {@link JwksKeySource} judges what comes; the fetcher judges nothing.
 *
 * <p>Called by the key source's own thread, so it may block, but it must give up within seconds: meanwhile no other
 * fetch of that source can begin. It follows no redirect and stops reading behind
 * {@link FetchedDocument#MAXIMUM_BODY_LENGTH} bytes.
 */
@FunctionalInterface
public interface JwksFetcher {

    /**
     * Gets one document.
     *
     * @param uri the address; named by the configuration, or on the origin of one that is
     * @return the answer, whatever its status
     * @throws IOException if there is no complete answer
     */
    FetchedDocument fetch(URI uri) throws IOException;

    /**
     * Gets one document, unless it is still the one that is known already (RFC 9110 13.1.2). By default it is got in
     * any case.
     *
     * @param uri the address, as for {@link #fetch}
     * @param entityTag the {@code ETag} of the known document
     * @return the answer; of status 304 if the document has not changed
     * @throws IOException if there is no complete answer
     */
    default FetchedDocument fetchUnlessMatching(URI uri, String entityTag) throws IOException {
        return fetch(uri);
    }
}
