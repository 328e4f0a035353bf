package dev.tanukey.testkit;

import dev.tanukey.testkit.server.Answer;
import dev.tanukey.testkit.server.Request;
import dev.tanukey.testkit.server.Responder;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Answers as GitLab does where it publishes metadata and keys, with 404 elsewhere, and with a fault where there is one.
 */
final class Endpoints implements Responder {
    static final String JWKS_PATH = "/oauth/discovery/keys";
    static final String METADATA_PATH = "/.well-known/openid-configuration";

    /** Rails routes HEAD where it routes GET. */
    private static final String READS = "GET|HEAD";

    private static final String CACHE_CONTROL = "Cache-Control";
    private static final String KEYS_CACHE_CONTROL = "max-age=86400, public, must-revalidate, no-transform";
    private static final GitLabVersion WITHOUT_JOB_JWT = GitLabVersion.of("17.0");
    private static final String DEFAULT_CACHE_CONTROL = "max-age=0, private, must-revalidate";
    private static final int DIGITS_OF_ETAG = 32;

    private record Page(Faults.Place place, Supplier<Answer> answer) {}

    private final Map<String, Page> pages;
    private final Faults faults;
    private final RequestLog log;

    private Endpoints(Map<String, Page> pages, Faults faults, RequestLog log) {
        this.pages = Map.copyOf(pages);
        this.faults = faults;
        this.log = log;
    }

    /** Collects what is published where. */
    static final class Builder {
        private final Map<String, Page> pages = new LinkedHashMap<>();

        /** The addresses of an instance below its relative URL root. */
        Builder instance(String root, GitLabVersion version, Supplier<String> metadata, Supplier<String> keys) {
            Page discovery = new Page(Faults.Place.METADATA, () -> gitlab(metadata.get(), DEFAULT_CACHE_CONTROL));
            String keeping = Change.CACHEABLE_KEYS.isIn(version) ? KEYS_CACHE_CONTROL : DEFAULT_CACHE_CONTROL;
            Page jwks = new Page(Faults.Place.KEYS, () -> gitlab(keys.get(), keeping));
            pages.put(root + METADATA_PATH, discovery);
            pages.put(root + "/.well-known/oauth-authorization-server", discovery);
            pages.put(root + JWKS_PATH, jwks);
            // Routed in the source of 16.x and no more in that of 2026; taken to have gone with CI_JOB_JWT, its
            // purpose.
            if (version.compareTo(WITHOUT_JOB_JWT) < 0) {
                pages.put(root + "/-/jwks", jwks);
            }
            return this;
        }

        /** The two files of a public bucket, as plain storage serves them. */
        Builder bucket(String path, Supplier<String> metadata, Supplier<String> keys) {
            pages.put(path + METADATA_PATH, new Page(Faults.Place.METADATA, () -> stored(metadata.get())));
            pages.put(path + JWKS_PATH, new Page(Faults.Place.KEYS, () -> stored(keys.get())));
            return this;
        }

        Endpoints build(Faults faults, RequestLog log) {
            return new Endpoints(pages, faults, log);
        }
    }

    @Override
    public Answer answer(Request request) throws InterruptedException {
        RequestLog.Entry entry = log.entry(request);
        Page page = pages.get(request.path());
        Answer answer = faults.meet(page == null ? Faults.Place.ELSEWHERE : page.place(), entry::arrived)
                .map(fault -> fault.insteadOf(truth(page, request)))
                .orElseGet(() -> truth(page, request));
        Answer whatIsNew = isKnown(answer, request) ? notModified(answer) : answer;
        entry.answered(whatIsNew.status());
        return whatIsNew;
    }

    private static Answer truth(@Nullable Page page, Request request) {
        return page != null && request.method().matches(READS)
                ? page.answer().get()
                : new Answer(404, Map.of(), "", false);
    }

    /** Rack::ETag: weak, of the first half of the body's SHA-256. */
    private static Answer gitlab(String json, String cacheControl) {
        return Answer.of(200, "application/json; charset=utf-8", json)
                .with(CACHE_CONTROL, cacheControl)
                .with(Answer.ETAG, "W/\"" + digest(json) + "\"");
    }

    private static Answer stored(String json) {
        return Answer.of(200, "application/json", json).with(Answer.ETAG, "\"" + digest(json) + "\"");
    }

    private static String digest(String json) {
        return HexFormat.of().formatHex(Sha256.of(json)).substring(0, DIGITS_OF_ETAG);
    }

    /** Rack::ConditionalGet compares letter by letter: no list, no star, no strong tag for a weak one. */
    private static boolean isKnown(Answer answer, Request request) {
        return answer.status() == 200
                && answer.header(Answer.ETAG).isPresent()
                && answer.header(Answer.ETAG).equals(request.header("If-None-Match"));
    }

    private static Answer notModified(Answer answer) {
        return new Answer(304, answer.without(Answer.CONTENT_TYPE).headers(), "", false);
    }
}
