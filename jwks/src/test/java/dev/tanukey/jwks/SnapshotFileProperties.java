package dev.tanukey.jwks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.tanukey.jwks.SnapshotFile.Snapshot;
import dev.tanukey.jwks.SnapshotFile.SnapshotRefusedException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.lifecycle.AfterProperty;
import net.jqwik.api.lifecycle.BeforeProperty;

class SnapshotFileProperties {
    private static final String KEYS = TestKey.set(TestKey.named("a"));
    private static final Instant FETCHED = Instant.parse("2026-11-21T10:15:30Z");
    /** So long that neither age nor future can be the reason of a refusal. */
    private static final Duration LIMIT = Duration.ofSeconds(Long.MAX_VALUE);

    private Path directory = Path.of("");
    private Path path = Path.of("");
    private SnapshotFile file = new SnapshotFile(Path.of("unused"), "unused");

    @BeforeProperty
    void begin() throws IOException {
        directory = Files.createTempDirectory("snapshot");
        path = directory.resolve("gitlab");
        file = new SnapshotFile(path, "https://gitlab.example.com");
    }

    @AfterProperty
    void end() throws IOException {
        Files.deleteIfExists(path);
        Files.delete(directory);
    }

    private static Snapshot snapshot(String body, Instant fetchedAt) {
        return new Snapshot(FetchedDocument.json(body.getBytes(StandardCharsets.UTF_8)), fetchedAt);
    }

    @Property(tries = 500, edgeCases = EdgeCasesMode.NONE)
    void one_changed_byte_anywhere_is_refused(
            @ForAll @IntRange(max = 1_000_000) int place, @ForAll @IntRange(min = 1, max = 255) int change)
            throws Exception {
        Files.deleteIfExists(path);
        file.write(snapshot(KEYS, FETCHED));
        byte[] content = Files.readAllBytes(path);
        content[place % content.length] ^= (byte) change;
        Files.write(path, content);

        assertThatExceptionOfType(SnapshotRefusedException.class).isThrownBy(() -> file.read(Instant.MAX, LIMIT));
    }

    @Property(tries = 200)
    void whatever_is_written_is_read(@ForAll("sets") String body, @ForAll("instants") Instant fetchedAt)
            throws Exception {
        Snapshot written = snapshot(body, fetchedAt);
        file.write(written);

        Snapshot read = file.read(fetchedAt, Duration.ZERO).orElseThrow().snapshot();

        assertThat(read.document().body()).isEqualTo(written.document().body());
        assertThat(read.fetchedAt()).isEqualTo(fetchedAt);
    }

    /** A good set, in which everything that is not told to be a key is arbitrary. */
    @Provide
    Arbitrary<String> sets() {
        Arbitrary<String> space = Arbitraries.strings().withChars(" \t\r\n").ofMaxLength(20);
        Arbitrary<String> text = Arbitraries.strings()
                .withCharRange(' ', '\uD7FF')
                .excludeChars('"', '\\')
                .ofMaxLength(200);
        return Combinators.combine(space, text, space)
                .as((before, note, after) ->
                        before + "{\"note\":\"" + note + "\"," + after + KEYS.substring(1) + after);
    }

    @Provide
    Arbitrary<Instant> instants() {
        return Combinators.combine(
                        Arbitraries.longs().between(Instant.MIN.getEpochSecond(), Instant.MAX.getEpochSecond()),
                        Arbitraries.integers().between(0, 999_999_999))
                .as(Instant::ofEpochSecond);
    }
}
