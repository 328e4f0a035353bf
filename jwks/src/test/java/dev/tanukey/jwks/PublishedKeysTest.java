package dev.tanukey.jwks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.tanukey.reason.UnavailabilityReason;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A set that is fetched again: whole, or only if it has changed (RFC 9110 13.1.2). */
class PublishedKeysTest {
    private static final TestKey OLD = TestKey.named("old");
    private static final TestKey NEW = TestKey.named("new");
    private static final Endpoint ENDPOINT = Endpoint.keySet(URI.create("https://gitlab.example.com/keys"));
    private static final FetchedDocument NOT_MODIFIED =
            FetchedDocument.of(304, Map.of("cache-control", "max-age=120"), new byte[0]);

    private final List<String> sentTags = new ArrayList<>();
    private FetchedDocument answer = set("W/\"1\"", OLD);

    private final JwksFetcher fetcher = new JwksFetcher() {
        @Override
        public FetchedDocument fetch(URI uri) {
            return answer;
        }

        @Override
        public FetchedDocument fetchUnlessMatching(URI uri, String entityTag) {
            sentTags.add(entityTag);
            return answer;
        }
    };

    private static FetchedDocument set(String entityTag, TestKey... keys) {
        return FetchedDocument.of(
                200,
                Map.of("Content-Type", "application/json", "ETag", entityTag, "Cache-Control", "max-age=86400"),
                TestKey.set(keys).getBytes(StandardCharsets.US_ASCII));
    }

    private PublishedKeys fetchFirst() throws FetchFailedException {
        return PublishedKeys.fetch(ENDPOINT, Optional.empty(), true, fetcher);
    }

    private PublishedKeys fetchAgain(PublishedKeys known) throws FetchFailedException {
        return PublishedKeys.fetch(ENDPOINT, Optional.of(known), true, fetcher);
    }

    @Test
    void the_first_fetch_has_no_condition() throws Exception {
        fetchFirst();

        assertThat(sentTags).isEmpty();
    }

    @Test
    void an_answer_without_news_leaves_the_very_same_keys_and_brings_new_headers() throws Exception {
        PublishedKeys known = fetchFirst();
        answer = NOT_MODIFIED;
        PublishedKeys again = fetchAgain(fetchAgain(known));

        assertThat(sentTags).containsExactly("W/\"1\"", "W/\"1\"");
        assertThat(again.keys()).isSameAs(known.keys());
        assertThat(again.document().header("Cache-Control")).contains("max-age=120");
        assertThat(again.document().status()).isEqualTo(200);
    }

    @Test
    void of_an_answer_without_news_only_two_headers_are_kept() throws Exception {
        PublishedKeys known = fetchFirst();
        answer = FetchedDocument.of(304, Map.of("X-Odd", "1", "ETag", "W/\"2\""), new byte[0]);
        PublishedKeys again = fetchAgain(known);

        assertThat(again.document().header("X-Odd")).isEmpty();
        assertThat(again.document().header("ETag")).contains("W/\"2\"");
    }

    @Test
    void who_wants_the_set_itself_makes_no_condition() throws Exception {
        PublishedKeys known = fetchFirst();
        PublishedKeys again = PublishedKeys.fetch(ENDPOINT, Optional.of(known), false, fetcher);

        assertThat(sentTags).isEmpty();
        assertThat(again.keys()).isSameAs(known.keys());
    }

    @Test
    void a_new_set_takes_the_place_of_the_known_one() throws Exception {
        PublishedKeys known = fetchFirst();
        answer = set("W/\"2\"", NEW);
        PublishedKeys again = fetchAgain(known);

        assertThat(again.keys().keys()).extracting(key -> key.keyId().get()).containsExactly("new");
        fetchAgain(again);
        assertThat(sentTags).containsExactly("W/\"1\"", "W/\"2\"");
    }

    @Test
    void the_same_text_leaves_the_very_same_keys_though_the_server_knows_no_conditions() throws Exception {
        answer = FetchedDocument.json(TestKey.set(OLD).getBytes(StandardCharsets.US_ASCII));
        PublishedKeys known = fetchFirst();

        assertThat(fetchAgain(known).keys()).isSameAs(known.keys());
        assertThat(sentTags).isEmpty();
    }

    @Test
    void at_another_address_no_condition_is_made() throws Exception {
        PublishedKeys known = fetchFirst();
        PublishedKeys moved = PublishedKeys.fetch(
                Endpoint.keySet(URI.create("https://gitlab.example.com/other")), Optional.of(known), true, fetcher);

        assertThat(sentTags).isEmpty();
        assertThat(moved.uri()).hasToString("https://gitlab.example.com/other");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "1", "\"1", "W/1", "\"1\"\r\nX: y", "\"ü\"", "\" \"", "w/\"1\""})
    void what_is_no_entity_tag_is_not_sent_back(String tag) throws Exception {
        answer = set(tag, OLD);
        fetchAgain(fetchFirst());

        assertThat(sentTags).isEmpty();
    }

    @Test
    void a_tag_that_is_too_long_is_not_sent_back() throws Exception {
        answer = set("\"" + "x".repeat(255) + "\"", OLD);
        fetchAgain(fetchFirst());

        assertThat(sentTags).isEmpty();
    }

    @Test
    void not_modified_is_no_answer_to_a_question_without_condition() {
        answer = NOT_MODIFIED;
        FetchFailedException failure = catchThrowableOfType(FetchFailedException.class, this::fetchFirst);

        assertThat(failure.reason()).isEqualTo(UnavailabilityReason.ISSUER_UNREACHABLE);
        assertThat(failure).hasMessageContaining("expected status 200; came 304");
    }

    @Test
    void a_worse_answer_to_a_question_with_condition_is_a_failure() throws Exception {
        PublishedKeys known = fetchFirst();
        answer = set("\"2\"");

        assertThat(catchThrowableOfType(FetchFailedException.class, () -> fetchAgain(known)))
                .hasMessageContaining("expected at least one key that may verify; came an empty list");
    }
}
