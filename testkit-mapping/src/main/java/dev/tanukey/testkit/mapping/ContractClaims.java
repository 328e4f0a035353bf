package dev.tanukey.testkit.mapping;

import dev.tanukey.AuthenticationException;
import dev.tanukey.TokenAuthenticator;
import dev.tanukey.issuer.Issuer;
import dev.tanukey.testkit.CiTokenBuilder;
import dev.tanukey.testkit.TokenMint;
import dev.tanukey.token.Claims;
import dev.tanukey.user.UserInfo;
import java.util.Map;

/** Claims come out of verified tokens only, so these do too. */
final class ContractClaims {
    private static final String AUDIENCE = "https://api.example.com";

    private final TokenMint mint = TokenMint.of("https://gitlab.example.com");

    /** The claims of a job's token, with some set. */
    Claims of(Map<String, ?> set) {
        CiTokenBuilder token = mint.ciToken().audience(AUDIENCE).without("groups_direct");
        set.forEach(token::claim);
        try {
            return TokenAuthenticator.builder()
                    .issuer(
                            Issuer.gitlab(mint.issuer()).audience(AUDIENCE).build(),
                            mint.keySet(),
                            any -> UserInfo.named("anybody"))
                    .build()
                    .authenticate(token.sign())
                    .orElseThrow()
                    .token()
                    .claims();
        } catch (AuthenticationException impossible) {
            throw new IllegalStateException("A token that was minted here must be good", impossible);
        }
    }
}
