package dev.tanukey.examples.quickstart;

import dev.tanukey.AuthenticationResult;
import dev.tanukey.TokenAuthenticator;
import dev.tanukey.issuer.Issuer;
import dev.tanukey.jwks.JwksKeySource;
import dev.tanukey.mapping.gitlab.GitLabMappings;
import dev.tanukey.testkit.FakeGitLab;
import dev.tanukey.testkit.MutableClock;
import dev.tanukey.testkit.ReceivedRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.Collectors;

/** A GitLab CI/CD job shows its ID token at our door: once as it should be, and three times not. */
public final class Quickstart {
    private static final String AUDIENCE = "https://api.example.com";

    private Quickstart() {}

    /**
     * Runs the quick start.
     *
     * @param args none
     */
    public static void main(String[] args) {
        MutableClock clock = MutableClock.at(Instant.now());
        try (FakeGitLab gitlab = FakeGitLab.start(clock)) {
            Issuer issuer = Issuer.gitlab(gitlab.issuer())
                    .audience(AUDIENCE)
                    .insecureAllowHttpOnLoopback() // the fake GitLab speaks http, and only with this machine
                    .build();
            try (JwksKeySource keys = JwksKeySource.discovered(issuer)) {
                TokenAuthenticator authenticator = TokenAuthenticator.builder()
                        .issuer(issuer, keys, GitLabMappings.ciJobs())
                        .clock(clock)
                        .build();
                show(gitlab, clock, authenticator);
            }
        }
    }

    private static void show(FakeGitLab gitlab, MutableClock clock, TokenAuthenticator authenticator) {
        Page page = new Page(System.out);
        page.title("Tanukey quick start");
        page.text("A fake GitLab listens on " + gitlab.url() + ".");
        page.text("A job of acme/shop, on the protected branch main, asks it for an ID token");
        page.text("for " + AUDIENCE + " and knocks at our door.");

        String token = gitlab.ciToken()
                .project("acme/shop", 4711)
                .branch("main")
                .protectedRef()
                .audience(AUDIENCE)
                .sign();

        page.outcome("The token as GitLab signed it", authenticator.authenticate(token));
        page.remark("To judge it we asked GitLab for " + asked(gitlab) + ".");

        page.outcome("The same token with one character changed", authenticator.authenticate(tampered(token)));

        String elsewhere = gitlab.ciToken()
                .project("acme/shop", 4711)
                .branch("main")
                .audience(AUDIENCE + "/")
                .sign();
        page.outcome("A token for " + AUDIENCE + "/", authenticator.authenticate(elsewhere));

        clock.advance(Duration.ofHours(2));
        AuthenticationResult late = authenticator.authenticate(token);
        page.outcome("The first token, two hours later", late);

        page.end("Nobody but the first got in. Next: README.md, and docs/reasons.md for every reason.");
    }

    /** Another letter in the middle of the signature. */
    private static String asked(FakeGitLab gitlab) {
        return gitlab.requests().stream().map(ReceivedRequest::path).collect(Collectors.joining(" and "));
    }

    private static String tampered(String token) {
        int at = token.length() - 100;
        char other = token.charAt(at) == 'A' ? 'B' : 'A';
        return token.substring(0, at) + other + token.substring(at + 1);
    }
}
