package dev.tanukey.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tanukey.AuthenticationException;
import dev.tanukey.AuthenticationResult;
import dev.tanukey.AuthenticationResult.Rejected;
import dev.tanukey.TokenAuthenticator;
import dev.tanukey.issuer.Issuer;
import dev.tanukey.jwks.JwksKeySource;
import dev.tanukey.reason.Rejection;
import dev.tanukey.testkit.CiTokenBuilder;
import dev.tanukey.testkit.FakeGitLab;
import dev.tanukey.testkit.TokenBuilder;
import dev.tanukey.testkit.UserTokenBuilder;
import dev.tanukey.user.ClaimsMapper;
import dev.tanukey.user.UserInfo;

/** A fake GitLab, and a front door that trusts it and maps as each test wants. */
public final class KnockingAtTheDoor implements AutoCloseable {
    private static final String AUDIENCE = "https://api.example.com";

    private final FakeGitLab gitlab = FakeGitLab.start();
    private final Issuer issuer = Issuer.gitlab(gitlab.issuer())
            .audience(AUDIENCE)
            .insecureAllowHttpOnLoopback()
            .build();
    private final JwksKeySource keys = JwksKeySource.discovered(issuer);

    /** A person's token for this door. */
    public UserTokenBuilder person() {
        return gitlab.userToken().user("jdoe", 1001).audience(AUDIENCE);
    }

    /** A job's token for this door. */
    public CiTokenBuilder job() {
        return gitlab.ciToken().project("acme/shop", 4711).branch("main").audience(AUDIENCE);
    }

    public AuthenticationResult authenticate(ClaimsMapper mapper, TokenBuilder<?> token) {
        return TokenAuthenticator.builder().issuer(issuer, keys, mapper).build().authenticate(token.sign());
    }

    public UserInfo user(ClaimsMapper mapper, TokenBuilder<?> token) throws AuthenticationException {
        return authenticate(mapper, token).orElseThrow().user();
    }

    public Rejection rejection(ClaimsMapper mapper, TokenBuilder<?> token) {
        AuthenticationResult result = authenticate(mapper, token);

        assertThat(result).isInstanceOf(Rejected.class);
        return ((Rejected) result).rejection();
    }

    @Override
    public void close() {
        keys.close();
        gitlab.close();
    }
}
