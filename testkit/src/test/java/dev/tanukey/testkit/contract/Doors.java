package dev.tanukey.testkit.contract;

import dev.tanukey.AuthenticationResult;
import dev.tanukey.TokenAuthenticator;
import dev.tanukey.gitlab.TokenKind;
import dev.tanukey.issuer.Issuer;
import dev.tanukey.jwks.JwksKeySource;
import dev.tanukey.jwks.RefreshPolicy;
import dev.tanukey.key.KeySource;
import dev.tanukey.reason.RejectedException;
import dev.tanukey.reason.Rejection;
import dev.tanukey.reason.RejectionReason;
import dev.tanukey.reason.Unavailability;
import dev.tanukey.reason.UnavailabilityReason;
import dev.tanukey.testkit.FakeGitLab;
import dev.tanukey.testkit.GitLabVersion;
import dev.tanukey.testkit.SigningKey;
import dev.tanukey.token.VerifiedToken;
import dev.tanukey.user.UserInfo;
import java.time.Duration;

/** Small gateways that stand on Tanukey. */
final class Doors {

    /** Less patient than usual, so that tests are fast. */
    static final RefreshPolicy HASTY = RefreshPolicy.STANDARD.withForcedFetchInterval(Duration.ofSeconds(2));

    private static final SigningKey USERS = SigningKey.generate();
    private static final SigningKey JOBS = SigningKey.generate();

    private Doors() {}

    /** With keys that all share, since keys take most of the time of these tests. */
    static FakeGitLab gitlab(GitLabVersion version) {
        return FakeGitLab.builder().version(version).signingKeys(USERS, JOBS).start();
    }

    static Issuer issuer(FakeGitLab gitlab, String audience) {
        return Issuer.gitlab(gitlab.issuer())
                .audience(audience)
                .insecureAllowHttpOnLoopback()
                .build();
    }

    /** As it should be. */
    static Gateway sound(FakeGitLab gitlab, String audience) {
        JwksKeySource keys = keys(gitlab, audience);
        Gateway gateway = with(gitlab, audience, keys);
        return new Gateway() {
            @Override
            public GatewayAnswer call(String token) throws Exception {
                return gateway.call(token);
            }

            @Override
            public void close() {
                keys.close();
            }
        };
    }

    static JwksKeySource keys(FakeGitLab gitlab, String audience) {
        JwksKeySource keys = JwksKeySource.builder(issuer(gitlab, audience))
                .refreshPolicy(HASTY)
                .build();
        keys.warmUp(Duration.ZERO);
        return keys;
    }

    static Gateway with(FakeGitLab gitlab, String audience, KeySource keys) {
        TokenAuthenticator authenticator = TokenAuthenticator.builder()
                .issuer(issuer(gitlab, audience), keys, Doors::job)
                .build();
        return token -> answer(authenticator.authenticate(token));
    }

    /** What a source says while GitLab is down. */
    static Unavailability down() {
        return new Unavailability(UnavailabilityReason.ISSUER_UNREACHABLE, "down", Duration.ofSeconds(1));
    }

    /** Jobs, and nobody else. */
    static UserInfo job(VerifiedToken token) throws RejectedException {
        if (TokenKind.of(token.claims()) != TokenKind.CI_JOB) {
            throw new RejectedException(Rejection.of(RejectionReason.TOKEN_KIND_NOT_ACCEPTED, "a job", "another"));
        }
        return UserInfo.named("job:" + token.subject().orElseThrow());
    }

    static GatewayAnswer answer(AuthenticationResult result) {
        return result.fold(
                good -> GatewayAnswer.ACCEPTED,
                other -> GatewayAnswer.REFUSED,
                bad -> GatewayAnswer.REFUSED,
                unknown -> GatewayAnswer.UNAVAILABLE);
    }
}
