package dev.tanukey.jwks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.tanukey.issuer.Issuer;
import dev.tanukey.key.KeyRequest;
import dev.tanukey.key.KeysUnavailableException;
import dev.tanukey.key.SignatureAlgorithm;
import dev.tanukey.reason.Unavailability;
import dev.tanukey.reason.UnavailabilityReason;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.Test;

/** The options, and which addresses are asked with them. */
class JwksKeySourceTest {
    private static final TestKey KEY = TestKey.named("a");
    private static final Issuer ISSUER =
            Issuer.gitlab("https://gitlab.example.com/gitlab").audience("x").build();
    private static final KeyRequest REQUEST = new KeyRequest(Optional.of("a"), SignatureAlgorithm.RS256);

    private final List<String> asked = new ArrayList<>();

    /** Answers for metadata that name the given address, and for keys everywhere else. */
    private JwksFetcher metadataNaming(String jwksUri) {
        return uri -> {
            asked.add(uri.toString());
            boolean metadata = uri.getPath().contains("configuration");
            String body = metadata
                    ? "{\"issuer\":\"" + ISSUER.url() + "\",\"jwks_uri\":\"" + jwksUri + "\"}"
                    : TestKey.set(KEY);
            return FetchedDocument.json(body.getBytes(StandardCharsets.UTF_8));
        };
    }

    private static Unavailability unavailability(JwksKeySource keys) {
        return catchThrowableOfType(KeysUnavailableException.class, () -> keys.key(REQUEST))
                .unavailability();
    }

    private static JwksKeySourceBuilder builder() {
        return JwksKeySource.builder(ISSUER);
    }

    @Test
    void metadata_lie_behind_the_issuers_url() throws Exception {
        builder()
                .fetcher(metadataNaming("https://gitlab.example.com:443/keys?x=1"))
                .build()
                .key(REQUEST);

        assertThat(asked)
                .containsExactly(
                        "https://gitlab.example.com/gitlab/.well-known/openid-configuration",
                        "https://gitlab.example.com:443/keys?x=1");
    }

    @Test
    void a_slash_at_the_end_of_the_issuer_is_not_doubled() {
        Issuer slash = Issuer.gitlab("https://ci.example.com/").audience("x").build();
        Issuer slashes = Issuer.gitlab("https://ci.example.com//").audience("x").build();

        assertThat(DiscoveryDocument.address(slash))
                .hasToString("https://ci.example.com/.well-known/openid-configuration");
        assertThat(DiscoveryDocument.address(slashes))
                .hasToString("https://ci.example.com//.well-known/openid-configuration");
    }

    @Test
    void a_fixed_address_may_lie_anywhere_and_needs_no_metadata() throws Exception {
        builder()
                .fetcher(metadataNaming("unused"))
                .jwksUri(URI.create("https://mirror.example.com/keys"))
                .build()
                .key(REQUEST);

        assertThat(asked).containsExactly("https://mirror.example.com/keys");
    }

    @Test
    void an_explicit_address_of_metadata_may_lie_anywhere_and_opens_its_origin() throws Exception {
        for (String jwksUri : List.of("https://mirror.example.com/keys", "https://gitlab.example.com/keys")) {
            asked.clear();
            builder()
                    .fetcher(metadataNaming(jwksUri))
                    .discoveryUri(URI.create("https://mirror.example.com/configuration"))
                    .build()
                    .key(REQUEST);

            assertThat(asked).containsExactly("https://mirror.example.com/configuration", jwksUri);
        }
        JwksKeySource elsewhere = builder()
                .fetcher(metadataNaming("https://evil.example/keys"))
                .discoveryUri(URI.create("https://mirror.example.com/configuration"))
                .build();
        assertThat(unavailability(elsewhere).reason()).isEqualTo(UnavailabilityReason.METADATA_INVALID);
        assertThat(asked).doesNotContain("https://evil.example/keys");
    }

