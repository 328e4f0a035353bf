package dev.tanukey.jwks;

import dev.tanukey.reason.UnavailabilityReason;
import dev.tanukey.strict.Printable;
import java.io.IOException;
import java.net.URI;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An address that gives one JSON object: what is common to metadata and key sets.
 *
 * @param what the document's name in messages
 * @param uri the address
 * @param mediaTypes the types that are taken
 * @param ifInvalid the reason when the document cannot be believed
 */
record Endpoint(String what, URI uri, Set<String> mediaTypes, UnavailabilityReason ifInvalid) {
    private static final Logger LOG = LoggerFactory.getLogger(Endpoint.class);
    private static final int OK = 200;
    private static final int NOT_MODIFIED = 304;
    private static final String JSON = "application/json";

    static Endpoint metadata(URI uri) {
        return new Endpoint("the metadata", uri, Set.of(JSON), UnavailabilityReason.METADATA_INVALID);
    }

    /** RFC 7517 8.5.2 has a type of its own for key sets; GitLab does not use it. */
    static Endpoint keySet(URI uri) {
        return new Endpoint(
                "the key set", uri, Set.of(JSON, "application/jwk-set+json"), UnavailabilityReason.KEY_SET_INVALID);
    }

    /** Gets what is there, if it is good as far as can be told without reading it. */
    FetchedDocument get(JwksFetcher fetcher) throws FetchFailedException {
        return judge(fetch(() -> fetcher.fetch(uri)));
    }

    /** Gets what is there, or an answer of status 304 if it is what we have. */
    FetchedDocument getUnlessMatching(Optional<String> entityTag, JwksFetcher fetcher) throws FetchFailedException {
        if (entityTag.isEmpty()) {
            return get(fetcher);
        }
        FetchedDocument answer = fetch(() -> fetcher.fetchUnlessMatching(uri, entityTag.get()));
        return answer.status() == NOT_MODIFIED ? answer : judge(answer);
    }

    /** Says that a document must not be believed. */
    FetchFailedException invalid(String expected, String actual) {
        return failure(ifInvalid, expected, actual);
    }

    private FetchedDocument judge(FetchedDocument answer) throws FetchFailedException {
        if (answer.status() != OK) {
            throw failure(UnavailabilityReason.ISSUER_UNREACHABLE, "status 200", statusFault(answer.status()))
                    .withAnswer(answer);
        }
        String encoding = answer.header("Content-Encoding").orElse("identity");
        if (!encoding.equalsIgnoreCase("identity")) {
            throw invalid("no Content-Encoding, since none was asked for", Printable.quote(encoding));
        }
        String contentType = answer.header("Content-Type").orElse("");
        if (!mediaTypes.contains(mediaType(contentType))) {
            throw invalid("a Content-Type of " + JSON, Printable.quote(contentType));
        }
        return answer;
    }

    private FetchedDocument fetch(Call call) throws FetchFailedException {
        try {
            return call.execute();
        } catch (IOException noAnswer) {
            LOG.debug("No answer from {}", uri, noAnswer);
            throw failure(UnavailabilityReason.ISSUER_UNREACHABLE, "an answer", TransportFault.of(noAnswer));
        }
    }

    private FetchFailedException failure(UnavailabilityReason reason, String expected, String actual) {
        return new FetchFailedException(
                reason,
                what + " at " + Printable.quote(uri.toString()) + ": expected " + expected + "; came " + actual);
    }

    private static String statusFault(int status) {
        return status
                + (status / 100 == 3 && status != NOT_MODIFIED
                        ? ", a redirect, which is never followed: configure the final address"
                        : "");
    }

    private static String mediaType(String contentType) {
        int parameters = contentType.indexOf(';');
        String type = parameters < 0 ? contentType : contentType.substring(0, parameters);
        return type.strip().toLowerCase(Locale.ROOT);
    }

    @FunctionalInterface
    private interface Call {
        FetchedDocument execute() throws IOException;
    }
}
