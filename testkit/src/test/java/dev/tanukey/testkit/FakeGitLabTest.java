package dev.tanukey.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIOException;

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
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
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
            assertThat(answer.contentType()).isEqualTo("application/json; charset=utf-8");
            assertThat(answer.cacheControl()).isEqualTo("max-age=0, private, must-revalidate");
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

        @ParameterizedTest
        @ValueSource(strings = {"/oauth/discovery/keys", "/-/jwks"})
        void are_the_users_and_the_jobs_in_this_order(String path) throws IOException {
            assertThat(keys(gitlab.url() + path))
                    .extracting(key -> key.get("kid"))
                    .containsExactly(
                            Jwt.header(gitlab.userToken().sign()).get("kid"),
                            Jwt.header(gitlab.ciToken().sign()).get("kid"));
        }

        @Test
        void may_be_cached_for_a_day() throws IOException {
            Http.Answer answer = Http.get(gitlab.jwksUri().toString());

            assertThat(answer.contentType()).isEqualTo("application/json; charset=utf-8");
            assertThat(answer.cacheControl()).isEqualTo("max-age=86400, public, must-revalidate, no-transform");
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

        @Test
        void a_rotation_swaps_the_jobs_key_without_overlap_and_keeps_the_users() throws IOException {
            CiTokenBuilder begunBefore = gitlab.ciToken();
            List<Map<String, Object>> before = keys(gitlab.jwksUri().toString());
            gitlab.rotateCiKey();
            List<Map<String, Object>> after = keys(gitlab.jwksUri().toString());

            assertThat(after).hasSize(2);
            assertThat(after.get(0)).isEqualTo(before.get(0));
            assertThat(after.get(1).get("kid"))
                    .isNotEqualTo(before.get(1).get("kid"))
                    .isEqualTo(Jwt.header(begunBefore.sign()).get("kid"));
        }
    }

    @Nested
    class Addresses {

        @Test
        void everything_else_is_not_found() throws IOException {
            for (String path : List.of("/", "/oauth/discovery/keys/", "/oauth/token", "//oauth/discovery/keys")) {
                assertThat(Http.get(gitlab.url() + path).status()).as(path).isEqualTo(404);
            }
            assertThat(Http.ask("POST", gitlab.jwksUri().toString()).status()).isEqualTo(404);
        }

        @Test
        void requests_are_remembered_in_their_order() throws IOException {
            try (FakeGitLab fresh = FakeGitLab.start()) {
                Http.get(fresh.url() + "/.well-known/openid-configuration");
                Http.get(fresh.url() + "/nothing?here");
                Http.get(fresh.jwksUri().toString());

                assertThat(fresh.requests())
                        .containsExactly("/.well-known/openid-configuration", "/nothing", "/oauth/discovery/keys");
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

    @Nested
    class End {

        @Test
        void nobody_answers_after_close_and_a_second_close_does_no_harm() {
            FakeGitLab closed = FakeGitLab.start();
            closed.close();
            closed.close();

            assertThatIOException().isThrownBy(() -> Http.get(closed.jwksUri().toString()));
        }

        @Test
        void no_thread_stays_behind() throws Exception {
            Set<Thread> before = threads();
            FakeGitLab other = FakeGitLab.start();
            Http.get(other.jwksUri().toString());
            Set<Thread> started = threads();
            started.removeAll(before);
            assertThat(started).isNotEmpty().allMatch(Thread::isDaemon);

            other.close();

            for (Thread thread : started) {
                thread.join(5_000);
            }
            assertThat(started).noneMatch(Thread::isAlive);
        }

        private Set<Thread> threads() {
            Set<Thread> threads = new HashSet<>(Thread.getAllStackTraces().keySet());
            // The JDK's HTTP client has one for its idle connections; it is the test's and not the server's.
            threads.removeIf(thread -> thread.getName().equals("Keep-Alive-Timer"));
            return threads;
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
