package dev.tanukey;

import static java.util.Objects.requireNonNull;

import dev.tanukey.issuer.Issuer;
import dev.tanukey.key.KeySource;
import dev.tanukey.key.KeysUnavailableException;
import dev.tanukey.reason.RejectedException;
import dev.tanukey.reason.Rejection;
import dev.tanukey.reason.RejectionReason.Stage;
import dev.tanukey.reason.Unavailability;
import dev.tanukey.reason.UnavailabilityReason;
import dev.tanukey.token.TokenVerifier;
import dev.tanukey.token.VerifiedToken;
import dev.tanukey.user.ClaimsMapper;
import dev.tanukey.user.NamePrefixes;
import dev.tanukey.user.UserInfo;
import java.security.Provider;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets GitLab identities in: takes a bearer token, verifies it, maps its claims to a user, and names the outcome.
 *
 * <p>Each issuer is paired with the source of its keys and with the mapping of its claims; a token is judged by the
 * pair of the issuer that it names. Defaults: system clock, tokens of at most 65,536 characters, no memory of verified
 * tokens, no listener.
 *
 * <p>Immutable and thread-safe; make one and keep it. It does not close the key sources: whoever made them does.
 */
public final class TokenAuthenticator {
    private static final Logger LOG = LoggerFactory.getLogger(TokenAuthenticator.class);
    private static final Duration RETRY_AFTER_INTERNAL_ERROR = Duration.ofSeconds(10);

    private final TokenVerifier verifier;
    private final Map<String, ClaimsMapper> mappers;
    private final Optional<ReservedIdentities> reserved;
    private final Optional<VerifiedTokens> remembered;
    private final AuthenticationListener listener;

    private TokenAuthenticator(Builder builder) {
        this.verifier = builder.verifier.build();
        this.mappers = Map.copyOf(builder.mappers);
        ReservedIdentities identities = identities(builder.mappers);
        if (!builder.sharedPrefixesAllowed) {
            identities.requireNoneShared();
        }
        this.reserved = builder.reservedIdentitiesAllowed ? Optional.empty() : Optional.of(identities);
        this.remembered = builder.rememberedTokens == 0
                ? Optional.empty()
                : Optional.of(new VerifiedTokens(builder.rememberedTokens, verifier, builder.clock));
        this.listener = builder.listener;
        LOG.info("Signatures: {}", health().operatorMessage());
    }

    /** {@return a builder that wants at least one issuer} */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * Judges one credential.
     *
     * @param bearer what stood behind {@code Bearer} in the Authorization header; null if there was none
     * @return the outcome; bad input is an outcome, never an exception
     */
    public AuthenticationResult authenticate(@Nullable String bearer) {
        AuthenticationResult result = judge(bearer == null ? "" : bearer);
        tell(result);
        return result;
    }

    /** {@return what it works with now; costs little, and asks no key source} */
    public AuthenticatorHealth health() {
        return new AuthenticatorHealth(verifier.signatureProviders(), remembered.map(VerifiedTokens::statistics));
    }

    private AuthenticationResult judge(String bearer) {
        try {
            return remembered.isPresent() ? judge(bearer, remembered.get()) : map(verifier.verify(bearer));
        } catch (RejectedException refusal) {
            Rejection rejection = refusal.rejection();
            return rejection.reason().stage() == Stage.SELECTION
                    ? new AuthenticationResult.NotApplicable(rejection)
                    : new AuthenticationResult.Rejected(rejection);
        } catch (KeysUnavailableException cannotKnow) {
            return new AuthenticationResult.Unavailable(cannotKnow.unavailability());
        } catch (RuntimeException | StackOverflowError | LinkageError | AssertionError bug) {
            // A key source or mapper broke its promise. That is our fault and not the token's, and nobody gets in.
            LOG.warn("A key source or claims mapper failed", bug);
            return new AuthenticationResult.Unavailable(new Unavailability(
                    UnavailabilityReason.INTERNAL_ERROR,
                    "a key source or claims mapper failed with "
                            + bug.getClass().getName(),
                    RETRY_AFTER_INTERNAL_ERROR));
        }
    }

    /** Whoever comes with the same token at the same time is judged as well: nobody waits for another's keys. */
    private AuthenticationResult judge(String bearer, VerifiedTokens tokens)
            throws RejectedException, KeysUnavailableException {
        AuthenticationResult.Authenticated known = tokens.find(bearer);
        if (known != null) {
            return known;
        }
        AuthenticationResult result = map(verifier.verify(bearer));
        if (result instanceof AuthenticationResult.Authenticated good) {
            tokens.put(bearer, good);
        }
        return result;
    }

    /**
     * A token that is proven to be ours is no other authenticator's turn any more, whatever a mapper calls its reason.
     */
    private AuthenticationResult map(VerifiedToken token) {
        String issuer = token.issuer().url();
        ClaimsMapper mapper = requireNonNull(mappers.get(issuer));
        try {
            UserInfo user = mapper.map(token);
            if (reserved.isPresent()) {
                reserved.get().requireNone(issuer, user);
            }
            return new AuthenticationResult.Authenticated(user, token);
        } catch (RejectedException refusal) {
            return new AuthenticationResult.Rejected(refusal.rejection());
        }
    }

    private static ReservedIdentities identities(Map<String, ClaimsMapper> mappers) {
        Map<String, NamePrefixes> prefixes = new LinkedHashMap<>();
        mappers.forEach((issuer, mapper) -> prefixes.put(issuer, mapper.prefixes()));
        return new ReservedIdentities(prefixes);
    }