    @Test
    void metadata_of_another_issuer_say_what_to_compare() {
        JwksKeySource keys = builder()
                .chance(() -> 0.5)
                .fetcher(uri -> FetchedDocument.json(
                        "{\"issuer\":\"https://gitlab.example.com/gitlab/\"}".getBytes(StandardCharsets.US_ASCII)))
                .build();

        assertThat(unavailability(keys).operatorMessage())
                .isEqualTo("METADATA_INVALID: the metadata at \"https://gitlab.example.com/gitlab/.well-known/openid-"
                        + "configurati\"... (66 characters): expected the issuer \"https://gitlab.example.com/gitlab\", "
                        + "letter by letter; came \"https://gitlab.example.com/gitlab/\". Retry in 1 s.");
    }

    @Test
    void options_that_cannot_be_are_told_all_at_once() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder()
                        .discoveryUri(URI.create("http://localhost/configuration"))
                        .jwksUri(URI.create("https://user@gitlab.example.com/keys"))
                        .fetcher(metadataNaming("unused"))
                        .httpClient(new OkHttpClient())
                        .build())
                .withMessage("JwksKeySource of issuer \"https://gitlab.example.com/gitlab\": "
                        + "discoveryUri must begin with https://, since the issuer's URL does; "
                        + "jwksUri must not hold user information, but is \"https://user@gitlab.example.com/keys\"; "
                        + "discoveryUri and jwksUri exclude each other; "
                        + "httpClient and fetcher exclude each other");
    }

    @Test
    void authorities_and_snapshot_files_are_judged_with_the_other_options() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder()
                        .certificateAuthorities("/etc/ssl/ca.pem")
                        .httpClient(new OkHttpClient())
                        .snapshotFile(Path.of("/"))
                        .build())
                .withMessage("JwksKeySource of issuer \"https://gitlab.example.com/gitlab\": "
                        + "httpClient and certificateAuthorities exclude each other; "
                        + "The trusted authorities must be PEM text with at least one block -----BEGIN CERTIFICATE-----, "
                        + "but there is none; hand over the content of the file, not its name; "
                        + "A snapshot file must lie in a directory, but is \"/\"");
    }

    @Test
    void a_request_may_take_one_second_to_thirty() {
        builder().callTimeout(Duration.ofSeconds(1)).callTimeout(Duration.ofSeconds(30));
        for (Duration limit :
                List.of(Duration.ofMillis(999), Duration.ofSeconds(30).plusNanos(1))) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> builder().callTimeout(limit))
                    .withMessage("callTimeout must be PT1S to PT30S, but is " + limit);
        }
    }

    @Test
    void nothing_is_asked_before_the_first_token() {
        JwksKeySource.at(ISSUER, URI.create("https://mirror.example.com/keys")).close();
        builder().fetcher(metadataNaming("unused")).build().close();

        assertThat(asked).isEmpty();
    }

    @Test
    void a_fetcher_that_breaks_its_promise_is_an_internal_error() {
        JwksKeySource keys = builder()
                .fetcher(uri -> {
                    throw new IllegalStateException("secret");
                })
                .build();

        assertThat(unavailability(keys).reason()).isEqualTo(UnavailabilityReason.INTERNAL_ERROR);
        assertThat(unavailability(keys).detail())
                .contains("IllegalStateException")
                .doesNotContain("secret");
    }

    @Test
    void a_fetcher_without_an_answer_is_told_by_kind_and_not_by_its_words() {
        JwksKeySource keys = builder()
                .fetcher(uri -> {
                    throw new IOException("secret");
                })
                .build();

        assertThat(unavailability(keys).reason()).isEqualTo(UnavailabilityReason.ISSUER_UNREACHABLE);
        assertThat(unavailability(keys).detail()).contains("(IOException)").doesNotContain("secret");
    }

    @Test
    void a_fetched_document_is_immutable_and_prints_no_text() {
        byte[] body = {'a'};
        FetchedDocument document = FetchedDocument.json(body);
        body[0] = 'b';
        document.body()[0] = 'c';

        assertThat(document.body()).containsExactly('a');
        assertThat(document.header("CONTENT-type")).contains("application/json");
        assertThat(document.header("etag")).isEmpty();
        assertThat(document).hasToString("FetchedDocument[status=200, 1 bytes]");
    }
}
