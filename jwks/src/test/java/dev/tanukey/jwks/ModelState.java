package dev.tanukey.jwks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tanukey.jwks.ModelIssuer.Fault;
import dev.tanukey.jwks.ModelIssuer.Published;
import dev.tanukey.jwks.ModelIssuer.Request;
import dev.tanukey.reason.UnavailabilityReason;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What a source must know after the fetches that it has made, and when it may fetch again: from the issuer's records
 * and from what {@link RefreshPolicy} and {@link JwksKeySource} promise. Immutable. Times are nanoseconds since the
 * beginning.
 *
 * @param good the last good answer
 * @param last the last fetch
 * @param failures failed fetches in a row
 * @param earliest when the schedule may fetch next
 * @param latest when the schedule must have fetched next
 * @param leaveAloneUntil when the pause ends that the issuer has asked for
 * @param lastForcedAt when the last fetch began that was made for a token or by refreshNow(), and not since it was time
 */
record ModelState(
        Optional<Good> good,
        Optional<Fetch> last,
        int failures,
        long earliest,
        long latest,
        long leaveAloneUntil,
        Optional<Long> lastForcedAt,
        Metadata metadata) {
    static final ModelState NOTHING_KNOWN = new ModelState(
            Optional.empty(),
            Optional.empty(),
            0,
            0,
            0,
            0,
            Optional.empty(),
            new Metadata(Optional.empty(), false, 0, 0));
    static final long SECOND = Duration.ofSeconds(1).toNanos();
    static final long STALENESS = 3600 * SECOND;
    static final long FORCED = 10 * SECOND;
    private static final long MINUTE = 60 * SECOND;
    private static final long REFRESH = 5 * MINUTE;
    private static final long DAY = 24 * 60 * MINUTE;
    private static final long ROUNDING = 1_000;

    /** Who has caused a fetch. */
    enum Cause {
        SCHEDULE,
        LOOK_UP,
        REFRESH_NOW
    }

    /**
     * A good answer, and when it begins to be stale.
     *
     * @param uri where the set was
     * @param unchangedSince when the first fetch began that brought this set from there, and none another since
     * @param since when its fetch began
     */
    record Good(Published set, URI uri, long unchangedSince, long since, long earliestStale, long latestStale) {}

    /**
     * The requests of one fetch: metadata, a key set, or both.
     *
     * @param due whether its time had come by the schedule
     */
    record Fetch(List<Request> requests, Cause cause, boolean due) {
        long begunAt() {
            return requests.get(0).begunAt();
        }

        Request lastRequest() {
            return requests.get(requests.size() - 1);
        }

        Optional<Request> metadata() {
            return requests.stream().filter(Request::isForMetadata).findFirst();
        }

        Optional<Request> keySet() {
            return requests.stream().filter(request -> !request.isForMetadata()).findFirst();
        }

        Optional<Published> published() {
            return keySet().flatMap(Request::published);
        }

        @Override
        public String toString() {
            return "fetch at " + Duration.ofNanos(begunAt()) + " by " + cause + (due ? ", due: " : ", not due: ")
                    + requests;
        }
    }

    /**
     * What is known of the metadata.
     *
     * @param address where the key set lies; another one takes its place once keys have come from there
     * @param faulty whether they could not be read
     * @param outdatedAt when they are asked for again
     * @param failures failed requests for the key set in a row
     */
    record Metadata(Optional<URI> address, boolean faulty, long outdatedAt, int failures) {
        boolean isDue(long now) {
            return address.isEmpty() || now >= outdatedAt || (!faulty && failures >= 3);
        }

        Metadata after(Fetch fetch) {
            Metadata asked = fetch.metadata().map(this::after).orElse(this);
            if (fetch.keySet().isEmpty()) {
                return asked;
            }
            Optional<URI> used = fetch.keySet().map(Request::uri);
            if (fetch.published().isPresent()) {
                return new Metadata(used, asked.faulty, asked.outdatedAt, 0);
            }
            return used.equals(asked.address)
                    ? new Metadata(asked.address, asked.faulty, asked.outdatedAt, asked.failures + 1)
                    : new Metadata(asked.address, asked.faulty, fetch.begunAt() + MINUTE, asked.failures);
        }

        private Metadata after(Request request) {
            if (request.fault().isEmpty()) {
                return new Metadata(address.or(request::address), false, request.begunAt() + DAY, 0);
            }
            long pause = Math.max(MINUTE, request.fault().get().askedPause().toNanos());
            return new Metadata(address, true, request.begunAt() + pause, failures);
        }
    }

    Optional<Published> usable(long now) {
        return usableAnswer(now).map(Good::set);
    }

    Optional<Good> usableAnswer(long now) {
        return good.filter(keys -> now - keys.since <= STALENESS);
    }

    /** Whether an unknown key id must cause a fetch ahead of time. */
    boolean mustForce(long now) {
        return failures == 0 && lastForcedAt.filter(at -> now - at < FORCED).isEmpty();
    }

    /** Why the last fetch has failed. */
    Optional<UnavailabilityReason> reason() {
        return failures == 0
                ? Optional.empty()
                : fault().map(fault ->
                        fault.reason(last.orElseThrow().lastRequest().isForMetadata()));
    }

    private Optional<Fault> fault() {
        return last.map(Fetch::lastRequest).flatMap(Request::fault);
    }

    ModelState after(Fetch fetch) {
        assertTimely(fetch);
        assertAtTheRightAddress(fetch);
        Metadata now = metadata.after(fetch);
        boolean forced =
                switch (fetch.cause) {
                    case SCHEDULE -> false;
                    case LOOK_UP -> !fetch.due || usable(fetch.begunAt()).isEmpty();
                    case REFRESH_NOW -> true;
                };
        Optional<Long> forcedAt = forced ? Optional.of(fetch.begunAt()) : lastForcedAt;
        return fetch.published().isPresent() ? succeeded(fetch, forcedAt, now) : failed(fetch, forcedAt, now);
    }

    private ModelState succeeded(Fetch fetch, Optional<Long> forcedAt, Metadata now) {
        long lifetime = fetch.lastRequest().maxAge().map(Duration::toNanos).orElse(REFRESH);
        long longest = Math.max(MINUTE, Math.min(REFRESH, lifetime));
        long shortest = Math.max(MINUTE, Math.min(REFRESH, lifetime) / 10 * 9 - ROUNDING);
        Published set = fetch.published().orElseThrow();
        URI uri = fetch.lastRequest().uri();
        long unchangedSince = good.filter(before -> before.set.equals(set) && before.uri.equals(uri))
                .map(Good::unchangedSince)
                .orElse(fetch.begunAt());
        Good keys = new Good(
                set, uri, unchangedSince, fetch.begunAt(), fetch.begunAt() + shortest, fetch.begunAt() + longest);
        return new ModelState(
                Optional.of(keys),
                Optional.of(fetch),
                0,
                keys.earliestStale,
                keys.latestStale,
                fetch.begunAt(),
                forcedAt,
                now);
    }

    private ModelState failed(Fetch fetch, Optional<Long> forcedAt, Metadata now) {
        long endedAt = fetch.lastRequest().endedAt();
        long asked =
                fetch.lastRequest().fault().map(Fault::askedPause).orElseThrow().toNanos();
        long backOff = Math.min(MINUTE, SECOND << Math.min(failures, 6));
        return new ModelState(
                good,
                Optional.of(fetch),
                failures + 1,
                endedAt + Math.max(asked, backOff / 10 * 8 - ROUNDING),
                endedAt + Math.max(asked, backOff / 10 * 12 + ROUNDING),
                endedAt + asked,
                forcedAt,
                now);
    }

    private void assertTimely(Fetch fetch) {
        assertThat(fetch.requests)
                .as("no cache on the way may answer for the issuer when somebody knows that the keys have changed")
                .noneMatch(request -> fetch.cause == Cause.REFRESH_NOW && request.conditional());
        if (last.isEmpty()) {
            return;
        }
        assertThat(fetch.begunAt())
                .as("no request before Retry-After is over: %s", fetch)
                .isGreaterThanOrEqualTo(leaveAloneUntil);
        if (fetch.due) {
            assertThat(fetch.begunAt())
                    .as("no fetch by the schedule before its time: %s after %s", fetch, last.get())
                    .isGreaterThanOrEqualTo(earliest);
        } else if (fetch.cause == Cause.LOOK_UP) {
            assertThat(mustForce(fetch.begunAt()))
                    .as("no fetch ahead of time after a failure or within 10 s: %s after %s", fetch, last.get())
                    .isTrue();
        }
    }

    private void assertAtTheRightAddress(Fetch fetch) {
        assertThat(fetch.metadata().isPresent())
                .as(
                        "metadata are asked for at first, after a day, after 3 failures, and a minute after they were no good: "
                                + "%s knowing %s",
                        fetch, metadata)
                .isEqualTo(metadata.isDue(fetch.begunAt()));
        Optional<URI> address = fetch.metadata().flatMap(Request::address).or(metadata::address);
        assertThat(fetch.keySet().map(Request::uri))
                .as("metadata that went bad move nothing: %s knowing %s", fetch, metadata)
                .isEqualTo(address);
    }
}
