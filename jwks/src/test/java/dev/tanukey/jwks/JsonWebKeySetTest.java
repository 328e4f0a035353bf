package dev.tanukey.jwks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.tanukey.key.KeySet;
import dev.tanukey.key.UnusableKey;
import dev.tanukey.reason.UnavailabilityReason;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonWebKeySetTest {
    private static final TestKey KEY = TestKey.named("a");
    private static final Endpoint ENDPOINT =
            Endpoint.keySet(URI.create("https://gitlab.example.com/oauth/discovery/keys"));

    private static KeySet read(String body) throws FetchFailedException {
        return JsonWebKeySet.read(ENDPOINT, uri -> FetchedDocument.json(body.getBytes(StandardCharsets.UTF_8)));
    }

    private static String faultOf(String body) {
        FetchFailedException failure = catchThrowableOfType(FetchFailedException.class, () -> read(body));
        assertThat(failure).as("accepted: %s", body).isNotNull();
        assertThat(failure.reason()).isEqualTo(UnavailabilityReason.KEY_SET_INVALID);
        return failure.getMessage();
    }

    /** One key under so many ids. */
    private static String set(int size) {
        return "{\"keys\":["
                + IntStream.range(0, size)
                        .mapToObj(i -> KEY.jwk().replace("\"kid\":\"a\"", "\"kid\":\"" + i + "\""))
                        .collect(Collectors.joining(","))
                + "]}";
    }

    @Test
    void odd_keys_are_kept_apart_with_their_faults() throws Exception {
        KeySet keys =
                read("{\"keys\":[{\"kty\":\"future\",\"kid\":\"b\"}," + KEY.jwk() + ",{\"kty\":\"RSA\",\"kid\":7}]}");

        assertThat(keys.keys()).hasSize(1);
        assertThat(keys.unusableKeys())
                .containsExactly(
                        new UnusableKey(Optional.of("b"), "a key of type \"future\"; RSA, EC and OKP keys can verify"),
                        new UnusableKey(Optional.empty(), "a key whose kid is no string"));
    }

    @Test
    void a_hundred_keys_are_taken_and_one_more_is_not() throws Exception {
        assertThat(read(set(100)).keys()).hasSize(100);
        assertThat(faultOf(set(101))).contains("expected at most 100 keys; came 101");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"keys\":null}", "{\"keys\":{}}", "{\"keys\":\"x\"}", "{\"Keys\":[]}"})
    void a_set_has_a_list_of_keys(String body) {
        assertThat(faultOf(body)).contains("expected a list named keys");
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "1", "\"x\"", "[]"})
    void an_element_that_is_no_object_spoils_no_neighbour(String element) throws Exception {
        KeySet keys = read("{\"keys\":[" + element + "," + KEY.jwk() + "]}");

        assertThat(keys.keys()).hasSize(1);
        assertThat(keys.unusableKeys())
                .containsExactly(new UnusableKey(Optional.empty(), "an entry that is no object"));
        assertThat(faultOf("{\"keys\":[" + element + "]}")).contains("an entry that is no object");
    }

    @Test
    void a_set_without_a_usable_key_says_what_is_wrong_with_the_first() {
        assertThat(faultOf("{\"keys\":[]}")).contains("came an empty list");
        assertThat(faultOf("{\"keys\":[{\"kty\":\"future\"},{\"kty\":\"future\"}]}"))
                .contains("came 2 that may not; the first is a key of type");
    }

    @Test
    void a_fault_names_the_address() {
        assertThat(faultOf("{}")).startsWith("the key set at \"https://gitlab.example.com/oauth/discovery/keys\": ");
    }

    @Test
    void so_many_long_keys_are_not_all_checked_and_short_ones_always_are() throws Exception {
        String longKey = "{\"kty\":\"RSA\",\"kid\":\"long\",\"e\":\"AQAB\",\"n\":\"" + "v".repeat(1_365) + "w\"}";
        KeySet keys = read("{\"keys\":[" + String.join(",", Collections.nCopies(6, longKey)) + "," + KEY.jwk() + "]}");

        assertThat(keys.keys()).hasSize(1);
        assertThat(keys.unusableKeys())
                .filteredOn(unusable -> unusable.fault().contains("too costly to check"))
                .hasSize(2);
    }
}
