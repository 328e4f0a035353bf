package dev.tanukey.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Jobs' tokens with an issuer of their own, at a copy that somebody has to renew. */
class CiIssuerTest {

    @ParameterizedTest
    @ValueSource(strings = {"/ci-issuer", "/ci-issuer/"})
    void the_copy_is_the_metadata_with_two_members_edited(String path) throws IOException {
        try (FakeGitLab gitlab = FakeGitLab.builder()
                .relativeUrlRoot("/gitlab")
                .ciIssuerPath(path)
                .start()) {
            String origin = gitlab.url().replace("/gitlab", "");
            Map<String, Object> expected = new LinkedHashMap<>(
                    Http.get(gitlab.url() + Endpoints.METADATA_PATH).json());
            expected.put("issuer", origin + path);
            expected.put("jwks_uri", origin + "/ci-issuer/oauth/discovery/keys");

            assertThat(gitlab.ciIssuer()).isEqualTo(origin + path);
            assertThat(Http.get(origin + "/ci-issuer" + Endpoints.METADATA_PATH).json())
                    .containsExactlyEntriesOf(expected);
        }
    }

    @Test
    void only_jobs_tokens_name_it() {
        try (FakeGitLab gitlab =
                FakeGitLab.builder().ciIssuerPath("/ci-issuer/").start()) {
            assertThat(Jwt.claims(gitlab.ciToken().sign())).containsEntry("iss", gitlab.ciIssuer());
            assertThat(Jwt.claims(gitlab.userToken().sign())).containsEntry("iss", gitlab.url());
        }
    }

    @Test
    void the_copied_keys_stay_behind_a_rotation_until_they_are_published_again() throws IOException {
        try (FakeGitLab gitlab = FakeGitLab.builder().ciIssuerPath("/ci-issuer").start()) {
            String copy = gitlab.ciIssuer() + Endpoints.JWKS_PATH;
            gitlab.rotateCiKey();
            assertThat(Http.get(copy).keyIds())
                    .hasSize(2)
                    .doesNotContain(gitlab.ciToken().signingKey().keyId());

            gitlab.republishCiIssuer();
            assertThat(Http.get(copy).json())
                    .isEqualTo(Http.get(gitlab.jwksUri()).json());
        }
    }

    @Test
    void the_bucket_answers_as_a_bucket_and_not_as_rails() throws IOException {
        try (FakeGitLab gitlab = FakeGitLab.builder().ciIssuerPath("/ci-issuer").start()) {
            Http.Answer keys = Http.get(gitlab.ciIssuer() + Endpoints.JWKS_PATH);

            assertThat(keys.header("Content-Type")).hasValue("application/json");
            assertThat(keys.header("Cache-Control")).isEmpty();
            assertThat(keys.header("ETag").orElseThrow()).startsWith("\"");
        }
    }

    @Test
    void without_an_issuer_of_their_own_there_is_nothing_to_republish() {
        try (FakeGitLab gitlab = FakeGitLab.start()) {
            assertThat(gitlab.ciIssuer()).isEqualTo(gitlab.issuer());
            assertThatIllegalStateException()
                    .isThrownBy(gitlab::republishCiIssuer)
                    .withMessageContaining("FakeGitLab.builder().ciIssuerPath(\"/ci-issuer\").start()");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/", "ci-issuer", "//"})
    void a_path_of_another_form_is_refused_in_words(String path) {
        assertThatExceptionOfType(IllegalArgumentException.class)
                .isThrownBy(() -> FakeGitLab.builder().ciIssuerPath(path))
                .withMessageContainingAll("as in /ci-issuer", "came \"" + path + "\"");
    }

    @Test
    void the_instances_own_path_is_refused_in_words() {
        assertThatExceptionOfType(IllegalArgumentException.class)
                .isThrownBy(() -> FakeGitLab.builder()
                        .relativeUrlRoot("/gitlab")
                        .ciIssuerPath("/gitlab/")
                        .start())
                .withMessageContaining("/gitlab is the relative URL root");
    }
}
