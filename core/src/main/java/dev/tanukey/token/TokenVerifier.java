package dev.tanukey.token;

import static java.util.Objects.requireNonNull;

import dev.tanukey.issuer.Issuer;
import dev.tanukey.key.KeySource;
import dev.tanukey.key.KeysUnavailableException;
import dev.tanukey.key.SignatureAlgorithm;
import dev.tanukey.key.VerificationKey;
import dev.tanukey.reason.RejectedException;
import java.security.Provider;
import java.time.Clock;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Verifies tokens of one or more issuers, strictly and in a fixed order, and maps nothing. Most programs want
 * {@link dev.tanukey.TokenAuthenticator}, which stands on it; use it alone where the verified claims are all that is
 * needed.
 *
 * <p>It checks form, issuer, header, key, signature, audience, times and required claims. It does not check that a
 * token was not used before, what kind of GitLab token it is, or what its owner may do.
 *
 * <p>Immutable and thread-safe. Nothing that a stranger can send makes it throw anything but the two declared
 * exceptions.
 */
public final class TokenVerifier {
    /** The number of characters that a token may have unless said otherwise. */
    public static final int DEFAULT_MAXIMUM_TOKEN_LENGTH = 65_536;

    private final IssuerSelection issuers;
    private final SignatureCheck signatures;
    private final int maximumTokenLength;
    private final Clock clock;

    private TokenVerifier(Builder builder) {
        this.issuers = new IssuerSelection(builder.issuers);
        this.signatures = new SignatureCheck(builder.algorithms(), builder.signatureProvider);
        this.maximumTokenLength = builder.maximumTokenLength;
        this.clock = builder.clock;
    }

    /** {@return a builder that wants at least one issuer} */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * Verifies one token.
     *
     * @param token the compact form alone, without {@code Bearer}
     * @return what is proven
     * @throws RejectedException if the token is not accepted; tells why
     * @throws KeysUnavailableException if it cannot be judged now, since the issuer's keys cannot be had
     */
    public VerifiedToken verify(String token) throws RejectedException, KeysUnavailableException {
        CompactToken compact = CompactToken.parse(token, maximumTokenLength);
        TrustedIssuer trusted = issuers.select(compact);
        Header header = trusted.header(compact);
        byte[] signature = compact.signature();
        VerificationKey key = trusted.keys().key(header.keyRequest());
        Claims claims = signatures.prove(compact, header, signature, key);
        trusted.remember(compact, header);
        RegisteredClaims registered = RegisteredClaims.judge(claims, trusted.issuer(), clock.instant());
        return new VerifiedToken(trusted.issuer(), header, key, claims, registered);
    }

    /**
     * Tells whether what this verifier has proven before would be proven now as well: the issuer still publishes the
     * key under the same id, and the token is timely. The signature is not checked again, since the same bytes and the
     * same key give the same answer. For whoever remembers verified tokens; nobody else needs it.
     *
     * @param token what was proven
     * @return false if only {@link #verify} can tell: the id names another key now, or another verifier has proven it
     * @throws RejectedException as {@link #verify} would, if the token is not accepted any more
     * @throws KeysUnavailableException as {@link #verify} would, if the issuer's keys cannot be had now
     */
    public boolean stillHolds(VerifiedToken token) throws RejectedException, KeysUnavailableException {
        Optional<TrustedIssuer> trusted = issuers.of(token.issuer());
        if (trusted.isEmpty()
                || !trusted.get().keys().key(token.header().keyRequest()).equals(token.key())) {
            return false;
        }
        token.registered().requireTimely(token.issuer(), clock.instant());
        return true;
    }

    /**
     * Tells who checks the signatures.
     *
     * @return for each allowed algorithm the provider, by name and version, for instance {@code SunRsaSign 17}. A key
     *     that the chosen one cannot take is checked by the JVM's own even so
     */
    public Map<SignatureAlgorithm, String> signatureProviders() {
        return signatures.providers();
    }

