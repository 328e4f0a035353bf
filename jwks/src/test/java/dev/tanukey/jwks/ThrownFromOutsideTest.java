package dev.tanukey.jwks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.tanukey.issuer.Issuer;
import dev.tanukey.key.KeyRequest;
import dev.tanukey.key.KeysUnavailableException;
import dev.tanukey.key.SignatureAlgorithm;
import dev.tanukey.reason.RejectedException;
import dev.tanukey.reason.RejectionReason;
import dev.tanukey.reason.Unavailability;
import dev.tanukey.reason.UnavailabilityReason;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever is thrown by what others have written, declared or not. */
class ThrownFromOutsideTest {
    private static final TestKey OLD = TestKey.named("old");
    private static final Duration A_MINUTE = Duration.ofMinutes(1);

    private final FakeIssuer server = new FakeIssuer().publishing(OLD);
    private final FakeTicker ticker = new FakeTicker();
    private final FakeTime time = new FakeTime(ticker);

    static Stream<Throwable> faults() {
        return Stream.of(
                new IllegalStateException("secret"),
                new StackOverflowError(),
                new OutOfMemoryError("secret"),
                new NoClassDefFoundError("secret"),
                new TimeoutException("undeclared, as Kotlin throws it"));
    }

    @SuppressWarnings("unchecked")
    private static <T extends Throwable> RuntimeException sneak(Throwable fault) throws T {
        throw (T) fault;
    }

    private JwksKeySourceBuilder builder() {
        return JwksKeySource.builder(Issuer.gitlab(FakeIssuer.URL)
                        .audience("https://api.example.com")
                        .build())
                .fetcher(server)
                .ticker(ticker)
                .thread(time)
                .chance(() -> 0.5);
    }

    private static KeyRequest request(String keyId) {
        return new KeyRequest(Optional.of(keyId), SignatureAlgorithm.RS256);
    }

    @ParameterizedTest
    @MethodSource("faults")
    void by_a_fetcher_is_a_failed_fetch_with_its_pause(Throwable fault) throws Exception {
        AtomicInteger fetches = new AtomicInteger();
        JwksKeySource keys = builder()
                .fetcher(uri -> {
                    if (fetches.incrementAndGet() <= 3) {
                        throw sneak(fault);
                    }
                    return server.fetch(uri);
                })
                .build();

        Unavailability why = catchThrowableOfType(KeysUnavailableException.class, () -> keys.key(request("old")))
                .unavailability();
        assertThat(why.reason()).isEqualTo(UnavailabilityReason.INTERNAL_ERROR);
        assertThat(why.detail()).contains(fault.getClass().getName()).doesNotContain("secret");
        time.advance(Duration.ofMillis(6_999));
        assertThat(fetches).hasValue(3);
        time.advance(Duration.ofMillis(1));
        assertThat(keys.key(request("old")).publicKey()).isEqualTo(OLD.publicKey());
    }

    @ParameterizedTest
    @MethodSource("faults")
    void by_a_listener_reaches_neither_the_token_nor_the_keys(Throwable fault) throws Exception {
        JwksKeySource keys = builder()
                .listener(new JwksListener() {
                    @Override
                    public void keysRefreshed(KeysRefreshed event) {
                        throw sneak(fault);
                    }

                    @Override
                    public void refreshFailed(RefreshFailed event) {
                        throw sneak(fault);
                    }

                    @Override
                    public void keyIdUnknown(String issuer) {
                        throw sneak(fault);
                    }
                })
                .build();

        keys.key(request("old"));
        assertThat(catchThrowableOfType(RejectedException.class, () -> keys.key(request("other")))
                        .rejection()
                        .reason())
                .isEqualTo(RejectionReason.KEY_UNKNOWN);
        server.goDown();
        time.advance(Duration.ofMinutes(10));
        server.comeBack();
        time.advance(A_MINUTE);
        assertThat(keys.health().lastError()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("faults")
    void by_a_clock_is_a_failed_fetch_with_its_pause(Throwable fault) {
        server.answering(FetchedDocument.of(429, Map.of("Retry-After", "Sat, 21 Nov 2026 15:01:30 GMT"), new byte[0]));
        JwksKeySource keys = builder()
                .clock(new Clock() {
                    @Override
                    public Instant instant() {
                        throw sneak(fault);
                    }

                    @Override
                    public ZoneId getZone() {
                        throw sneak(fault);
                    }

                    @Override
                    public Clock withZone(ZoneId zone) {
                        throw sneak(fault);
                    }
                })
                .build();
        keys.warmUp(Duration.ZERO);
        time.advance(A_MINUTE);

        assertThat(keys.health().lastError().map(Unavailability::reason)).contains(UnavailabilityReason.INTERNAL_ERROR);
        assertThat(server.keySetRequests()).isLessThan(8);
    }

    @ParameterizedTest
    @MethodSource("faults")
    void by_a_fetcher_of_metadata_leaves_the_keys_to_be_fetched_from_where_they_were(Throwable fault) throws Exception {
        AtomicInteger metadata = new AtomicInteger();
        JwksKeySource keys = builder()
                .fetcher(uri -> {
                    if (uri.getPath().endsWith("/openid-configuration") && metadata.incrementAndGet() > 1) {
                        throw sneak(fault);
                    }
                    return server.fetch(uri);
                })
                .build();
        keys.key(request("old"));
        time.advance(Duration.ofHours(25));

        assertThat(metadata).hasValueGreaterThan(1);
        assertThat(keys.key(request("old")).publicKey()).isEqualTo(OLD.publicKey());
    }

    @ParameterizedTest
    @MethodSource("faults")
    void by_a_fetcher_does_not_end_rediscovery(Throwable fault) throws Exception {
        AtomicInteger faultsLeft = new AtomicInteger();
        JwksKeySource keys = builder()
                .fetcher(uri -> {
                    if (!uri.getPath().endsWith("/openid-configuration") && faultsLeft.getAndDecrement() > 0) {
                        throw sneak(fault);
                    }
                    return server.fetch(uri);
                })
                .build();
        keys.key(request("old"));
        faultsLeft.set(3);
        time.advance(Duration.ofMinutes(5));

        assertThat(keys.health().lastError()).isEmpty();
        assertThat(server.metadataRequests()).isEqualTo(2);
    }

    @ParameterizedTest
    @MethodSource("faults")
    void by_a_fetcher_beside_good_keys_takes_none_away(Throwable fault) throws IOException, Exception {
        AtomicInteger fetches = new AtomicInteger();
        JwksKeySource keys = builder()
                .fetcher(uri -> {
                    if (fetches.incrementAndGet() > 2) {
                        throw sneak(fault);
                    }
                    return server.fetch(uri);
                })
                .build();
        keys.key(request("old"));
        time.advance(Duration.ofHours(1));

        assertThat(keys.key(request("old")).publicKey()).isEqualTo(OLD.publicKey());
    }
}
