package dev.tanukey.benchmarks.peers;

import java.util.Optional;

/**
 * The verifiers of others. Each is as careful as its own documentation shows, has the issuer's keys at hand, and keeps
 * what can be kept from token to token. All do the same: signature, {@code iss}, {@code aud}, {@code exp}, {@code nbf},
 * all claims into a map.
 */
public enum Peer {
    JOSE4J(Jose4j::trusting, Optional.empty()),
    NIMBUS(Nimbus::trusting, Optional.of("its keys of type OKP cannot be made Java keys")),
    SPRING(SpringSecurity::trusting, Optional.of("it stands on Nimbus")),
    AUTH0(Auth0::trusting, Optional.of("it has no such algorithm")),
    SMALLRYE(SmallRye::trusting, Optional.empty()),
    VERTX(VertX::trusting, Optional.empty()),
    FUSIONAUTH(FusionAuth::trusting, Optional.of("it knows the name Ed25519 alone")),
    JJWT(Jjwt::trusting, Optional.empty());

    private final Setup setup;
    private final Optional<String> whyNotEdDsa;

    Peer(Setup setup, Optional<String> whyNotEdDsa) {
        this.setup = setup;
        this.whyNotEdDsa = whyNotEdDsa;
    }

    /** Sets it up. */
    public Verifier<?> trusting(Trust trust) throws Exception {
        return setup.trusting(trust);
    }

    /** {@return why it cannot check EdDSA; empty if it can} */
    public Optional<String> whyNotEdDsa() {
        return whyNotEdDsa;
    }

    @FunctionalInterface
    private interface Setup {
        Verifier<?> trusting(Trust trust) throws Exception;
    }
}
