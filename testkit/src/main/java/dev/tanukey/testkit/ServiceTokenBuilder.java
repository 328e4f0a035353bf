package dev.tanukey.testkit;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A token that GitLab signs for its own services, and that everybody else must refuse: {@code CI_JOB_TOKEN}, a Cloud
 * Connector token or an exchanged token, see {@link TokenMint}. They look like ID tokens, and the latter two even name
 * the same issuer.
 *
 * <p>There are no sentences about them; {@link #claim} sets and {@link #without} removes what a test needs.
 *
 * <p>Not thread-safe. A builder may sign any number of tokens; each has a {@code jti} of its own.
 */
public final class ServiceTokenBuilder extends TokenBuilder<ServiceTokenBuilder> {
    private static final String INSTANCE_ID = "ea8bf810-1d6f-4a6a-b4fd-93e8cbd8b57f";
    private static final String ORGANIZATION_ID = "3f2504e0-4f89-41d3-9a0c-0305e82c3301";

    private final ServiceTokenKind kind;

    ServiceTokenBuilder(Mint mint, ServiceTokenKind kind) {
        super(mint, kind.lifetime());
        this.kind = kind;
    }

    @Override
    ServiceTokenBuilder self() {
        return this;
    }

    @Override
    String prefix() {
        return kind == ServiceTokenKind.JOB_TOKEN ? "glcbt-" : "";
    }

    @Override
    Map<String, @Nullable Object> header(Mint mint, String keyId) {
        Map<String, @Nullable Object> header = new LinkedHashMap<>();
        header.put("typ", "JWT");
        header.put("kid", keyId);
        header.put("alg", "RS256");
        return header;
    }

    @Override
    Map<String, @Nullable Object> claims(Mint mint, long issuedAt, long expiresAt) {
        Map<String, @Nullable Object> claims = new LinkedHashMap<>();
        switch (kind) {
            case JOB_TOKEN -> addJobToken(claims, mint);
            case CLOUD_CONNECTOR -> addCloudConnector(claims, mint);
            case TOKEN_EXCHANGE -> addTokenExchange(claims, mint);
        }
        claims.put("iat", issuedAt);
        claims.put("nbf", issuedAt - 5);
        claims.put("exp", expiresAt);
        if (kind == ServiceTokenKind.CLOUD_CONNECTOR) {
            boolean saas = GitLabUrl.host(mint.instance()).equals("gitlab.com");
            claims.put("gitlab_realm", saas ? "saas" : "self-managed");
            claims.put("scopes", List.of("code_suggestions", "duo_chat"));
        }
        return claims;
    }

    private static void addJobToken(Map<String, @Nullable Object> claims, Mint mint) {
        claims.put("version", "0.1.0");
        claims.put("jti", UUID.randomUUID().toString());
        claims.put("aud", "gitlab-authz-token");
        claims.put("sub", "gid://gitlab/Ci::Build/" + Pipeline.DEFAULT.job());
        claims.put("iss", GitLabUrl.host(mint.instance()));
    }

    private static void addCloudConnector(Map<String, @Nullable Object> claims, Mint mint) {
        claims.put("jti", UUID.randomUUID().toString());
        claims.put("aud", "gitlab-ai-gateway");
        claims.put("sub", INSTANCE_ID);
        claims.put("iss", mint.issuer());
    }

    private static void addTokenExchange(Map<String, @Nullable Object> claims, Mint mint) {
        Map<String, Object> identity = new LinkedHashMap<>();
        identity.put("origin", "organization");
        identity.put("origin_id", ORGANIZATION_ID);
        identity.put("local_id", User.DEFAULT.id());
        identity.put("identity_kind", "user");
        identity.put("organization_role", "member");
        claims.put("jti", UUID.randomUUID().toString());
        claims.put("aud", List.of("gitlab-artifact-registry", "gitlab-iam-data-access"));
        claims.put("sub", "gid://gitlab/User/" + User.DEFAULT.id());
        claims.put("iss", mint.issuer());
        claims.put("ver", 1);
        claims.put("gitlab", identity);
    }
}
