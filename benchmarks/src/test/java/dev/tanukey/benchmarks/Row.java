package dev.tanukey.benchmarks;

import static java.util.Optional.empty;

import dev.tanukey.TokenAuthenticator;
import dev.tanukey.benchmarks.peers.Peer;
import dev.tanukey.benchmarks.peers.Refused;
import dev.tanukey.cel.CelExpressionLanguage;
import dev.tanukey.mapping.ClaimMappings;
import dev.tanukey.mapping.configuration.AuthenticationConfiguration;
import dev.tanukey.mapping.configuration.ConfiguredAuthenticator;
import dev.tanukey.mapping.configuration.ConfiguredAuthenticatorBuilder;
import dev.tanukey.token.TokenVerifier;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.Provider;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/** The rows of the tables. */
public enum Row {
    BARE("bare `Signature.verify`, JDK", tokens -> bare(tokens, empty())),
    BARE_ACCP("bare, ACCP", FastProvider.ACCP, (tokens, provider) -> bare(tokens, Optional.of(provider))),
    BARE_CONSCRYPT(
            "bare, Conscrypt", FastProvider.CONSCRYPT, (tokens, provider) -> bare(tokens, Optional.of(provider))),

    REPEATED("**Tanukey**, repeated token, from its cache", Row::repeated),
    VERIFY("**Tanukey**, verify only", tokens -> verify(tokens, it -> it)),
    CLAIMS("**Tanukey**, verify and map by claim", tokens -> claims(tokens, it -> it)),
    CEL("**Tanukey**, verify and map by CEL", tokens -> cel(tokens, it -> it)),
    VERIFY_ACCP(
            "**Tanukey**, verify only, ACCP",
            FastProvider.ACCP,
            (tokens, provider) -> verify(tokens, it -> it.signatureProvider(provider))),
    VERIFY_CONSCRYPT(
            "**Tanukey**, verify only, Conscrypt",
            FastProvider.CONSCRYPT,
            (tokens, provider) -> verify(tokens, it -> it.signatureProvider(provider))),
    CLAIMS_ACCP(
            "**Tanukey**, verify and map by claim, ACCP",
            FastProvider.ACCP,
            (tokens, provider) -> claims(tokens, it -> it.signatureProvider(provider))),
    CLAIMS_CONSCRYPT(
            "**Tanukey**, verify and map by claim, Conscrypt",
            FastProvider.CONSCRYPT,
            (tokens, provider) -> claims(tokens, it -> it.signatureProvider(provider))),
    CEL_ACCP(
            "**Tanukey**, verify and map by CEL, ACCP",
            FastProvider.ACCP,
            (tokens, provider) -> cel(tokens, it -> it.signatureProvider(provider))),
    CEL_CONSCRYPT(
            "**Tanukey**, verify and map by CEL, Conscrypt",
            FastProvider.CONSCRYPT,
            (tokens, provider) -> cel(tokens, it -> it.signatureProvider(provider))),

    JOSE4J("jose4j `JwtConsumer`", Peer.JOSE4J),
    NIMBUS("Nimbus `DefaultJWTProcessor`", Peer.NIMBUS),
    SPRING("Spring `NimbusJwtDecoder`", Peer.SPRING),
    AUTH0("Auth0 `java-jwt`", Peer.AUTH0),
    SMALLRYE("SmallRye `JWTParser`", Peer.SMALLRYE),
    VERTX("Vert.x `JWTAuth`", Peer.VERTX),
    FUSIONAUTH("`fusionauth-jwt`", Peer.FUSIONAUTH),
    JJWT("jjwt", Peer.JJWT);

    private final String title;
    private final Setup setup;
    private final Optional<FastProvider> provider;
    private final Optional<String> whyNotEdDsa;

    Row(String title, Setup setup) {
        this(title, setup, empty(), empty());
    }

    Row(String title, FastProvider provider, SetupWith setup) {
        this(title, tokens -> setup.of(tokens, provider.make()), Optional.of(provider), empty());
    }

    Row(String title, Peer peer) {
        this(title, tokens -> Contender.of(peer.trusting(tokens.trust())), empty(), peer.whyNotEdDsa());
    }

    Row(String title, Setup setup, Optional<FastProvider> provider, Optional<String> whyNotEdDsa) {
        this.title = title;
        this.setup = setup;
        this.provider = provider;
        this.whyNotEdDsa = whyNotEdDsa;
    }

    /** {@return what it is called in the tables} */
    public String title() {
        return title;
    }

    /** {@return whether it checks a signature and nothing else} */
    public boolean isBare() {
        return name().startsWith("BARE");
    }

