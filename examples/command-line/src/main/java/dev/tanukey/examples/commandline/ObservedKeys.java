package dev.tanukey.examples.commandline;

import dev.tanukey.issuer.Discovery;
import dev.tanukey.jwks.JwksKeySource;
import dev.tanukey.key.KeyRequest;
import dev.tanukey.key.KeySource;
import dev.tanukey.key.KeysUnavailableException;
import dev.tanukey.key.VerificationKey;
import dev.tanukey.mapping.configuration.KeySources;
import dev.tanukey.reason.RejectedException;
import dev.tanukey.reason.Unavailability;
import dev.tanukey.reason.UnavailabilityReason;
import dev.tanukey.token.TokenVerifier;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Key sources that remember what they were asked for and what they said, for one token: so one knows how far it came,
 * and it can be verified a second time with the same keys. Not thread-safe.
 */
final class ObservedKeys implements KeySources {

    /**
     * What a source was asked for.
     *
     * @param issuer the URL of its issuer
     * @param request what the header said
     * @param key what it found, if anything
     */
    record Asked(String issuer, KeyRequest request, Optional<VerificationKey> key) {}

    private final KeySources real;
    private final List<Source> sources = new ArrayList<>();
    private Optional<Asked> asked = Optional.empty();

    ObservedKeys(KeySources real) {
        this.real = real;
    }

    @Override
    public KeySource keysOf(Discovery discovery) {
        Source source = new Source(discovery, sourceOf(discovery));
        sources.add(source);
        return source;
    }

    private KeySource sourceOf(Discovery discovery) {
        try {
            return real.keysOf(discovery);
        } catch (IllegalArgumentException noWay) {
            Unavailability why = new Unavailability(
                    UnavailabilityReason.ISSUER_UNREACHABLE, String.valueOf(noWay.getMessage()), Duration.ZERO);
            return request -> {
                throw new KeysUnavailableException(why);
            };
        }
    }

    /** {@return what was asked for, if the token came so far} */
    Optional<Asked> asked() {
        return asked;
    }

    /** {@return a verifier of the same issuers, with the same keys; empty if there is no issuer} */
    Optional<TokenVerifier> verifier(Clock clock) {
        if (sources.isEmpty()) {
            return Optional.empty();
        }
        TokenVerifier.Builder verifier = TokenVerifier.builder().clock(clock);
        sources.forEach(source -> verifier.issuer(source.discovery.issuer(), source));
        return Optional.of(verifier.build());
    }

    private final class Source implements KeySource, AutoCloseable {
        private final Discovery discovery;
        private final KeySource real;
        private @Nullable VerificationKey found;

        private Source(Discovery discovery, KeySource real) {
            this.discovery = discovery;
            this.real = real;
        }

        @Override
        public VerificationKey key(KeyRequest request) throws RejectedException, KeysUnavailableException {
            if (found != null) {
                return found;
            }
            String issuer = discovery.issuer().url();
            asked = Optional.of(new Asked(issuer, request, Optional.empty()));
            VerificationKey key = real.key(request);
            found = key;
            asked = Optional.of(new Asked(issuer, request, Optional.of(key)));
            return key;
        }

        @Override
        public void close() {
            if (real instanceof JwksKeySource fetching) {
                fetching.close();
            }
        }
    }
}