    /** Collects issuers and options. Not thread-safe. */
    public static final class Builder {
        private static final int LEAST_MAXIMUM_LENGTH = 4_096;
        private static final int GREATEST_MAXIMUM_LENGTH = 262_144;

        private final Map<String, TrustedIssuer> issuers = new LinkedHashMap<>();
        private int maximumTokenLength = DEFAULT_MAXIMUM_TOKEN_LENGTH;
        private Clock clock = Clock.systemUTC();
        private Optional<Provider> signatureProvider = Optional.empty();

        private Builder() {}

        /**
         * Trusts an issuer.
         *
         * @param issuer whom to trust, and how far
         * @param keys the source of its keys, and of no other issuer's
         * @return this
         * @throws IllegalArgumentException if an issuer of the same URL is there already
         */
        public Builder issuer(Issuer issuer, KeySource keys) {
            requireNonNull(keys, "keys");
            if (issuers.putIfAbsent(issuer.url(), new TrustedIssuer(issuer, keys)) != null) {
                throw new IllegalArgumentException(
                        "Issuer \"" + issuer.url() + "\" is there already; name all its audiences in one Issuer");
            }
            return this;
        }

        /**
         * Sets how many characters a token may have. Default: 65,536; 4,096 to 262,144. A GitLab token with 200 groups
         * has about 20,000.
         *
         * @param characters the greatest length
         * @return this
         * @throws IllegalArgumentException if it is out of range
         */
        public Builder maximumTokenLength(int characters) {
            if (characters < LEAST_MAXIMUM_LENGTH || characters > GREATEST_MAXIMUM_LENGTH) {
                throw new IllegalArgumentException("maximumTokenLength must be " + LEAST_MAXIMUM_LENGTH + " to "
                        + GREATEST_MAXIMUM_LENGTH + " characters, but is " + characters);
            }
            maximumTokenLength = characters;
            return this;
        }

        /**
         * Sets the clock for {@code exp}, {@code nbf} and {@code iat}. Default: the system's.
         *
         * @param clock the clock
         * @return this
         */
        public Builder clock(Clock clock) {
            this.clock = requireNonNull(clock, "clock");
            return this;
        }

        /**
         * Lets a provider check the signatures of which it knows the algorithm and can take the key; the JVM's own
         * providers, in their order, check the others. A native one, such as Amazon Corretto Crypto Provider or
         * Conscrypt, takes half the time for RS256 and a tenth and less for ES256 and EdDSA. It need not be registered
         * in the JVM, whose order of providers is not touched. Default: the JVM's own, in their order, so that one
         * which the operator has put in front is used.
         *
         * @param provider the provider; make it once, since that can be costly
         * @return this
         */
        public Builder signatureProvider(Provider provider) {
            signatureProvider = Optional.of(requireNonNull(provider, "provider"));
            return this;
        }

        private Set<SignatureAlgorithm> algorithms() {
            Set<SignatureAlgorithm> algorithms = EnumSet.noneOf(SignatureAlgorithm.class);
            issuers.values()
                    .forEach(trusted -> algorithms.addAll(trusted.issuer().algorithms()));
            return algorithms;
        }

        /**
         * Builds the verifier, after it has made sure that there are signature checks for each allowed algorithm, and
         * that those of RS256 tell good from bad. Those of the others are tested before their first token; if they
         * fail, its tokens cannot be judged ({@code INTERNAL_ERROR}).
         *
         * @return the verifier
         * @throws IllegalArgumentException if there is no issuer
         * @throws IllegalStateException if the JVM lacks an allowed algorithm, or checks RS256 wrongly
         */
        public TokenVerifier build() {
            if (issuers.isEmpty()) {
                throw new IllegalArgumentException("At least one issuer is needed: name it with issuer(...)");
            }
            return new TokenVerifier(this);
        }
    }
}
