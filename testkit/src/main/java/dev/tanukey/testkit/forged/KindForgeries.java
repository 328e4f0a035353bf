package dev.tanukey.testkit.forged;

import static dev.tanukey.reason.RejectionReason.AUDIENCE_MISMATCH;
import static dev.tanukey.reason.RejectionReason.CLAIM_MISSING;
import static dev.tanukey.reason.RejectionReason.ISSUER_UNKNOWN;
import static dev.tanukey.reason.RejectionReason.KEY_UNKNOWN;
import static dev.tanukey.reason.RejectionReason.NOT_A_JWT;
import static dev.tanukey.reason.RejectionReason.TOKEN_KIND_NOT_ACCEPTED;

import dev.tanukey.testkit.CiTokenBuilder;
import dev.tanukey.testkit.ServiceTokenBuilder;
import dev.tanukey.testkit.TokenBuilder;
import dev.tanukey.testkit.TokenMint;
import dev.tanukey.testkit.UserTokenBuilder;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** {@link Attack#KIND}. */
final class KindForgeries {
    private static final Chapter KIND = new Chapter(Attack.KIND);

    private static final String OPAQUE = "Not an ID token at all, and a secret: it must not be sent on, nor logged.";
    private static final String ONE_KEY_SET =
            "GitLab signs it with a key of the same set and names the same issuer; kinds"
                    + " of tokens must exclude each other (RFC 8725 3.12).";
    private static final String REMOVED =
            "GitLab removed it in 17.0; every job had one, for no audience or for GitLab's"
                    + " own, so that any service that got one can use it elsewhere.";
    private static final String ELSEWHERE = "Another's token, and another's key (RFC 8725 3.8).";

    private KindForgeries() {}

    static List<ForgedToken> list() {
        return List.of(
                KIND.gitlab(
                                "other-kind",
                                "a user's token where a job's is wanted, or the reverse, with the right audience",
                                "A job chooses its audience, an application's id too, and becomes a user whose id is"
                                        + " anything; the reverse lets people act as deployments (RFC 8725 3.12).")
                        .by(KindForgeries::otherKind, TOKEN_KIND_NOT_ACCEPTED, ISSUER_UNKNOWN, KEY_UNKNOWN),
                KIND.gitlab("two-kinds", "the marks of a user and of a job in one token", ONE_KEY_SET)
                        .by(
                                (mint, good) -> good.claim("job_id", "1")
                                        .claim("pipeline_id", "1")
                                        .claim("project_id", "1")
                                        .claim("auth_time", Workshop.seconds(good, "iat"))
                                        .claim("preferred_username", "jdoe")
                                        .sign(),
                                TOKEN_KIND_NOT_ACCEPTED),
                KIND.gitlab("secrets-manager", "a pipeline's token for GitLab's secrets manager", ONE_KEY_SET)
                        .by(KindForgeries::secretsManager, TOKEN_KIND_NOT_ACCEPTED),
                KIND.gitlab("cloud-connector", "a token of GitLab for its own cloud services", ONE_KEY_SET)
                        .by(
                                (mint, good) -> service(mint.cloudConnectorToken(), good)
                                        .claim("aud", Workshop.audience(good))
                                        .signWith(good.signingKey()),
                                TOKEN_KIND_NOT_ACCEPTED),
                KIND.gitlab("token-exchange", "a token that GitLab exchanged for its own services", ONE_KEY_SET)
                        .by(
                                (mint, good) -> service(mint.tokenExchangeToken(), good)
                                        .claim("aud", List.of("gitlab-iam-data-access", Workshop.audience(good)))
                                        .signWith(good.signingKey()),
                                TOKEN_KIND_NOT_ACCEPTED),
                KIND.standard("job-jwt", "CI_JOB_JWT: the bare host as issuer, no audience", REMOVED)
                        .by((mint, good) -> timed(mint.ciJobJwtV1(), good).sign(), ISSUER_UNKNOWN, CLAIM_MISSING),
                KIND.standard("job-jwt-v2", "CI_JOB_JWT_V2: the instance's address as audience", REMOVED)
                        .by(KindForgeries::jobJwtV2, AUDIENCE_MISMATCH, ISSUER_UNKNOWN),
                KIND.standard("job-token", "CI_JOB_TOKEN, opaque", OPAQUE)
                        .by((mint, good) -> mint.classicCiJobToken(), NOT_A_JWT),
                KIND.standard("job-token-jwt", "CI_JOB_TOKEN in its newer form", OPAQUE)
                        .by((mint, good) -> timed(mint.ciJobToken(), good).sign(), ISSUER_UNKNOWN, NOT_A_JWT),
                KIND.standard("job-token-jwt-cut", "CI_JOB_TOKEN in its newer form, prefix cut off", OPAQUE)
                        .by(
                                (mint, good) -> withoutPrefix(
                                        timed(mint.ciJobToken(), good).sign()),
                                ISSUER_UNKNOWN),
                KIND.standard("access-token", "a personal access token", OPAQUE)
                        .by((mint, good) -> mint.personalAccessToken(), NOT_A_JWT),
                KIND.standard("oauth-token", "an OAuth access token, 64 hexadecimal digits", OPAQUE)
                        .by((mint, good) -> "0123456789abcdef".repeat(4), NOT_A_JWT),
                KIND.standard("deploy-token", "a deploy token", OPAQUE)
                        .by((mint, good) -> "gldt-aFakeTokenOfTwenty000", NOT_A_JWT),
                KIND.standard("agent-credential", "what kubectl sends to the GitLab agent for a job", OPAQUE)
                        .by((mint, good) -> "ci:1:" + mint.classicCiJobToken(), NOT_A_JWT),
                KIND.standard("kubernetes", "a service account's token of Kubernetes", ELSEWHERE)
                        .by(KindForgeries::serviceAccount, ISSUER_UNKNOWN),
                KIND.standard("github", "a token of GitHub Actions, with the right audience", ELSEWHERE)
                        .by(KindForgeries::githubActions, ISSUER_UNKNOWN));
    }

    private static String otherKind(TokenMint mint, TokenBuilder<?> good) {
        String audience = Workshop.audience(good);
        return good instanceof UserTokenBuilder
                ? timed(mint.ciToken(), good).audience(audience).sign()
                : timed(mint.userToken(), good).audience(audience).sign();
    }

    /** Of a good job's token it has all but two claims, so that a rule over the project is not what refuses it. */
    private static String secretsManager(TokenMint mint, TokenBuilder<?> good) {
        CiTokenBuilder whole = timed(mint.secretsManagerToken(), good).audience(Workshop.audience(good));
        if (!(good instanceof CiTokenBuilder)) {
            return whole.sign();
        }
        Map<String, @Nullable Object> claims = Workshop.claims(whole);
        return good.claim("secrets_manager_scope", claims.get("secrets_manager_scope"))
                .claim("project_group_ids", claims.get("project_group_ids"))
                .sign();
    }

    private static String jobJwtV2(TokenMint mint, TokenBuilder<?> good) {
        CiTokenBuilder token = timed(mint.ciJobJwtV2(), good);
        Workshop.requireOtherAudience(good, Workshop.audience(token));
        return token.sign();
    }

    /** Under the issuer's very name, as GitLab's other services have it. */
    private static ServiceTokenBuilder service(ServiceTokenBuilder token, TokenBuilder<?> good) {
        return timed(token, good).claim("iss", Workshop.issuer(good));
    }

    private static String withoutPrefix(String jobToken) {
        return jobToken.substring("glcbt-".length());
    }

    /** Issued when the good token is, and as long alive: time is not what refuses it. */
    private static <B extends TokenBuilder<B>> B timed(B token, TokenBuilder<?> good) {
        long issuedAt = Workshop.seconds(good, "iat");
        return token.issuedAt(Instant.ofEpochSecond(issuedAt))
                .lifetime(Duration.ofSeconds(Workshop.seconds(good, "exp") - issuedAt));
    }

    private static String serviceAccount(TokenMint mint, TokenBuilder<?> good) {
        Map<String, @Nullable Object> claims = registered(good);
        claims.put("iss", "https://kubernetes.default.svc.cluster.local");
        claims.put("aud", List.of(Workshop.audience(good)));
        claims.put("sub", "system:serviceaccount:kube-system:default");
        claims.put("kubernetes.io", Map.of("namespace", "kube-system", "serviceaccount", Map.of("name", "default")));
        return strangers(claims);
    }

    private static String githubActions(TokenMint mint, TokenBuilder<?> good) {
        Map<String, @Nullable Object> claims = registered(good);
        claims.put("iss", "https://token.actions.githubusercontent.com");
        claims.put("aud", Workshop.audience(good));
        claims.put("sub", "repo:acme/shop:ref:refs/heads/main");
        claims.put("repository", "acme/shop");
        return strangers(claims);
    }

    private static Map<String, @Nullable Object> registered(TokenBuilder<?> good) {
        Map<String, @Nullable Object> claims = new LinkedHashMap<>();
        claims.put("iat", Workshop.seconds(good, "iat"));
        claims.put("exp", Workshop.seconds(good, "exp"));
        return claims;
    }

    private static String strangers(Map<String, @Nullable Object> claims) {
        String header = Workshop.json(Map.of("alg", "RS256", "typ", "JWT", "kid", Stranger.KEY.keyId()));
        return Stranger.KEY.sign(header, Workshop.json(claims));
    }
}
