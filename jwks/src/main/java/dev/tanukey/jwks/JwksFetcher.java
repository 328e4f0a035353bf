package dev.tanukey.jwks;

import java.io.IOException;
import java.net.URI;

/**
 * Gets one document: an issuer's metadata or its key set. The default one speaks HTTP through OkHttp; another one may
 * read a file or ask an internal mirror. {@link JwksKeySource} judges what comes; the fetcher judges nothing.
 *
 * <p>Called by one thread at a time for each key source, usually one that has a token in hands, so it may block but
 * must give up within seconds. It follows no redirect and stops reading behind
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
}
