package dev.tanukey.jwks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tanukey.AuthenticationResult;
import dev.tanukey.AuthenticationResult.Authenticated;
import dev.tanukey.AuthenticationResult.Rejected;
import dev.tanukey.TokenAuthenticator;
import dev.tanukey.corpus.RawJson;
import dev.tanukey.issuer.Issuer;
import dev.tanukey.key.KeySet;
import dev.tanukey.key.VerificationKey;
import dev.tanukey.reason.RejectionReason;
import dev.tanukey.user.UserInfo;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What GitLab instances have really published, and a token that one of them has really signed. */
class RealGitLabTest {
    private static final Map<String, Object> REAL = RawJson.read(
            Path.of("src/test/resources/gitlab-real.json"), Set.of("newest_published_set", "keys", "document"));
    private static final Issuer GITLAB_COM = Issuer.gitlab("https://gitlab.com")
            .audience("https://api.example.com")
            .build();

    @Test
    void every_key_of_gitlab_com_may_verify() throws Exception {
        byte[] published = utf8(object("jwks", "gitlab.com").get("newest_published_set"));
        KeySet keys = JsonWebKeySet.keys(published);

        assertThat(keys.keys())
                .extracting(VerificationKey::keyId)
                .extracting(java.util.Optional::get)
                .contains("kewiQq9jiC84CvSsJYOB-N6A8WFLSV20Mb-y7IlWDSQ", "4i3sFE7sxqNPOT7FdvcGA1ZVGGI_r-tsDXnEuYT4ZqE");
        assertThat(keys.unusableKeys()).isEmpty();
    }

    @Test
    void every_metadata_document_of_gitlab_com_is_believed() throws Exception {
        List<?> documents = (List<?>) REAL.get("discovery");

        assertThat(documents).isNotEmpty();
        for (Object published : documents) {
            byte[] document = utf8(((Map<?, ?>) published).get("document"));
            assertThat(DiscoveryDocument.read(
                                    Endpoint.metadata(DiscoveryDocument.address(GITLAB_COM)),
                                    GITLAB_COM,
                                    uri -> FetchedDocument.json(document))
                            .jwksUri())
                    .hasToString("https://gitlab.com/oauth/discovery/keys");
        }
    }

    @Test
    void a_real_job_token_is_good_in_its_time_and_expired_after_it() {
        AuthenticationResult then = authenticateAt(Instant.ofEpochSecond(1_677_190_000));
        AuthenticationResult later = authenticateAt(Instant.ofEpochSecond(1_677_192_147 + 31));

        assertThat(then).as(then.operatorMessage()).isInstanceOf(Authenticated.class);
        assertThat(((Authenticated) then).user().username())
                .isEqualTo("project_path:example/gitlab-ci-validate-jwt:ref_type:branch:ref:master");
        assertThat(((Rejected) later).rejection().reason()).isEqualTo(RejectionReason.EXPIRED);
    }

    private static AuthenticationResult authenticateAt(Instant now) {
        Issuer lab = Issuer.gitlab("https://gitlab.example.com")
                .audience("https://example.com")
                .build();
        String keys = (String) object("jwks", "gitlab.example.com (lab of rgl)").get("keys");
        FakeIssuer server = new FakeIssuer(lab.url()).publishing(utf8("{\"keys\":" + keys + "}"));
        return TokenAuthenticator.builder()
                .issuer(
                        lab,
                        JwksKeySource.builder(lab).fetcher(server).build(),
                        token -> UserInfo.named(token.subject().orElseThrow()))
                .clock(Clock.fixed(now, ZoneOffset.UTC))
                .build()
                .authenticate((String) ((Map<?, ?>) ((List<?>) REAL.get("tokens")).get(0)).get("token"));
    }

    private static Map<?, ?> object(String first, String second) {
        return (Map<?, ?>) ((Map<?, ?>) REAL.get(first)).get(second);
    }

    private static byte[] utf8(Object text) {
        return ((String) text).getBytes(StandardCharsets.UTF_8);
    }
}
