package dev.tanukey.jwks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.tanukey.key.KeyRequest;
import dev.tanukey.key.KeySet;
import dev.tanukey.key.KeySource;
import dev.tanukey.key.SignatureAlgorithm;
import dev.tanukey.key.UnusableKey;
import dev.tanukey.reason.RejectedException;
import dev.tanukey.strict.Printable;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonWebKeySetTest {
    private static final TestKey KEY = TestKey.named("a");

    @TempDir
    private Path directory;

    private static KeySet read(String body) throws InvalidDocumentException {
        return JsonWebKeySet.keys(body.getBytes(StandardCharsets.UTF_8));
    }

    private static InvalidDocumentException refusalOf(String body) {
        InvalidDocumentException invalid = catchThrowableOfType(InvalidDocumentException.class, () -> read(body));
        assertThat(invalid).as("accepted: %s", body).isNotNull();
        assertThat(invalid).hasMessage("expected " + invalid.expected() + "; came " + invalid.actual());
        return invalid;
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
        assertThat(refusalOf(set(101))).hasMessage("expected at most 100 keys; came 101");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"keys\":null}", "{\"keys\":{}}", "{\"keys\":\"x\"}", "{\"Keys\":[]}"})
    void a_set_has_a_list_of_keys(String body) {
        assertThat(refusalOf(body)).hasMessage("expected a list named keys; came none");
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "1", "\"x\"", "[]"})
    void an_element_that_is_no_object_spoils_no_neighbour(String element) throws Exception {
        KeySet keys = read("{\"keys\":[" + element + "," + KEY.jwk() + "]}");

        assertThat(keys.keys()).hasSize(1);
        assertThat(keys.unusableKeys())
                .containsExactly(new UnusableKey(Optional.empty(), "an entry that is no object"));
        assertThat(refusalOf("{\"keys\":[" + element + "]}").actual()).endsWith("an entry that is no object");
    }

    @Test
    void a_set_without_a_usable_key_says_what_is_wrong_with_the_first() {
        assertThat(refusalOf("{\"keys\":[]}"))
                .hasMessage("expected at least one key that may verify; came an empty list");
        assertThat(refusalOf("{\"keys\":[{\"kty\":\"future\"},{\"kty\":\"future\"}]}")
                        .actual())
                .startsWith("2 that may not; the first is a key of type");
    }

    @Test
    void a_set_without_a_usable_key_tells_its_keys_all_the_same() {
        assertThat(refusalOf("{\"keys\":[{\"kty\":\"future\",\"kid\":\"b\"},1]}")
                        .unfitKeys()
                        .unusableKeys())
                .extracting(UnusableKey::keyId)
                .containsExactly(Optional.of("b"), Optional.empty());
        assertThat(refusalOf("{}").unfitKeys().unusableKeys()).isEmpty();
    }

    @Test
    void a_set_may_have_256_kibibytes_and_not_more() throws Exception {
        String longest = set(1) + " ".repeat(256 * 1024 - set(1).length());

        assertThat(read(longest).keys()).hasSize(1);
        assertThat(refusalOf(longest + " ")).hasMessage("expected at most 262144 bytes; came more");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "[]", "null", "{\"keys\":[],\"keys\":[]}", "{\"keys\":[]} x", "{'keys':[]}"})
    void a_set_is_one_strict_json_object(String body) {
        assertThat(refusalOf(body).expected()).isEqualTo("one strict JSON object");
    }

    @Test
    void a_set_handed_over_as_text_is_a_key_source() throws Exception {
        KeySource keys = JsonWebKeySet.parse(TestKey.set(KEY, TestKey.named("ü")));

        assertThat(keys.key(request("a")).publicKey()).isEqualTo(KEY.publicKey());
        assertThat(keys.key(request("ü")).publicKey()).isNotEqualTo(KEY.publicKey());
        assertThatExceptionOfType(RejectedException.class).isThrownBy(() -> keys.key(request("b")));
    }

    @Test
    void a_set_handed_over_as_file_is_a_key_source() throws Exception {
        Path file = directory.resolve("keys.json");
        Files.writeString(file, TestKey.set(KEY, TestKey.named("ü")));

        KeySource keys = JsonWebKeySet.read(file);

        assertThat(keys.key(request("a")).publicKey()).isEqualTo(KEY.publicKey());
        assertThat(keys.key(request("ü")).publicKey()).isNotEqualTo(KEY.publicKey());
        assertThatExceptionOfType(RejectedException.class).isThrownBy(() -> keys.key(request("b")));
    }

    private static KeyRequest request(String keyId) {
        return new KeyRequest(Optional.of(keyId), SignatureAlgorithm.RS256);
    }

    @Test
    void a_text_that_is_no_set_is_refused_with_the_fault() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> JsonWebKeySet.parse("{}"))
                .withMessage("The key set: expected a list named keys; came none");
    }

    @Test
    void a_file_that_is_no_set_is_refused_with_its_name_and_the_fault() throws Exception {
        Path file = Files.createTempFile(directory, "", "");
        for (String body : List.of("{}", "", "{\"keys\":[]}", set(1) + " ".repeat(256 * 1024))) {
            Files.writeString(file, body);

            assertThatIllegalArgumentException()
                    .isThrownBy(() -> JsonWebKeySet.read(file))
                    .withMessage("The key set in the file " + Printable.quote(file.toString()) + ": "
                            + refusalOf(body).getMessage());
        }
    }

    @Test
    void a_file_in_another_encoding_is_refused() throws Exception {
        Path file = directory.resolve("keys.json");
        for (Charset other : List.of(StandardCharsets.ISO_8859_1, StandardCharsets.UTF_16)) {
            Files.writeString(file, TestKey.set(TestKey.named("ü")), other);

            assertThatIllegalArgumentException()
                    .isThrownBy(() -> JsonWebKeySet.read(file))
                    .withMessageContaining("expected one strict JSON object; came ");
        }
    }

    @Test
    void a_file_that_is_not_there_is_no_empty_set() {
        assertThatExceptionOfType(NoSuchFileException.class)
                .isThrownBy(() -> JsonWebKeySet.read(directory.resolve("keys.json")));
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