    private void tell(AuthenticationResult result) {
        try {
            if (result instanceof AuthenticationResult.Authenticated good) {
                listener.authenticated(good);
            } else if (result instanceof AuthenticationResult.NotApplicable other) {
                listener.notApplicable(other);
            } else if (result instanceof AuthenticationResult.Rejected bad) {
                listener.rejected(bad);
            } else if (result instanceof AuthenticationResult.Unavailable unknown) {
                listener.unavailable(unknown);
            }
        } catch (RuntimeException | StackOverflowError | LinkageError | AssertionError bug) {
            LOG.warn("An AuthenticationListener failed; the outcome stands", bug);
        }
    }

    /** Collects issuers and options. Not thread-safe. */
    public static final class Builder {
        private final TokenVerifier.Builder verifier = TokenVerifier.builder();
        private final Map<String, ClaimsMapper> mappers = new LinkedHashMap<>();
        private Clock clock = Clock.systemUTC();
        /** 0 for none. */
        private int rememberedTokens;

        private boolean reservedIdentitiesAllowed;
        private boolean sharedPrefixesAllowed;
        private AuthenticationListener listener = AuthenticationListener.NO_OP;

        private Builder() {}

        /**
         * Trusts an issuer.
         *
         * @param issuer whom to trust, and how far
         * @param keys the source of its keys, and of no other issuer's
         * @param mapper how its claims become a user
         * @return this
         * @throws IllegalArgumentException if an issuer of the same URL is there already
         */
        public Builder issuer(Issuer issuer, KeySource keys, ClaimsMapper mapper) {
            verifier.issuer(issuer, keys);
            mappers.put(issuer.url(), requireNonNull(mapper, "mapper"));
            return this;
        }

        /**
         * Sets how many characters a token may have. Default: 65,536; 4,096 to 262,144.
         *
         * @param characters the greatest length
         * @return this
         * @throws IllegalArgumentException if it is out of range
         */
        public Builder maximumTokenLength(int characters) {
            verifier.maximumTokenLength(characters);
            return this;
        }

        /**
         * Sets the clock for {@code exp}, {@code nbf} and {@code iat}. Default: the system's.
         *
         * @param clock the clock
         * @return this
         */
        public Builder clock(Clock clock) {
            verifier.clock(clock);
            this.clock = clock;
            return this;
        }

        /**
         * Remembers the tokens that were let in, each with its user, so that the next request with the same token costs
         * no signature check. Default: nothing is remembered; 1 to 1,000,000 tokens. With more, those that are asked
         * for seldom are forgotten.
         *
         * <p>A remembered token is let in only if all its characters are the same, its issuer still publishes the same
         * key under the same id, and its times hold; otherwise the outcome is the one that a token gets which is seen
         * for the first time. Nothing is remembered of bad tokens, nor of those longer than 16,384 characters.
         * Listeners hear of every outcome. The mappers are not asked again: do not use this with one that looks at
         * anything but the token, such as a database or the time.
         *
         * <p>The texts of these tokens, which let in whoever has them, are kept in memory until they expire, and until
         * the next token comes after that. Who reads the program's memory can use them.
         *
         * @param maximumTokens how many tokens to remember
         * @return this
         * @throws IllegalArgumentException if it is out of range
         */
        public Builder tokenCache(int maximumTokens) {
            if (maximumTokens < 1 || maximumTokens > VerifiedTokens.GREATEST_MAXIMUM) {
                throw new IllegalArgumentException("tokenCache must be 1 to " + VerifiedTokens.GREATEST_MAXIMUM
                        + " tokens, but is " + maximumTokens);
            }
            rememberedTokens = maximumTokens;
            return this;
        }

        /**
         * Lets a provider check the signatures of which it knows the algorithm and can take the key; the JVM's own
         * providers, in their order, check the others. A native one, such as Amazon Corretto Crypto Provider or
         * Conscrypt, takes half the time for RS256 and a tenth and less for ES256 and EdDSA. It need not be registered
         * in the JVM, whose order of providers is not touched. Default: the JVM's own, in their order, so that one
         * which the operator has put in front is used. The log names who checks.
         *
         * @param provider the provider; make it once, since that can be costly
         * @return this
         */
        public Builder signatureProvider(Provider provider) {
            verifier.signatureProvider(provider);
            return this;
        }

        /**
         * Lets a mapper give any name: those that begin with {@code system:}, which a Kubernetes cluster takes for its
         * own parts and rulers, those under another issuer's {@linkplain ClaimsMapper#prefixes() prefix}, and those
         * with control characters. Default: a token that yields one, as name or group, is refused with
         * {@code IDENTITY_RESERVED}.
         *
         * @return this
         */
        public Builder insecureAllowReservedIdentities() {
            reservedIdentitiesAllowed = true;
            return this;
        }

        /**
         * Lets several issuers give names under the same {@linkplain ClaimsMapper#prefixes() prefix}, for instance
         * while a GitLab moves to another address. Each can then vouch for the other's users. Default: such issuers
         * cannot be built into one authenticator.
         *
         * @return this
         */
        public Builder insecureAllowSharedPrefixes() {
            sharedPrefixesAllowed = true;
            return this;
        }

        /**
         * Sets who hears of the outcomes. Default: nobody.
         *
         * @param listener the listener
         * @return this
         */
        public Builder listener(AuthenticationListener listener) {
            this.listener = requireNonNull(listener, "listener");
            return this;
        }

        /**
         * Builds the authenticator.
         *
         * @return the authenticator
         * @throws IllegalArgumentException if there is no issuer, or two give names under one prefix
         * @throws IllegalStateException if the JVM lacks an allowed algorithm, or checks RS256 wrongly
         */
        public TokenAuthenticator build() {
            return new TokenAuthenticator(this);
        }
    }
}
