package dev.tanukey;

import static dev.tanukey.Forge.claims;
import static dev.tanukey.Forge.token;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tanukey.AuthenticationResult.Authenticated;
import dev.tanukey.key.KeySet;
import dev.tanukey.key.KeySource;
import dev.tanukey.key.KeysUnavailableException;
import dev.tanukey.key.UnusableKey;
import dev.tanukey.key.UnusableKeyException;
import dev.tanukey.key.VerificationKey;
import dev.tanukey.reason.Unavailability;
import dev.tanukey.reason.UnavailabilityReason;
import dev.tanukey.user.UserInfo;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** Laws of an authenticator that remembers. */
class TokenCacheProperties {
    private static final KeySet NONE = KeySet.of();
    private static final KeySet WITHDRAWN_AS_UNUSABLE =
            KeySet.of(List.of(), List.of(new UnusableKey(Optional.of(Forge.KEY_ID), "weak for a test")));
    private static final KeySource DOWN = request -> {
        throw new KeysUnavailableException(
                new Unavailability(UnavailabilityReason.ISSUER_UNREACHABLE, "down for a test", Duration.ofSeconds(7)));
    };

    private static final List<KeySource> SOURCES =
            List.of(Forge.keys(), NONE, KeySet.of(stranger()), WITHDRAWN_AS_UNUSABLE, DOWN, request -> {
                throw new IllegalStateException();
            });

    private static final String TOKEN = token();
    private static final List<String> TOKENS = List.of(
            TOKEN,
            token(claims("1790003600", "1790000100")),
            token(claims("1789999995", "1790000200")),
            token(claims("acme/shop", "acme/safe")),
            token("{\"typ\":\"JWT\",\"alg\":\"RS256\"}", Forge.CLAIMS),
            TOKEN.substring(0, TOKEN.length() - 2) + (TOKEN.charAt(TOKEN.length() - 2) == 'A' ? "BA" : "AA"),
            token(claims("acme/shop", "acme/refused")),
            "glpat-1234");

    /** Remembers the one token. */
    private static final TokenAuthenticator ONE =
            new World().builder().tokenCache(1).build();

    private static VerificationKey stranger() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            return VerificationKey.of(
                    Optional.of(Forge.KEY_ID), generator.generateKeyPair().getPublic());
        } catch (GeneralSecurityException | UnusableKeyException impossible) {
            throw new AssertionError(impossible);
        }
    }

    /** One issuer under one clock, asked by two authenticators. */
    private static final class World {
        private final MovingClock clock = new MovingClock();
        private KeySource keys = Forge.keys();
        private final TokenAuthenticator remembering = builder().tokenCache(2).build();
        private final TokenAuthenticator forgetful = builder().build();

        private TokenAuthenticator.Builder builder() {
            return TokenAuthenticator.builder()
                    .issuer(Forge.issuer().build(), request -> keys.key(request), token -> {
                        String subject = token.subject().orElseThrow();
                        return UserInfo.named(subject.contains("refused") ? "system:masters" : subject);
                    })
                    .clock(clock);
        }

        private void present(String token) {
            AuthenticationResult expected = forgetful.authenticate(token);
            AuthenticationResult result = remembering.authenticate(token);

            assertThat(result).hasSameClassAs(expected);
            assertThat(result.operatorMessage()).isEqualTo(expected.operatorMessage());
            assertThat(result.callerMessage()).isEqualTo(expected.callerMessage());
            if (result instanceof Authenticated good) {
                assertThat(good.user()).isEqualTo(((Authenticated) expected).user());
                assertThat(good.token().claims().asMap())
                        .isEqualTo(((Authenticated) expected).token().claims().asMap());
            }
        }
    }

    /** What may happen. */
    @FunctionalInterface
    private interface Event {
        void happen(World world);
    }

    @Property(tries = 200)
    void whoever_remembers_says_the_same_as_whoever_does_not(
            @ForAll("events") @Size(min = 1, max = 40) List<Event> events) {
        World world = new World();

        events.forEach(event -> event.happen(world));
    }

    @Provide
    Arbitrary<List<Event>> events() {
        Arbitrary<Event> token = Arbitraries.of(TOKENS).map(text -> world -> world.present(text));
        Arbitrary<Event> keys = Arbitraries.of(SOURCES).map(source -> world -> world.keys = source);
        Arbitrary<Event> time = Arbitraries.longs()
                .between(-400, 2_000)
                .map(seconds -> world -> world.clock.advance(Duration.ofSeconds(seconds)));
        Arbitrary<Event> instant = Arbitraries.of(-36L, 0L, 129L, 130L, 170L, 3_629L, 3_630L)
                .map(seconds -> world -> world.clock.set(Forge.NOW.plusSeconds(seconds)));
        Arbitrary<Event> home = Arbitraries.of(true).map(back -> world -> world.keys = Forge.keys());
        return Arbitraries.frequencyOf(
                        Tuple.of(8, token),
                        Tuple.of(2, keys),
                        Tuple.of(2, home),
                        Tuple.of(1, time),
                        Tuple.of(2, instant))
                .list();
    }

    @Property
    void any_changed_character_of_a_remembered_token_is_refused(
            @ForAll @IntRange(max = 10_000) int position, @ForAll("characters") char character) {
        ONE.authenticate(TOKEN);
        long hits = hits();
        int at = position % TOKEN.length();
        if (TOKEN.charAt(at) != character) {
            String changed = TOKEN.substring(0, at) + character + TOKEN.substring(at + 1);
            assertThat(ONE.authenticate(changed)).isNotInstanceOf(Authenticated.class);
            assertThat(hits()).isEqualTo(hits);
        }
        assertThat(ONE.authenticate(TOKEN)).isInstanceOf(Authenticated.class);
        assertThat(hits()).isEqualTo(hits + 1);
    }

    private static long hits() {
        return ONE.health().tokenCache().orElseThrow().hits();
    }

    @Provide
    Arbitrary<Character> characters() {
        return Arbitraries.oneOf(
                Arbitraries.chars().alpha(),
                Arbitraries.chars().numeric(),
                Arbitraries.of('-', '_', '.', '=', '+', '/', ' ', '\n', '\u0000', '\uff21'),
                Arbitraries.chars().all());
    }
}
