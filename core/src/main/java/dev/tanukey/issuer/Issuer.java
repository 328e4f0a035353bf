package dev.tanukey.issuer;

import static java.util.Objects.requireNonNull;

import dev.tanukey.key.SignatureAlgorithm;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * One issuer whose tokens are taken, and under which conditions.
 *
 * <pre>{@code
 * Issuer gitlab = Issuer.gitlab("https://gitlab.com").audience("https://api.example.com").build();
 * }</pre>
 *
 * <p>Defaults: RS256 alone, 30 s tolerance for clocks in both directions, {@code sub} required. Issuer and audiences
 * are compared code point by code point: a slash at the end, a port or the case of a letter make another value. Keys
 * are no part of it; a {@link dev.tanukey.key.KeySource} is paired with it at the front door.
 *
 * <p>Immutable and thread-safe.
 *
 * @param url the exact {@code iss} of the tokens, and the base of the discovery address (OpenID Connect Discovery 1.0,
 *     4)
 * @param audiences the values of which a token's {@code aud} must hold one; at least one, from the builder at most 64
 * @param algorithms the allowed {@code alg} values
 * @param expiryTolerance how long after {@code exp} a token is still taken; 0 to 5 minutes
 * @param notBeforeTolerance how far in the future {@code nbf} and {@code iat} may lie; 0 to 5 minutes
 * @param futureIssuedAtAllowed whether {@code iat} may lie in the future; see {@link Builder#allowFutureIssuedAt}
 * @param requiredClaims claims that must be there, besides {@code iss}, {@code aud} and {@code exp}, which always must
 * @param insecureHttpOnLoopback whether {@code url} may be {@code http} on this machine's loopback addresses; see
 *     {@link Builder#insecureAllowHttpOnLoopback}
 */
public record Issuer(
        String url,
        List<String> audiences,
        Set<SignatureAlgorithm> algorithms,
        Duration expiryTolerance,
        Duration notBeforeTolerance,
        boolean futureIssuedAtAllowed,
        Set<String> requiredClaims,
        boolean insecureHttpOnLoopback) {

    private static final int MAXIMUM_AUDIENCES = 64;
    private static final Duration MAXIMUM_TOLERANCE = Duration.ofMinutes(5);

    /**
     * Checks what no issuer can do without. The {@link Builder} checks more: that the URL names a host, and that no
     * text is blank.
     *
     * @throws IllegalArgumentException if a value cannot be, with a sentence for each
     */
    public Issuer {
        audiences = List.copyOf(audiences);
        algorithms = algorithms.isEmpty() ? Set.of() : Collections.unmodifiableSet(EnumSet.copyOf(algorithms));
        requiredClaims = Collections.unmodifiableSet(new LinkedHashSet<>(requiredClaims));
        List<String> problems = new ArrayList<>();
        if (!IssuerUrl.isProtected(url, insecureHttpOnLoopback)) {
            problems.add(
                    "url must begin with https://, or http:// and this machine's loopback address if that is allowed");
        }
        if (audiences.isEmpty()) {
            problems.add("audiences must name at least one");
        }
        if (audiences.contains("")) {
            problems.add("audience must not be empty");
        }
        if (algorithms.isEmpty()) {
            problems.add("algorithms must name at least one");
        }
        requireTolerance("expiryTolerance", expiryTolerance, problems);
        requireTolerance("notBeforeTolerance", notBeforeTolerance, problems);
        requireNone(url, problems);
    }

    private static void requireNone(String url, List<String> problems) {
        if (!problems.isEmpty()) {
            throw new IllegalArgumentException(
                    "Issuer " + IssuerUrl.withoutUserInformation(url) + ": " + String.join("; ", problems));
        }
    }

    private static void requireTolerance(String name, Duration tolerance, List<String> problems) {
        if (tolerance.isNegative() || tolerance.compareTo(MAXIMUM_TOLERANCE) > 0) {
            problems.add(name + " must be 0 to " + MAXIMUM_TOLERANCE.toSeconds() + " s, but is " + tolerance);
        }
    }

    /**
     * Begins a GitLab instance.
     *
     * @param url the instance's address as its tokens write it, for instance {@code https://gitlab.com} or
     *     {@code https://git.example.com/gitlab}; for CI/CD tokens the instance's CI issuer, if it has a separate one
     * @return the next stage: at least one audience must be named
     */
    public static NeedsAudience gitlab(String url) {
        return new NeedsAudience(requireNonNull(url, "url"), Set.of("sub"));
    }

    /** The stage of the builder at which no audience is named yet. */
    public static final class NeedsAudience {
        private final String url;
        private final Set<String> requiredClaims;

        private NeedsAudience(String url, Set<String> requiredClaims) {
            this.url = url;
            this.requiredClaims = requiredClaims;
        }

        /**
         * Names the first audience.
         *
         * @param audience the exact value that tokens for this service carry in {@code aud}; usually the service's own
         *     URL
         * @return the builder
         */
        public Builder audience(String audience) {
            return new Builder(url, requiredClaims).audience(audience);
        }
    }

    /** Collects the options of an issuer. Not thread-safe. */
    public static final class Builder {
        private final String url;
        private final List<String> audiences = new ArrayList<>();
        private final Set<String> requiredClaims;
        private Set<SignatureAlgorithm> algorithms = EnumSet.of(SignatureAlgorithm.RS256);
        private Duration expiryTolerance = Duration.ofSeconds(30);
        private Duration notBeforeTolerance = Duration.ofSeconds(30);
        private boolean futureIssuedAtAllowed;
        private boolean insecureHttpOnLoopback;

        private Builder(String url, Set<String> requiredClaims) {
            this.url = url;
            this.requiredClaims = new LinkedHashSet<>(requiredClaims);
        }

        /**
         * Names a further audience; a token needs one of them.
         *
         * @param audience an exact value; a star is a star
         * @return this
         */
        public Builder audience(String audience) {
            audiences.add(requireNonNull(audience, "audience"));
            return this;
        }

        /**
         * Replaces the allowed algorithms. Default: RS256, the only one that GitLab signs with. The discovery document
         * never widens the list.
         *
         * @param first an algorithm
         * @param more further ones
         * @return this
         */
        public Builder algorithms(SignatureAlgorithm first, SignatureAlgorithm... more) {
            algorithms = EnumSet.of(first, more);
            return this;
        }

        /**
         * Sets both tolerances for clocks that differ. Default: 30 s; 0 to 5 minutes.
         *
         * @param tolerance how much clocks may differ
         * @return this
         */
        public Builder clockTolerance(Duration tolerance) {
            return expiryTolerance(tolerance).notBeforeTolerance(tolerance);
        }

        /**
         * Sets how long after {@code exp} a token is still taken. Default: 30 s; 0 to 5 minutes.
         *
         * @param tolerance how long
         * @return this
         */
        public Builder expiryTolerance(Duration tolerance) {
            expiryTolerance = requireNonNull(tolerance, "tolerance");
            return this;
        }

        /**
         * Sets how far in the future {@code nbf} and {@code iat} may lie. Default: 30 s; 0 to 5 minutes.
         *
         * @param tolerance how far
         * @return this
         */
        public Builder notBeforeTolerance(Duration tolerance) {
            notBeforeTolerance = requireNonNull(tolerance, "tolerance");
            return this;
        }

        /**
         * Takes tokens whose {@code iat} lies in the future, as Kubernetes does; {@code nbf} is checked even so.
         * Default: they are refused.
         *
         * @return this
         */
        public Builder allowFutureIssuedAt() {
            futureIssuedAtAllowed = true;
            return this;
        }

        /**
         * Demands one more claim, of whatever value but null.
         *
         * @param claim the exact name
         * @return this
         */
        public Builder requiredClaim(String claim) {
            requiredClaims.add(requireNonNull(claim, "claim"));
            return this;
        }

        /**
         * Takes an {@code http} URL if its host is this machine: {@code localhost}, 127.0.0.0/8 or [::1]. For tests.
         * Whoever can listen on this machine can then sign tokens.
         *
         * @return this
         */
        public Builder insecureAllowHttpOnLoopback() {
            insecureHttpOnLoopback = true;
            return this;
        }

        /**
         * Builds the issuer.
         *
         * @return the issuer
         * @throws IllegalArgumentException naming every value that cannot be, and why
         */
        public Issuer build() {
            List<String> problems = IssuerUrl.problems(url, insecureHttpOnLoopback);
            if (audiences.size() > MAXIMUM_AUDIENCES) {
                problems.add("audiences must be 1 to " + MAXIMUM_AUDIENCES + ", but are " + audiences.size());
            }
            if (audiences.stream().anyMatch(String::isBlank)) {
                problems.add("audience must not be blank");
            }
            if (requiredClaims.stream().anyMatch(String::isBlank)) {
                problems.add("required claim must not be blank");
            }
            requireTolerance("expiryTolerance", expiryTolerance, problems);
            requireTolerance("notBeforeTolerance", notBeforeTolerance, problems);
            requireNone(url, problems);
            return new Issuer(
                    url,
                    audiences,
                    algorithms,
                    expiryTolerance,
                    notBeforeTolerance,
                    futureIssuedAtAllowed,
                    requiredClaims,
                    insecureHttpOnLoopback);
        }
    }
}
