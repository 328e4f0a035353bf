package dev.tanukey.jwks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.tanukey.jwks.SnapshotFile.Restored;
import dev.tanukey.jwks.SnapshotFile.Snapshot;
import dev.tanukey.jwks.SnapshotFile.SnapshotRefusedException;
import dev.tanukey.key.VerificationKey;
import dev.tanukey.strict.Printable;
import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SnapshotFileTest {
    private static final String ISSUER = "https://gitlab.example.com";
    private static final String KEYS = TestKey.set(TestKey.named("a"));
    private static final Instant FETCHED = Instant.parse("2026-11-21T10:15:30.123456789Z");
    private static final Duration LIMIT = Duration.ofHours(1);
    private static final int MAXIMUM_BODY = 256 * 1024;

    @TempDir
    private Path directory;

    private Path path;
    private SnapshotFile file;

    @BeforeEach
    void name() {
        path = directory.resolve("gitlab.snapshot");
        file = new SnapshotFile(path, ISSUER);
    }

    private static Snapshot snapshot(String body) {
        return new Snapshot(FetchedDocument.json(body.getBytes(StandardCharsets.UTF_8)), FETCHED);
    }

    private Optional<Restored> read() throws SnapshotRefusedException {
        return file.read(FETCHED, LIMIT);
    }

    private String textRead() throws SnapshotRefusedException {
        return new String(read().orElseThrow().snapshot().document().body(), StandardCharsets.UTF_8);
    }

    private String refusalOf(Instant now) {
        SnapshotRefusedException refused =
                catchThrowableOfType(SnapshotRefusedException.class, () -> file.read(now, LIMIT));
        assertThat(refused).as("used in spite of its fault").isNotNull();
        assertThat(refused.getMessage())
                .startsWith("the snapshot file \"")
                .endsWith(". Keys are fetched instead")
                .doesNotContain("\n");
        return refused.getMessage();
    }

    private String refusal() {
        return refusalOf(FETCHED);
    }

    private List<Path> filesBesideIt() throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(other -> !other.equals(path)).toList();
        }
    }

    /** What whoever may write the file can put there: anything, with a digest that fits. */
    private void forge(String issuer, String fetched, String body) throws IOException {
        forge("tanukey-snapshot 1\nissuer: " + issuer + "\nfetched: " + fetched + "\n", "sha256: ", "\n\n", body);
    }

    private void forge(String provenance, String label, String separator, String body) throws IOException {
        Files.writeString(path, provenance + label + sha256(provenance + body) + separator + body);
    }

    private static String sha256(String text) {
        try {
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException brokenJdk) {
            throw new AssertionError(brokenJdk);
        }
    }

    @Test
    void what_was_written_is_read() throws Exception {
        String served = "\r\n\t" + KEYS.replace("}]}", "}],\"note\":\"für später, \uD83E\uDD9D\"}\n\n");
        file.write(snapshot(served));

        Restored restored = read().orElseThrow();

        assertThat(textRead()).isEqualTo(served);
        assertThat(restored.snapshot().fetchedAt()).isEqualTo(FETCHED);
        assertThat(restored.keys().keys()).extracting(VerificationKey::keyId).containsExactly(Optional.of("a"));
    }

    @Test
    void the_file_is_text_that_an_operator_can_read() throws Exception {
        file.write(snapshot(KEYS));

        String provenance = "tanukey-snapshot 1\n" + "issuer: https://gitlab.example.com\n"
                + "fetched: 2026-11-21T10:15:30.123456789Z\n";
        assertThat(path).hasContent(provenance + "sha256: " + sha256(provenance + KEYS) + "\n\n" + KEYS);
    }

    @Test
    void without_a_file_there_is_nothing() throws Exception {
        assertThat(read()).isEmpty();
        assertThat(new SnapshotFile(directory.resolve("missing/gitlab"), ISSUER).read(FETCHED, LIMIT))
                .isEmpty();
    }

    @Test
    void a_refusal_says_which_file_what_was_expected_what_came_and_what_happens() throws Exception {
        file.write(snapshot(KEYS));

        assertThat(refusalOf(FETCHED.minusNanos(1)))
                .isEqualTo("the snapshot file " + Printable.quote(path.toString())
                        + ": expected keys fetched before 2026-11-21T10:15:30.123456788Z; "
                        + "came keys fetched at 2026-11-21T10:15:30.123456789Z; check the clock. "
                        + "Keys are fetched instead");
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://gitlab.example.co", "https://gitlab.example.com/", "https://GitLab.example.com"})
    void keys_of_another_issuer_are_refused(String other) throws Exception {
        new SnapshotFile(path, other).write(snapshot(KEYS));

        assertThat(refusal())
                .contains("expected the keys of \"https://gitlab.example.com\"; came those of \"" + other + "\"");
    }

    @Test
    void keys_as_old_as_the_limit_are_used_and_older_ones_are_not() throws Exception {
        file.write(snapshot(KEYS));

        assertThat(file.read(FETCHED.plus(LIMIT), LIMIT)).isPresent();
        assertThat(refusalOf(FETCHED.plus(LIMIT).plusNanos(1))).contains("expected keys fetched within PT1H before ");
    }

    @Test
    void keys_from_the_future_are_refused() throws Exception {
        file.write(snapshot(KEYS));

        assertThat(file.read(FETCHED, LIMIT)).isPresent();
        assertThat(refusalOf(FETCHED.minusSeconds(1))).contains("check the clock");
    }

    @Test
    void another_version_is_refused_by_its_name() throws Exception {
        forge("tanukey-snapshot 2\nissuer: " + ISSUER + "\nfetched: " + FETCHED + "\n", "sha256: ", "\n\n", KEYS);

        assertThat(refusal())
                .contains("expected the first line \"tanukey-snapshot 1\"; came \"tanukey-snapshot 2\". Keys");
    }

    @Test
    void a_file_that_is_no_snapshot_is_refused_and_not_quoted() throws Exception {
        Files.writeString(path, "glpat-secret\n" + KEYS);

        assertThat(refusal()).contains("or no snapshot").doesNotContain("secret");
    }

    @Test
    void an_empty_file_is_refused() throws Exception {
        Files.createFile(path);

        assertThat(refusal()).contains("came an empty file");
    }

    @Test
    void a_file_cut_off_anywhere_is_refused() throws Exception {
        file.write(snapshot(KEYS));
        byte[] whole = Files.readAllBytes(path);
        for (int length = 0; length < whole.length; length++) {
            Files.write(path, Arrays.copyOf(whole, length));
            refusal();
        }
    }

    @Test
    void a_file_with_something_behind_its_end_is_refused() throws Exception {
        file.write(snapshot(KEYS));
        Files.writeString(path, Files.readString(path) + "\n");

        assertThat(refusal()).contains("it is damaged");
    }

    @Test
    void a_file_with_something_before_its_beginning_is_refused() throws Exception {
        file.write(snapshot(KEYS));
        Files.writeString(path, "tanukey-snapshot 1\n" + Files.readString(path));

        assertThat(refusal()).contains("a damaged header");
    }

    /** Each with a digest that fits, so that nothing but the form is at fault; the last one shows that it would fit. */
    @Test
    void the_header_has_one_form_only() throws Exception {
        String version = "tanukey-snapshot 1\n";
        String issuer = "issuer: " + ISSUER + "\n";
        String fetched = "fetched: " + FETCHED + "\n";
        for (String provenance : List.of(
                version + fetched + issuer,
                version + issuer,
                version + issuer + issuer + fetched,
                version + issuer + fetched + "note: x\n",
                version + "\n" + issuer + fetched,
                version + issuer.replace(": ", ":") + fetched,
                version + issuer.replace(": ", ":  ") + fetched,
                version + issuer.replace("issuer", "Issuer") + fetched,
                version + issuer.replace("\n", " \n") + fetched,
                version + issuer.replace("\n", "/é\n") + fetched,
                version + issuer.replace("\n", "\r\n") + fetched,
                version + issuer + fetched.replace("\n", "\r\n"),
                version.replace("\n", "\r\n") + issuer + fetched,
                "\uFEFF" + version + issuer + fetched,
                " " + version + issuer + fetched)) {
            forge(provenance, "sha256: ", "\n\n", KEYS);
            refusal();
        }
        String provenance = version + issuer + fetched;
        for (String label : List.of("sha256:", "SHA256: ", "sha256: 0", "sha512: ", "")) {
            forge(provenance, label, "\n\n", KEYS);
            assertThat(refusal()).contains("a damaged header");
        }
        for (String separator : List.of("\n", " \n\n", "\r\n\r\n", "\n \n", "")) {
            forge(provenance, "sha256: ", separator, KEYS);
            assertThat(refusal()).contains("a damaged header");
        }
        forge(provenance, "sha256: ", "\n\n", KEYS);
        assertThat(textRead()).isEqualTo(KEYS);
    }

    @Test
    void a_digest_in_capitals_is_refused() throws Exception {
        file.write(snapshot(KEYS));
        String text = Files.readString(path);
        String digest = text.substring(text.indexOf("sha256: ") + 8, text.indexOf("\n\n"));
        Files.writeString(path, text.replace(digest, digest.toUpperCase(Locale.ROOT)));

        assertThat(refusal()).contains("a damaged header");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"2026-11-21T10:15:30.000Z", "2026-11-21T10:15:30+00:00", "2026-11-21t10:15:30z", "1795256130"})
    void an_instant_has_one_form_only(String fetched) throws Exception {
        forge(ISSUER, fetched, KEYS);

        assertThat(refusal()).contains("expected an instant such as 2026-11-21T10:15:30Z; came \"" + fetched + "\"");
    }

    @Test
    void a_set_may_be_as_long_as_any_and_not_longer() throws Exception {
        String longest = KEYS + " ".repeat(MAXIMUM_BODY - KEYS.length());
        file.write(snapshot(longest));
        assertThat(textRead()).isEqualTo(longest);

        forge(ISSUER, FETCHED.toString(), longest + " ");
        assertThat(refusal()).contains("expected a key set of at most 262144 bytes; came a longer one");
        forge(ISSUER, FETCHED.toString(), longest.repeat(2));
        assertThat(refusal()).contains("expected at most 264192 bytes; came more");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> snapshot(longest + " "))
                .withMessage("A snapshot has at most 262144 bytes, but this one would have 262145");
    }

    @Test
    void the_longest_issuer_and_the_longest_set_fit_together() throws Exception {
        file = new SnapshotFile(path, "https://" + "x".repeat(1016));
        String longest = KEYS + " ".repeat(MAXIMUM_BODY - KEYS.length());
        file.write(new Snapshot(FetchedDocument.json(longest.getBytes(StandardCharsets.UTF_8)), Instant.MIN));

        assertThat(file.read(Instant.MIN, LIMIT)).isPresent();
    }

    @Test
    void a_set_that_the_issuer_could_not_serve_is_refused() throws Exception {
        forge(ISSUER, FETCHED.toString(), "{\"keys\":[]}");
        assertThat(refusal()).contains("expected at least one key that may verify; came an empty list");

        forge(ISSUER, FETCHED.toString(), "{\"keys\":[],\"keys\":[]}");
        assertThat(refusal()).contains("expected one strict JSON object; came ");

        forge(ISSUER, FETCHED.toString(), "");
        assertThat(refusal()).contains("expected one strict JSON object; came ");
    }

    @Test
    void a_directory_in_its_place_is_neither_read_nor_replaced() throws Exception {
        Files.createDirectory(path);

        assertThat(refusal()).contains("expected a regular file; came a directory");
        assertThatExceptionOfType(IOException.class).isThrownBy(() -> file.write(snapshot(KEYS)));
        assertThat(path).isEmptyDirectory();
        assertThat(filesBesideIt()).isEmpty();
    }

    @Test
    void a_symbolic_link_is_not_followed() throws Exception {
        Path target = directory.resolve("target");
        new SnapshotFile(target, ISSUER).write(snapshot(KEYS));
        byte[] content = Files.readAllBytes(target);
        Files.createSymbolicLink(path, target);

        assertThat(refusal()).contains("came a symbolic link");
        file.write(snapshot(KEYS + " "));
        assertThat(Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS)).isTrue();
        assertThat(textRead()).isEqualTo(KEYS + " ");
        assertThat(target).hasBinaryContent(content);
    }

    @Test
    void a_file_that_cannot_be_read_is_refused() {
        file = new SnapshotFile(directory.resolve("longer than any file system allows".repeat(10)), ISSUER);

        assertThat(refusal()).contains("expected a readable file; came FileSystemException");
    }

    @Test
    void the_newest_snapshot_replaces_the_one_before() throws Exception {
        file.write(snapshot(KEYS + " ".repeat(100)));
        file.write(snapshot(KEYS));

        assertThat(textRead()).isEqualTo(KEYS);
        assertThat(filesBesideIt()).isEmpty();
    }

    @Test
    void a_damaged_file_is_replaced() throws Exception {
        Files.writeString(path, "tanukey-snapshot 1\ndamaged");
        file.write(snapshot(KEYS));

        assertThat(read()).isPresent();
    }

    @Test
    void only_the_owner_may_read_it() throws Exception {
        assumeThat(Files.getFileStore(directory).supportsFileAttributeView("posix"))
                .isTrue();
        Files.createFile(path, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwxr--r--")));
        file.write(snapshot(KEYS));

        assertThat(Files.getPosixFilePermissions(path)).isEqualTo(PosixFilePermissions.fromString("rw-------"));
    }

    @Test
    void a_missing_directory_is_not_made() {
        SnapshotFile elsewhere = new SnapshotFile(directory.resolve("missing/gitlab"), ISSUER);

        assertThatExceptionOfType(NoSuchFileException.class).isThrownBy(() -> elsewhere.write(snapshot(KEYS)));
        assertThat(directory.resolve("missing")).doesNotExist();
    }

    @Test
    void an_interrupted_thread_changes_nothing_and_stays_interrupted() throws Exception {
        file.write(snapshot(KEYS));
        Thread.currentThread().interrupt();
        boolean interrupted;
        try {
            assertThatExceptionOfType(ClosedByInterruptException.class)
                    .isThrownBy(() -> file.write(snapshot(KEYS + " ")));
        } finally {
            interrupted = Thread.interrupted();
        }

        assertThat(interrupted).isTrue();
        assertThat(textRead()).isEqualTo(KEYS);
        assertThat(filesBesideIt()).isEmpty();
    }

    @Test
    void whoever_reads_while_others_write_sees_a_whole_snapshot() throws Exception {
        file.write(snapshot(KEYS));
        ExecutorService threads = Executors.newFixedThreadPool(3);
        try {
            Callable<Integer> shortSets = () -> writeOften(KEYS);
            Callable<Integer> longSets = () -> writeOften(KEYS + " ".repeat(100_000));
            Callable<Integer> reads = () -> {
                for (int i = 0; i < 200; i++) {
                    assertThat(read()).isPresent();
                }
                return 200;
            };
            List<Integer> done = new ArrayList<>();
            for (Future<Integer> thread : threads.invokeAll(List.of(shortSets, longSets, reads))) {
                done.add(thread.get());
            }
            assertThat(done).containsExactly(50, 50, 200);
        } finally {
            threads.shutdownNow();
        }
        assertThat(filesBesideIt()).isEmpty();
    }

    private int writeOften(String body) throws Exception {
        for (int i = 0; i < 50; i++) {
            file.write(snapshot(body));
        }
        return 50;
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "https://gitlab.example.com/größe", "https://gitlab.example.com/a b", "a\nfetched: b"})
    void an_issuer_that_does_not_fit_into_a_line_is_refused(String issuer) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new SnapshotFile(path, issuer))
                .withMessageStartingWith("A snapshot file can be kept for an issuer of 1 to 1024 ASCII characters");
    }

    @Test
    void an_issuer_that_is_too_long_is_refused() {
        assertThatIllegalArgumentException().isThrownBy(() -> new SnapshotFile(path, "x".repeat(1025)));
    }

    @Test
    void a_file_lies_in_a_directory() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new SnapshotFile(Path.of("/"), ISSUER))
                .withMessage("A snapshot file must lie in a directory, but is \"/\"");
    }
}
