package dev.tanukey.checks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tanukey.AuthenticationResult;
import dev.tanukey.AuthenticationResult.Authenticated;
import dev.tanukey.AuthenticationResult.NotApplicable;
import dev.tanukey.AuthenticationResult.Rejected;
import dev.tanukey.TokenAuthenticator;
import dev.tanukey.issuer.Issuer;
import dev.tanukey.jwks.JwksKeySource;
import dev.tanukey.key.KeySource;
import dev.tanukey.mapping.gitlab.GitLabMappings;
import dev.tanukey.mapping.gitlab.GitLabRules;
import dev.tanukey.reason.RejectionReason;
import dev.tanukey.testkit.CiTokenBuilder;
import dev.tanukey.testkit.FakeGitLab;
import dev.tanukey.testkit.ReceivedRequest;
import dev.tanukey.testkit.TokenMint;
import dev.tanukey.testkit.UserTokenBuilder;
import dev.tanukey.testkit.forged.Attack;
import dev.tanukey.testkit.forged.ForgedToken;
import dev.tanukey.testkit.forged.ForgedTokens;
import dev.tanukey.user.ClaimsMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Tanukey refuses every token of the catalogue, for the reason that the catalogue gives. */
class ForgedTokensTest {
    private static final String AUDIENCE = "https://api.example.com";
    private static final String CLIENT_ID = "5feceb66ffc86f38d952786c6d696c79c2dbc239dd4e91b46729d73a27fb57e9";

    private static final TokenMint GITLAB = TokenMint.of("https://gitlab.com");
    private static final TokenAuthenticator FOR_JOBS =
            authenticator(AUDIENCE, GITLAB.issuer(), GITLAB.keySet(), rulesOverJobs());
    private static final TokenAuthenticator FOR_USERS =
            authenticator(CLIENT_ID, GITLAB.issuer(), GITLAB.keySet(), GitLabMappings.users());

    @Test
    void the_good_tokens_get_in() {
        assertThat(FOR_JOBS.authenticate(job(GITLAB).sign())).isInstanceOf(Authenticated.class);
        assertThat(FOR_USERS.authenticate(user(GITLAB).sign())).isInstanceOf(Authenticated.class);
    }

    @ParameterizedTest
    @MethodSource("dev.tanukey.testkit.forged.ForgedTokens#all")
    void forged_from_a_jobs_token_it_is_refused_for_its_reason(ForgedToken forged) {
        assertRefused(forged, FOR_JOBS.authenticate(forged.over(GITLAB, job(GITLAB))));
    }

    @ParameterizedTest
    @MethodSource("dev.tanukey.testkit.forged.ForgedTokens#forUsers")
    void forged_from_a_users_token_it_is_refused_for_its_reason(ForgedToken forged) {
        assertRefused(forged, FOR_USERS.authenticate(forged.over(GITLAB, user(GITLAB))));
    }

    @Test
    void all_together_make_no_request_but_for_metadata_and_keys() {
        try (FakeGitLab gitlab = FakeGitLab.start()) {
            Issuer issuer = issuer(gitlab.issuer(), AUDIENCE);
            try (JwksKeySource keys = JwksKeySource.discovered(issuer)) {
                TokenAuthenticator authenticator = TokenAuthenticator.builder()
                        .issuer(issuer, keys, rulesOverJobs())
                        .build();
                assertThat(authenticator.authenticate(job(gitlab.mint()).sign()))
                        .isInstanceOf(Authenticated.class);

                for (ForgedToken forged : ForgedTokens.all()) {
                    String token = forged.over(gitlab.mint(), job(gitlab.mint()));
                    assertThat(authenticator.authenticate(token))
                            .as(forged.toString())
                            .isNotInstanceOf(Authenticated.class);
                }
            }
            assertThat(gitlab.requests())
                    .extracting(ReceivedRequest::path)
                    .containsOnly("/.well-known/openid-configuration", "/oauth/discovery/keys");
        }
    }

    @Test
    void without_rules_over_projects_and_refs_a_forks_job_gets_in() {
        TokenAuthenticator lax = authenticator(AUDIENCE, GITLAB.issuer(), GITLAB.keySet(), GitLabMappings.ciJobs());

        assertThat(ForgedTokens.of(Attack.ORIGIN))
                .allSatisfy(forged -> assertThat(lax.authenticate(forged.over(GITLAB, job(GITLAB))))
                        .isInstanceOf(Authenticated.class));
    }

    @Test
    void the_documentation_counts_right() throws IOException {
        String page = Files.readString(Path.of("..", "docs", "forged-tokens.md"));

        assertThat(page).contains("A catalogue of " + ForgedTokens.all().size() + " attacks");
        for (Attack attack : Attack.values()) {
            assertThat(page)
                    .contains("| `" + attack + "` | " + ForgedTokens.of(attack).size() + " | ");
        }
    }

    private static void assertRefused(ForgedToken forged, AuthenticationResult result) {
        assertThat(result).as(result.operatorMessage()).isInstanceOfAny(Rejected.class, NotApplicable.class);
        RejectionReason reason = result instanceof Rejected bad
                ? bad.rejection().reason()
                : ((NotApplicable) result).rejection().reason();
        assertThat(reason).as(result.operatorMessage()).matches(forged::allows, "one that the catalogue gives");
    }

    private static ClaimsMapper rulesOverJobs() {
        return GitLabMappings.byProject()
                .with(GitLabRules.project(4711))
                .with(GitLabRules.protectedRef())
                .with(GitLabRules.notFromFork());
    }

    private static CiTokenBuilder job(TokenMint mint) {
        return mint.ciToken()
                .project("acme/shop", 4711)
                .branch("main")
                .protectedRef()
                .audience(AUDIENCE);
    }

    private static UserTokenBuilder user(TokenMint mint) {
        return mint.userToken().user("jdoe", 1001).audience(CLIENT_ID);
    }

    private static TokenAuthenticator authenticator(String audience, String url, KeySource keys, ClaimsMapper mapper) {
        return TokenAuthenticator.builder()
                .issuer(issuer(url, audience), keys, mapper)
                .build();
    }

    private static Issuer issuer(String url, String audience) {
        return Issuer.gitlab(url)
                .audience(audience)
                .insecureAllowHttpOnLoopback()
                .build();
    }
}
