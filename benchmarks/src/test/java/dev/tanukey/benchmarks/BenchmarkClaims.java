package dev.tanukey.benchmarks;

import dev.tanukey.TokenAuthenticator;
import dev.tanukey.issuer.Issuer;
import dev.tanukey.jwks.JwksKeySource;
import dev.tanukey.testkit.FakeGitLab;
import dev.tanukey.token.Claims;
import dev.tanukey.user.UserInfo;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;

/** The claims of a realistic token: a CI job on a release branch, of a user who is in twenty groups. */
final class BenchmarkClaims {
    private static final String AUDIENCE = "https://api.example.com";

    private BenchmarkClaims() {}

    static Claims ofUserInTwentyGroups() {
        List<String> groups = IntStream.range(0, 20)
                .mapToObj(i -> "acme/department-" + i + "/team")
                .toList();
        AtomicReference<Claims> verified = new AtomicReference<>();
        try (FakeGitLab gitlab = FakeGitLab.start()) {
            Issuer issuer = Issuer.gitlab(gitlab.issuer())
                    .audience(AUDIENCE)
                    .insecureAllowHttpOnLoopback()
                    .build();
            try (JwksKeySource keys = JwksKeySource.discovered(issuer)) {
                TokenAuthenticator.builder()
                        .issuer(issuer, keys, token -> {
                            verified.set(token.claims());
                            return UserInfo.named("somebody");
                        })
                        .build()
                        .authenticate(gitlab.ciToken()
                                .project("acme/shop", 4711)
                                .branch("release/1.2")
                                .audience(AUDIENCE)
                                .claim("groups_direct", groups)
                                .sign());
            }
        }
        return verified.get();
    }
}
