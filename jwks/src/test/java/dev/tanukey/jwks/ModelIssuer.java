package dev.tanukey.jwks;

import dev.tanukey.reason.UnavailabilityReason;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.StringJoiner;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * An issuer in memory whose answers take time, that fails when told to and may move its key set, and that tells of each
 * fetch what it has answered. One thread.
 */
final class ModelIssuer implements JwksFetcher {
    static final String URL = "https://gitlab.example.com";
    static final List<CurveKey> MATERIAL = CurveKey.generate(4);
    private static final URI METADATA = URI.create(URL + "/.well-known/openid-configuration");
    private static final String JSON = "application/json";

    /** What an endpoint does instead of its duty. */
    enum Fault {
        DOWN(UnavailabilityReason.ISSUER_UNREACHABLE),
        BUG(UnavailabilityReason.INTERNAL_ERROR),
        STACK_OVERFLOW(UnavailabilityReason.INTERNAL_ERROR),
        UNAVAILABLE(503, Map.of(), Duration.ZERO),
        NOT_FOUND(404, Map.of(), Duration.ZERO),
        REDIRECT(302, Map.of("Location", URL + "/elsewhere"), Duration.ZERO),
        BUSY_FOR_3_S(429, Map.of("Retry-After", "3"), Duration.ofSeconds(3)),
        BUSY_FOR_100_S(503, Map.of("Retry-After", "100"), Duration.ofSeconds(100)),
        BUSY_FOR_11_DAYS(429, Map.of("Retry-After", "1000000"), Duration.ofMinutes(5)),
        BUSY_UNTIL_A_DATE(
                503,
                Map.of("Date", "Sun, 06 Nov 1994 08:49:37 GMT", "Retry-After", "Sun, 06 Nov 1994 08:51:37 GMT"),
                Duration.ofMinutes(2)),
        EMPTY_SET(JSON, "{\"keys\":[]}"),
        /** With two keys, so that a token without a key id does not mean the only one. */
        UNFIT_SET(
                JSON,
                "{\"keys\":[{\"kty\":\"oct\",\"kid\":\"a\",\"k\":\"AA\"},{\"kty\":\"oct\",\"kid\":\"b\",\"k\":\"AA\"}]}"),
        TRUNCATED(JSON, "{\"issuer\":\"" + URL + "\",\"keys\":[{\"kty\":\"EC\",\"kid\":\"a\""),
        HTML("text/html", "<!DOCTYPE html>");

        private final UnavailabilityReason reason;
        private final Optional<FetchedDocument> answer;
        private final Duration askedPause;

        Fault(UnavailabilityReason reason) {
            this.reason = reason;
            this.answer = Optional.empty();
            this.askedPause = Duration.ZERO;
        }

        Fault(int status, Map<String, String> headers, Duration askedPause) {
            this.reason = UnavailabilityReason.ISSUER_UNREACHABLE;
            this.answer = Optional.of(FetchedDocument.of(status, headers, new byte[0]));
            this.askedPause = askedPause;
        }

        Fault(String contentType, String body) {
            this.reason = UnavailabilityReason.KEY_SET_INVALID;
            this.answer = Optional.of(FetchedDocument.of(200, Map.of("Content-Type", contentType), utf8(body)));
            this.askedPause = Duration.ZERO;
        }

        UnavailabilityReason reason(boolean ofMetadata) {
            return ofMetadata && reason == UnavailabilityReason.KEY_SET_INVALID
                    ? UnavailabilityReason.METADATA_INVALID
                    : reason;
        }

        /** For how long the issuer must be left alone. */
        Duration askedPause() {
            return askedPause;
        }

        boolean names(Optional<String> keyId) {
            return this == UNFIT_SET && keyId.isPresent() && Set.of("a", "b").contains(keyId.get());
        }

        private FetchedDocument act() throws IOException {
            switch (this) {
                case BUG -> throw new IllegalStateException("a bug for a test");
                case STACK_OVERFLOW -> throw new StackOverflowError("a bug for a test");
                default -> {
                    return answer.orElseThrow(() -> new IOException("down for a test"));
                }
            }
        }
    }

    /** What a look-up is answered; what is found is told by the material's number. */
    record Verdict(String name) {
        static final Verdict UNKNOWN = new Verdict("KEY_UNKNOWN");
        static final Verdict UNUSABLE = new Verdict("KEY_UNUSABLE");
        static final Verdict UNAVAILABLE = new Verdict("unavailable");

        static Verdict found(int material) {
            return new Verdict("found, material " + material);
        }

        @Override
        public String toString() {
            return name;
        }
    }

    /**
     * A key set.
     *
     * @param keys which material has which id
     * @param unfit the ids of keys beside them that nobody can use
     */
    record Published(SortedMap<String, Integer> keys, Set<String> unfit) {
        Published(Map<String, Integer> keys, Set<String> unfit) {
            this(new TreeMap<>(keys), unfit);
        }

        /** What a token is answered that names a key id, or none. */
        Verdict verdictOn(Optional<String> keyId) {
            Optional<String> meant =
                    keyId.isEmpty() && keys.size() + unfit.size() == 1 ? Optional.of(keys.firstKey()) : keyId;
            if (meant.isPresent() && keys.containsKey(meant.get())) {
                return Verdict.found(keys.get(meant.get()));
            }
            return meant.isPresent() && unfit.contains(meant.get()) ? Verdict.UNUSABLE : Verdict.UNKNOWN;
        }

        private byte[] json() {
            StringJoiner set = new StringJoiner(",", "{\"keys\":[", "]}");
            unfit.forEach(id -> set.add("{\"kty\":\"future\",\"kid\":\"" + id + "\"}"));
            keys.forEach((id, material) -> set.add(MATERIAL.get(material).jwk(id)));
            return utf8(set.toString());
        }
    }

