package dev.tanukey.benchmarks.peers;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.auth.JWTOptions;
import io.vertx.ext.auth.User;
import io.vertx.ext.auth.authentication.TokenCredentials;
import io.vertx.ext.auth.jwt.JWTAuth;
import io.vertx.ext.auth.jwt.JWTAuthOptions;
import java.util.List;

/** Vert.x's {@code JWTAuth}, which has its answer before it returns. */
final class VertX {
    private VertX() {}

    static Verifier<?> trusting(Trust trust) {
        JWTAuthOptions options = new JWTAuthOptions()
                .setJWTOptions(new JWTOptions()
                        .setIssuer(trust.issuer())
                        .setAudience(List.of(trust.audience()))
                        .setLeeway(Trust.SKEW_SECONDS));
        JsonObject published = new JsonObject(trust.jwks());
        published.getJsonArray("keys").forEach(key -> options.addJwk((JsonObject) key));
        // it would read a key store with it, and there is none
        JWTAuth auth = JWTAuth.create(null, options);
        return new Verifier<User>(
                "Vert.x",
                token -> {
                    Future<User> user = auth.authenticate(new TokenCredentials(token));
                    if (user.failed()) {
                        throw new Refused(user.cause().toString());
                    }
                    return user.result();
                },
                user -> user.attributes().getJsonObject("accessToken").fieldNames());
    }
}