    /**
     * The bare check that it is measured beside: the JDK's for RS256, with which everything is compared; for others
     * that of the same provider, since one that is thirty times slower says nothing.
     */
    public Row bareBeside(TokenAlgorithm algorithm) {
        if (algorithm == TokenAlgorithm.RS256 || provider.isEmpty()) {
            return BARE;
        }
        return switch (provider.get()) {
            case ACCP -> BARE_ACCP;
            case CONSCRYPT -> BARE_CONSCRYPT;
        };
    }

    /** {@return why it cannot be measured with this algorithm on this machine; empty if it can} */
    public Optional<String> whyNot(TokenAlgorithm algorithm) {
        if (provider.isPresent() && !provider.get().isHere()) {
            return Optional.of("its native library is not for this machine");
        }
        return algorithm == TokenAlgorithm.EDDSA ? whyNotEdDsa : empty();
    }

    /** Sets it up for these tokens. */
    Contender<?> contender(JobTokens tokens) throws Exception {
        return setup.of(tokens);
    }

    /** Each thread keeps its object, and all share the key in the provider's own class. */
    private static Contender<?> bare(JobTokens tokens, Optional<Provider> provider) throws Exception {
        TokenAlgorithm algorithm = tokens.algorithm();
        // ACCP has no factory for Ed25519, and takes the JDK's key
        KeyFactory factory = provider.isPresent() && provider.get().getService("KeyFactory", algorithm.keys()) != null
                ? KeyFactory.getInstance(algorithm.keys(), provider.get())
                : KeyFactory.getInstance(algorithm.keys());
        PublicKey key =
                factory.generatePublic(new X509EncodedKeySpec(tokens.publicKey().getEncoded()));
        ThreadLocal<Signature> kept = ThreadLocal.withInitial(() -> verifying(algorithm, provider, key));
        return new Contender<Boolean>(
                token -> {
                    Signature signature = kept.get();
                    signature.update(token.signingInput());
                    if (!signature.verify(token.bareSignature())) {
                        throw new Refused("the signature");
                    }
                    return true;
                },
                good -> List.of());
    }

    private static Signature verifying(TokenAlgorithm algorithm, Optional<Provider> provider, PublicKey key) {
        try {
            Signature signature = provider.isPresent()
                    ? Signature.getInstance(algorithm.bare(), provider.get())
                    : Signature.getInstance(algorithm.bare());
            signature.initVerify(key);
            return signature;
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException("No provider checks " + algorithm, missing);
        }
    }

    private static Contender<?> verify(JobTokens tokens, UnaryOperator<TokenVerifier.Builder> option) throws Exception {
        TokenVerifier verifier = option.apply(TokenVerifier.builder().issuer(tokens.issuer(), tokens.keySet()))
                .build();
        return new Contender<>(
                token -> verifier.verify(token.text()), good -> good.claims().names());
    }

    private static Contender<?> repeated(JobTokens tokens) throws Exception {
        return Contender.ofFreshText(byClaim(tokens).tokenCache(10_000).build()::authenticate);
    }

    private static Contender<?> claims(JobTokens tokens, UnaryOperator<TokenAuthenticator.Builder> option)
            throws Exception {
        return Contender.of(option.apply(byClaim(tokens)).build()::authenticate);
    }

    private static TokenAuthenticator.Builder byClaim(JobTokens tokens) throws Exception {
        ClaimMappings mapping = ClaimMappings.username("sub", "gitlab:")
                .groups("groups_direct", "gitlab:")
                .uid("user_id")
                .build();
        return TokenAuthenticator.builder().issuer(tokens.issuer(), tokens.keySet(), mapping);
    }

    private static Contender<?> cel(JobTokens tokens, UnaryOperator<ConfiguredAuthenticatorBuilder> option)
            throws Exception {
        var keys = tokens.keySet();
        ConfiguredAuthenticatorBuilder builder = ConfiguredAuthenticator.builder(discovery -> keys)
                .expressionLanguage(CelExpressionLanguage.kubernetes())
                .algorithms(Set.of(tokens.algorithm().signatureAlgorithm()));
        return Contender.of(option.apply(builder).build(AuthenticationConfiguration.parse(cloudfleet()))::authenticate);
    }

    /** The file of the example, which names the issuer and the audience of the tokens. */
    static String cloudfleet() throws Exception {
        try (InputStream file = Row.class.getResourceAsStream("/cloudfleet/authentication.yaml")) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @FunctionalInterface
    private interface Setup {
        Contender<?> of(JobTokens tokens) throws Exception;
    }

    @FunctionalInterface
    private interface SetupWith {
        Contender<?> of(JobTokens tokens, Provider provider) throws Exception;
    }
}
