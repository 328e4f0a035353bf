package dev.tanukey.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.tanukey.strict.JsonWriter;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.RSAPublicKeySpec;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FakeGitLabTest {
    private static FakeGitLab gitlab;

    @BeforeAll
    static void start() {
        gitlab = FakeGitLab.start();
    }

    @AfterAll
    static void stop() {
        gitlab.close();
    }

    @Test
    void it_listens_on_the_loopback_address_and_is_the_issuer() {
        assertThat(gitlab.url()).matches("http://127\\.0\\.0\\.1:[0-9]+");
        assertThat(gitlab.issuer()).isEqualTo(gitlab.url());
        assertThat(gitlab).hasToString("FakeGitLab[" + gitlab.url() + "]");
    }

    @Nested
    class Metadata {

        @ParameterizedTest
        @ValueSource(strings = {"/.well-known/openid-configuration", "/.well-known/oauth-authorization-server"})
        void has_the_members_of_gitlab_com_in_their_order(String path) throws IOException {
            Map<String, Object> published = Http.get(gitlab.url() + path).json();

            published = relocated(published, gitlab.url(), "https://gitlab.com");
            assertThat(published).containsExactlyEntriesOf(Jwt.resource("discovery.json"));
        }

        @Test
        void is_typed_and_not_to_be_cached() throws IOException {
            Http.Answer answer = Http.get(gitlab.url() + "/.well-known/openid-configuration");

            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.header("Content-Type")).hasValue("application/json; charset=utf-8");
            assertThat(answer.header("Cache-Control")).hasValue("max-age=0, private, must-revalidate");
        }

        @Test
        void leads_to_the_keys() throws IOException {
            assertThat(Http.get(gitlab.url() + "/.well-known/openid-configuration")
                            .json())
                    .containsEntry("jwks_uri", gitlab.jwksUri().toString());
        }

        private Map<String, Object> relocated(Map<String, Object> members, String from, String to) {
            return Jwt.json(JsonWriter.write(members).replace(from, to).getBytes(StandardCharsets.UTF_8));
        }
    }

    @Nested
    class Keys {

        @Test
        void are_the_users_and_the_jobs_in_this_order() throws IOException {
            assertThat(keys(gitlab.jwksUri().toString()))
                    .extracting(key -> key.get("kid"))
                    .containsExactly(
                            Jwt.header(gitlab.userToken().sign()).get("kid"),
                            Jwt.header(gitlab.ciToken().sign()).get("kid"));
        }

        @Test
        void may_be_cached_for_a_day() throws IOException {
            Http.Answer answer = Http.get(gitlab.jwksUri().toString());

            assertThat(answer.header("Content-Type")).hasValue("application/json; charset=utf-8");
            assertThat(answer.header("Cache-Control")).hasValue("max-age=86400, public, must-revalidate, no-transform");
        }

        @Test
        void could_not_be_cached_before_the_end_of_2023() throws IOException {
            try (FakeGitLab old =
                    FakeGitLab.builder().version(GitLabVersion.of("16.6")).start()) {
                assertThat(Http.get(old.jwksUri().toString()).header("Cache-Control"))
                        .hasValue("max-age=0, private, must-revalidate");
            }
        }

        @Test
        void have_gitlabs_members_in_gitlabs_order_and_their_thumbprint_as_id() throws Exception {
            for (Map<String, Object> key : keys(gitlab.jwksUri().toString())) {
                assertThat(key.keySet()).containsExactly("kty", "kid", "e", "n", "use", "alg");
                assertThat(key)
                        .containsEntry("kty", "RSA")
                        .containsEntry("e", "AQAB")
                        .containsEntry("use", "sig")
                        .containsEntry("alg", "RS256")
                        .containsEntry("kid", thumbprint(key));
            }
        }

        @Test
        void are_of_2048_bits_and_verify_what_was_signed() throws Exception {
            List<Map<String, Object>> keys = keys(gitlab.jwksUri().toString());

            assertThat(verifies(keys.get(0), gitlab.userToken().sign())).isTrue();
            assertThat(verifies(keys.get(1), gitlab.ciToken().sign())).isTrue();
            assertThat(verifies(keys.get(0), gitlab.ciToken().sign())).isFalse();
        }
    }

    @Nested
    class Addresses {

        @Test
        void everything_else_is_not_found() throws IOException {
            for (String path : List.of(
                    "/",
                    "/oauth/discovery/keys/",
                    "/oauth/token",
                    "//oauth/discovery/keys",
                    "/-/jwks",
                    "/.well-known/webfinger")) {
                assertThat(Http.get(gitlab.url() + path).status()).as(path).isEqualTo(404);
            }
            assertThat(Http.ask("POST", gitlab.jwksUri(), Map.of()).status()).isEqualTo(404);
        }

        @Test
        void the_old_address_of_the_keys_went_with_ci_job_jwt_in_17_0() throws IOException {
            try (FakeGitLab old = FakeGitLab.builder()
                            .version(GitLabVersion.of("16.11"))
                            .start();
                    FakeGitLab younger = FakeGitLab.builder()
                            .version(GitLabVersion.of("17.0"))
                            .start()) {
                assertThat(keys(old.url() + "/-/jwks"))
                        .isEqualTo(keys(old.jwksUri().toString()));
                assertThat(Http.get(younger.url() + "/-/jwks").status()).isEqualTo(404);
            }
        }

        @Test
        void a_relative_url_root_goes_in_front_of_everything() throws IOException {
            try (FakeGitLab below =
                    FakeGitLab.builder().relativeUrlRoot("/gitlab").start()) {
                assertThat(below.issuer()).endsWith("/gitlab");
                assertThat(below.jwksUri()).hasPath("/gitlab/oauth/discovery/keys");
                assertThat(Http.get(below.issuer() + "/.well-known/openid-configuration")
                                .json())
                        .containsEntry("issuer", below.issuer())
                        .containsEntry("jwks_uri", below.jwksUri().toString());
                assertThat(Http.get(below.issuer().replace("/gitlab", "/oauth/discovery/keys"))
                                .status())
                        .isEqualTo(404);
                assertThat(Jwt.claims(below.ciToken().sign()))
                        .containsEntry("iss", below.issuer())
                        .hasEntrySatisfying(
                                "ci_config_ref_uri",
                                uri -> assertThat(uri).asString().contains("/gitlab/acme/shop//"));
            }
        }

        @Test
        void a_relative_url_root_of_another_form_is_refused_in_words() {
            for (String root : List.of("gitlab", "/gitlab/", "/", "")) {
                assertThatExceptionOfType(IllegalArgumentException.class)
                        .isThrownBy(() -> FakeGitLab.builder().relativeUrlRoot(root))
                        .withMessageContainingAll("as in /gitlab", "came \"" + root + "\"");
            }
        }

        @Test
        void another_issuer_is_in_metadata_and_tokens_while_the_keys_stay_here() throws IOException {
            try (FakeGitLab named =
                    FakeGitLab.builder().issuer("https://ci.example.com/").start()) {
                assertThat(Http.get(named.url() + "/.well-known/openid-configuration")
                                .json())
                        .containsEntry("issuer", "https://ci.example.com/")
                        .containsEntry("jwks_uri", "https://ci.example.com/oauth/discovery/keys");
                assertThat(Jwt.claims(named.ciToken().sign())).containsEntry("iss", "https://ci.example.com/");
                assertThat(keys(named.jwksUri().toString())).hasSize(2);
            }
        }
    }

    @SuppressWarnings("unchecked")
    private static List<Map<String, Object>> keys(String url) throws IOException {
        return (List<Map<String, Object>>) Http.get(url).json().get("keys");
    }

    private static String thumbprint(Map<String, Object> key) throws Exception {
        String canonical = "{\"e\":\"" + key.get("e") + "\",\"kty\":\"RSA\",\"n\":\"" + key.get("n") + "\"}";
        byte[] hash = MessageDigest.getInstance("SHA-256").digest(canonical.getBytes(StandardCharsets.UTF_8));
        return Base64.getUrlEncoder().withoutPadding().encodeToString(hash);
    }

    private static boolean verifies(Map<String, Object> key, String token) throws Exception {
        byte[] modulus = Jwt.decoded((String) key.get("n"));
        assertThat(modulus).hasSize(256);
        PublicKey publicKey = KeyFactory.getInstance("RSA")
                .generatePublic(new RSAPublicKeySpec(new BigInteger(1, modulus), BigInteger.valueOf(65_537)));
        Signature rs256 = Signature.getInstance("SHA256withRSA");
        rs256.initVerify(publicKey);
        rs256.update(token.substring(0, token.lastIndexOf('.')).getBytes(StandardCharsets.US_ASCII));
        return rs256.verify(Jwt.signature(token));
    }
}
