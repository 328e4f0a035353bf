package dev.tanukey.kubernetes;

import dev.tanukey.AuthenticationResult;
import dev.tanukey.TokenAuthenticator;
import dev.tanukey.issuer.Issuer;
import dev.tanukey.key.KeySource;
import dev.tanukey.key.KeysUnavailableException;
import dev.tanukey.mapping.gitlab.GitLabMappings;
import dev.tanukey.reason.Unavailability;
import dev.tanukey.reason.UnavailabilityReason;
import dev.tanukey.testkit.CiTokenBuilder;
import dev.tanukey.testkit.TokenMint;
import java.time.Duration;

/** Real outcomes for real tokens. */
final class Results {
    static final String AUDIENCE = "https://gateway.example.com";

    private static final String ISSUER = "https://gitlab.example.com";

    private static final TokenMint MINT = TokenMint.of(ISSUER);

    CiTokenBuilder job() {
        return MINT.ciToken().project("acme/shop", 4711).audience(AUDIENCE);
    }

    AuthenticationResult of(String token) {
        return judge(token, MINT.keySet());
    }

    AuthenticationResult whileKeysAreUnavailable(String token) {
        return judge(token, request -> {
            throw new KeysUnavailableException(new Unavailability(
                    UnavailabilityReason.ISSUER_UNREACHABLE, "nobody listens at 10.1.2.3", Duration.ofMillis(1500)));
        });
    }

    private static AuthenticationResult judge(String token, KeySource keys) {
        Issuer issuer = Issuer.gitlab(ISSUER).audience(AUDIENCE).build();
        return TokenAuthenticator.builder()
                .issuer(issuer, keys, GitLabMappings.cloudfleet())
                .build()
                .authenticate(token);
    }
}