    /**
     * One request and what came of it.
     *
     * @param conditional whether an answer was wanted only if it is new
     * @param address for metadata, where they say that the key set lies
     * @param published for a key set, what is in it
     * @param maxAge how long the issuer says that it is good for
     */
    record Request(
            URI uri,
            long begunAt,
            long endedAt,
            boolean conditional,
            Optional<URI> address,
            Optional<Published> published,
            Optional<Duration> maxAge,
            Optional<Fault> fault) {
        boolean isForMetadata() {
            return uri.equals(METADATA);
        }
    }

    private final LongSupplier time;
    private final Consumer<Duration> pass;
    private final Runnable meanwhile;
    private final Consumer<List<Request>> fetched;
    private final List<Request> fetch = new ArrayList<>();
    private final Map<URI, Published> leftBehind = new HashMap<>();
    private final Map<URI, List<Published>> versions = new HashMap<>();
    private Published published = new Published(Map.of("a", 0), Set.of());
    private Optional<Duration> maxAge = Optional.empty();
    private boolean tagged;
    private Optional<Fault> keySetFault = Optional.empty();
    private Optional<Fault> metadataFault = Optional.empty();
    private Duration latency = Duration.ZERO;
    private int moves;
    private int underWay;

    /**
     * Makes one that publishes one key.
     *
     * @param pass lets time pass
     * @param meanwhile is done during each request
     * @param fetched hears of each fetch, when the next one begins or at {@link #flush}
     */
    ModelIssuer(LongSupplier time, Consumer<Duration> pass, Runnable meanwhile, Consumer<List<Request>> fetched) {
        this.time = time;
        this.pass = pass;
        this.meanwhile = meanwhile;
        this.fetched = fetched;
    }

    void publish(Published set, Optional<Duration> goodFor, boolean withTag) {
        published = set;
        maxAge = goodFor;
        tagged = withTag;
    }

    void breakKeySet(Fault fault) {
        keySetFault = Optional.of(fault);
    }

    void breakMetadata(Fault fault) {
        metadataFault = Optional.of(fault);
    }

    void heal() {
        keySetFault = Optional.empty();
        metadataFault = Optional.empty();
    }

    void answerAfter(Duration time) {
        latency = time;
    }

    /** Serves the key set from another address; at the old one it is found no more, or never changes again. */
    void move(boolean leaveBehind) {
        if (leaveBehind) {
            leftBehind.put(address(), published);
        }
        moves++;
    }

    private URI address() {
        return URI.create(URL + "/keys/" + moves);
    }

    @Override
    public FetchedDocument fetch(URI uri) throws IOException {
        return answer(uri, Optional.empty());
    }

    @Override
    public FetchedDocument fetchUnlessMatching(URI uri, String entityTag) throws IOException {
        return answer(uri, Optional.of(entityTag));
    }

    private FetchedDocument answer(URI uri, Optional<String> entityTag) throws IOException {
        boolean forMetadata = uri.equals(METADATA);
        if (forMetadata || fetch.isEmpty() || !fetch.get(fetch.size() - 1).isForMetadata()) {
            flush();
        }
        if (underWay++ > 0) {
            throw new AssertionError("two requests at once");
        }
        long begunAt = time.getAsLong();
        meanwhile.run();
        pass.accept(latency);
        underWay--;
        Optional<Fault> fault = forMetadata ? metadataFault : keySetFault(uri);
        Optional<Published> set = forMetadata || fault.isPresent() ? Optional.empty() : Optional.of(setAt(uri));
        fetch.add(new Request(
                uri,
                begunAt,
                time.getAsLong(),
                entityTag.isPresent(),
                forMetadata && fault.isEmpty() ? Optional.of(address()) : Optional.empty(),
                set,
                maxAge,
                fault));
        if (fault.isPresent()) {
            return fault.get().act();
        }
        return set.isPresent()
                ? keySet(uri, set.get(), entityTag)
                : FetchedDocument.json(utf8("{\"issuer\":\"" + URL + "\",\"jwks_uri\":\"" + address() + "\"}"));
    }

    private Optional<Fault> keySetFault(URI uri) {
        return uri.equals(address()) || leftBehind.containsKey(uri) ? keySetFault : Optional.of(Fault.NOT_FOUND);
    }

    private Published setAt(URI uri) {
        return uri.equals(address()) ? published : leftBehind.get(uri);
    }

    /** Each address counts its versions from one, as if another server were behind it. */
    private String entityTag(URI uri, Published set) {
        List<Published> known = versions.computeIfAbsent(uri, unseen -> new ArrayList<>());
        if (!known.contains(set)) {
            known.add(set);
        }
        return "\"" + (known.indexOf(set) + 1) + "\"";
    }

    private FetchedDocument keySet(URI uri, Published set, Optional<String> entityTag) {
        String current = entityTag(uri, set);
        Map<String, String> headers = new HashMap<>();
        headers.put("Content-Type", JSON);
        headers.put(
                "Cache-Control", maxAge.map(age -> "max-age=" + age.toSeconds()).orElse("public"));
        if (tagged) {
            headers.put("ETag", current);
        }
        boolean known = tagged && entityTag.equals(Optional.of(current));
        return known ? FetchedDocument.of(304, headers, new byte[0]) : FetchedDocument.of(200, headers, set.json());
    }

    /** Tells of the last fetch, if it has not yet. */
    void flush() {
        if (!fetch.isEmpty()) {
            List<Request> requests = List.copyOf(fetch);
            fetch.clear();
            fetched.accept(requests);
        }
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
