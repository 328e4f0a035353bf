package dev.tanukey.benchmarks;

import dev.tanukey.AuthenticationResult.Authenticated;
import dev.tanukey.TokenAuthenticator;
import dev.tanukey.cel.CelExpressionLanguage;
import dev.tanukey.issuer.Issuer;
import dev.tanukey.jwks.FetchedDocument;
import dev.tanukey.jwks.JwksKeySource;
import dev.tanukey.key.KeySet;
import dev.tanukey.key.SignatureAlgorithm;
import dev.tanukey.key.VerificationKey;
import dev.tanukey.mapping.configuration.AuthenticationConfiguration;
import dev.tanukey.mapping.configuration.ConfiguredAuthenticator;
import dev.tanukey.user.UserInfo;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Runs in a JVM of its own: verifies a first token with ever more modules. Everything comes from files in a folder. */
public final class FirstToken {
    private FirstToken() {}

    /**
     * Verifies a first token.
     *
     * @param arguments when the JVM was called for; the folder; how many algorithms are allowed, 1 or 9
     */
    public static void main(String[] arguments) throws Exception {
        Stages stages = new Stages(arguments[0]);
        Path folder = Path.of(arguments[1]);
        Set<SignatureAlgorithm> algorithms = arguments[2].equals("1")
                ? EnumSet.of(SignatureAlgorithm.RS256)
                : EnumSet.complementOf(EnumSet.of(SignatureAlgorithm.EDDSA));
        String token = Files.readString(folder.resolve("token"));
        String byClaim = Files.readString(folder.resolve("claims.yaml"));
        String byCel = Files.readString(folder.resolve("cel.yaml"));
        byte[] encodedKey = Files.readAllBytes(folder.resolve("key"));
        String keyId = Files.readString(folder.resolve("kid"));
        byte[] jwks = Files.readAllBytes(folder.resolve("jwks"));
        byte[] discovery = Files.readAllBytes(folder.resolve("discovery"));
        stages.done("files");

        PublicKey key = KeyFactory.getInstance("RSA").generatePublic(new X509EncodedKeySpec(encodedKey));
        KeySet keys = KeySet.of(VerificationKey.of(Optional.of(keyId), key, SignatureAlgorithm.RS256));
        Issuer issuer = new Issuer(
                JobTokens.ISSUER,
                List.of(JobTokens.AUDIENCE),
                algorithms,
                Duration.ofSeconds(30),
                Duration.ofSeconds(30),
                false,
                Set.of(),
                false);
        TokenAuthenticator verifying = TokenAuthenticator.builder()
                .issuer(
                        issuer,
                        keys,
                        verified -> UserInfo.named(verified.subject().orElseThrow()))
                .build();
        stages.done("core: build");
        Stages.require(verifying.authenticate(token) instanceof Authenticated);
        stages.done("core: first token");

        JwksKeySource fetched = JwksKeySource.builder(issuer)
                .fetcher(uri -> FetchedDocument.json(uri.getPath().contains("openid-configuration") ? discovery : jwks))
                .build();
        Stages.require(fetched.warmUp(Duration.ofSeconds(10)));
        stages.done("jwks: keys from memory");
        JwksKeySource.discovered(issuer).close();
        stages.done("jwks: OkHttp");

        ConfiguredAuthenticator claims = ConfiguredAuthenticator.builder(discovered -> fetched)
                .algorithms(algorithms)
                .build(AuthenticationConfiguration.parse(byClaim));
        stages.done("claims-mapping: file");
        Stages.require(claims.authenticate(token) instanceof Authenticated);
        stages.done("claims-mapping: first token");

        ConfiguredAuthenticator cel = ConfiguredAuthenticator.builder(discovered -> keys)
                .expressionLanguage(CelExpressionLanguage.kubernetes())
                .algorithms(algorithms)
                .build(AuthenticationConfiguration.parse(byCel));
        stages.done("cel-support: compile");
        Stages.require(cel.authenticate(token) instanceof Authenticated);
        stages.done("cel-support: first token");
        fetched.close();
    }
}
