package dev.tanukey.jwks;

import dev.tanukey.key.KeySet;
import dev.tanukey.strict.Printable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The last good key set of an issuer, kept in a file so that a restart during an outage finds keys.
 *
 * <p>Whoever can write the file decides whom to trust: the digest in it finds damage and stops nobody who computes it
 * anew. Keep the file in a directory where only the service may write. A symbolic link in its place is never followed:
 * it is refused when read, and replaced by a file of its own when written. Immutable and thread-safe; of several
 * writers the last one wins, and no reader ever sees half a file.
 *
 * <pre>
 * tanukey-snapshot 1
 * issuer: https://gitlab.example.com
 * fetched: 2026-11-21T10:15:30Z
 * sha256: 64 lower-case digits, over the three lines above and all that follows the empty line
 *
 * {"keys": ... the key set, byte by byte as it was served
 * </pre>
 */
final class SnapshotFile {
    private static final String NAME = "tanukey-snapshot ";
    private static final String FIRST_LINE = NAME + "1";
    private static final int MAXIMUM_HEADER_LENGTH = 2_048;
    private static final int MAXIMUM_LENGTH = MAXIMUM_HEADER_LENGTH + FetchedDocument.MAXIMUM_BODY_LENGTH;
    private static final Pattern ISSUER = Pattern.compile("[!-~]{1,1024}");
    private static final Pattern HEADER =
            Pattern.compile("(" + FIRST_LINE + "\nissuer: ([!-~]++)\nfetched: ([!-~]++)\n)sha256: ([0-9a-f]{64})\n\n");

    private final Path file;
    private final Path directory;
    private final String issuer;

    /**
     * Names the file and touches it not yet.
     *
     * @throws IllegalArgumentException if the issuer cannot be written into one, or the path names no file
     */
    SnapshotFile(Path file, String issuer) {
        if (!ISSUER.matcher(issuer).matches()) {
            throw new IllegalArgumentException("A snapshot file can be kept for an issuer of 1 to 1024 ASCII characters"
                    + " without spaces, but this one is " + Printable.quote(issuer) + "; keep none for it");
        }
        Path absolute = file.toAbsolutePath();
        @Nullable Path parent = absolute.getParent();
        if (parent == null) {
            throw new IllegalArgumentException(
                    "A snapshot file must lie in a directory, but is " + Printable.quote(file.toString()));
        }
        this.file = absolute;
        this.directory = parent;
        this.issuer = issuer;
    }

    /**
     * Replaces the file as a whole or leaves it as it was; it is then readable by its owner only, where the file system
     * knows owners. A file that is no snapshot is left alone: its path is a slip of the pen.
     *
     * @throws SnapshotRefusedException if another file lies there
     * @throws IOException if it cannot be replaced, for instance since the directory is missing or the thread is
     *     interrupted
     */
    void write(Snapshot snapshot) throws IOException, SnapshotRefusedException {
        requireNoOtherFile();
        byte[] body = snapshot.document().body();
        String provenance = FIRST_LINE + "\nissuer: " + issuer + "\nfetched: " + snapshot.fetchedAt() + "\n";
        String header = provenance + "sha256: " + sha256(provenance, body) + "\n\n";
        Path temporary = Files.createTempFile(directory, "tanukey-snapshot-", ".tmp");
        try {
            try (FileChannel channel = FileChannel.open(temporary, StandardOpenOption.WRITE)) {
                writeAll(channel, header.getBytes(StandardCharsets.US_ASCII));
                writeAll(channel, body);
                // Else a power failure could leave the new name with nothing behind it.
                channel.force(true);
            }
            Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException | RuntimeException | Error failure) {
            remove(temporary, failure);
            throw failure;
        }
    }

    private void requireNoOtherFile() throws IOException, SnapshotRefusedException {
        if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        try (InputStream stream = Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS)) {
            String beginning = new String(stream.readNBytes(NAME.length()), StandardCharsets.ISO_8859_1);
            if (!beginning.isEmpty() && !beginning.equals(NAME)) {
                throw new SnapshotRefusedException(
                        this
                                + ": expected a snapshot, an empty file or none; came another file. Remove it, or name another path");
            }
        }
    }

    private static void writeAll(FileChannel channel, byte[] bytes) throws IOException {
        ByteBuffer rest = ByteBuffer.wrap(bytes);
        while (rest.hasRemaining()) {
            channel.write(rest);
        }
    }

    private static void remove(Path temporary, Throwable failure) {
        try {
            Files.deleteIfExists(temporary);
        } catch (IOException stays) {
            failure.addSuppressed(stays);
        }
    }

    /**
     * Reads what was written last.
     *
     * @param now the time by the clock that gave {@link Snapshot#fetchedAt()}
     * @param stalenessLimit how long ago it may have been fetched
     * @return the snapshot; none if there is no file
     * @throws SnapshotRefusedException if there is a file, but nothing in it that may be used
     */
    Optional<Restored> read(Instant now, Duration stalenessLimit) throws SnapshotRefusedException {
        byte[] content;
        try {
            content = content();
        } catch (NoSuchFileException none) {
            return Optional.empty();
        } catch (IOException unreadable) {
            throw refusal("a readable file", unreadable.getClass().getSimpleName());
        }
        if (content.length > MAXIMUM_LENGTH) {
            throw refusal("at most " + MAXIMUM_LENGTH + " bytes", "more");
        }
        Snapshot snapshot = parse(content);
        requireRecent(snapshot.fetchedAt(), now, stalenessLimit);
        try {
            return Optional.of(new Restored(
                    snapshot, JsonWebKeySet.keys(snapshot.document().body())));
        } catch (InvalidDocumentException invalid) {
            throw refusal(invalid.expected(), invalid.actual());
        }
    }

    private byte[] content() throws IOException, SnapshotRefusedException {
        // Looked at before it is opened, since the opening of a pipe would wait for a writer.
        BasicFileAttributes attributes =
                Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
        if (!attributes.isRegularFile()) {
            throw refusal("a regular file", kind(attributes));
        }
        try (InputStream stream = Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS)) {
            return stream.readNBytes(MAXIMUM_LENGTH + 1);
        }
    }

    private static String kind(BasicFileAttributes attributes) {
        if (attributes.isSymbolicLink()) {
            return "a symbolic link, which is never followed";
        }
        return attributes.isDirectory() ? "a directory" : "a device or a pipe";
    }

    private Snapshot parse(byte[] content) throws SnapshotRefusedException {
        // Latin-1 has one character for each byte, so places in the text are places in the file.
        String text = new String(content, StandardCharsets.ISO_8859_1);
        if (!text.startsWith(FIRST_LINE + "\n")) {
            throw refusal("the first line " + Printable.quote(FIRST_LINE), firstLine(text));
        }
        Matcher header = HEADER.matcher(text);
        if (!header.lookingAt()) {
            throw refusal("the lines issuer, fetched and sha256 and an empty one", "a damaged header");
        }
        byte[] body = text.substring(header.end()).getBytes(StandardCharsets.ISO_8859_1);
        if (!sha256(header.group(1), body).equals(header.group(4))) {
            throw refusal("a content of the SHA-256 digest that it names", "another content: it is damaged");
        }
        if (!header.group(2).equals(issuer)) {
            throw refusal("the keys of " + Printable.quote(issuer), "those of " + Printable.quote(header.group(2)));
        }
        if (body.length > FetchedDocument.MAXIMUM_BODY_LENGTH) {
            throw refusal("a key set of at most " + FetchedDocument.MAXIMUM_BODY_LENGTH + " bytes", "a longer one");
        }
        return new Snapshot(FetchedDocument.json(body), instant(header.group(3)));
    }

    /** Tells a version; of a file that is no snapshot nothing is told, since it may hold anything. */
    private static String firstLine(String text) {
        if (text.isEmpty()) {
            return "an empty file";
        }
        int end = text.indexOf('\n');
        String line = end < 0 ? text : text.substring(0, end);
        return line.startsWith(NAME) ? Printable.quote(line) : "none such: it is damaged, or no snapshot";
    }

    private Instant instant(String text) throws SnapshotRefusedException {
        try {
            Instant instant = Instant.parse(text);
            if (instant.toString().equals(text)) {
                return instant;
            }
        } catch (DateTimeParseException otherForm) {
            // refused below
        }
        throw refusal("an instant such as 2026-11-21T10:15:30Z", Printable.quote(text));
    }

    private void requireRecent(Instant fetchedAt, Instant now, Duration stalenessLimit)
            throws SnapshotRefusedException {
        if (fetchedAt.isAfter(now)) {
            throw refusal("keys fetched before " + now, "keys fetched at " + fetchedAt + "; check the clock");
        }
        if (Duration.between(fetchedAt, now).compareTo(stalenessLimit) > 0) {
            throw refusal("keys fetched within " + stalenessLimit + " before " + now, "keys fetched at " + fetchedAt);
        }
    }

    private SnapshotRefusedException refusal(String expected, String actual) {
        return new SnapshotRefusedException(
                this + ": expected " + expected + "; came " + actual + ". Keys are fetched instead");
    }

    /** {@return the path, for messages} */
    @Override
    public String toString() {
        return "the snapshot file " + Printable.quote(file.toString());
    }

    private static String sha256(String provenance, byte[] body) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(provenance.getBytes(StandardCharsets.US_ASCII));
            return HexFormat.of().formatHex(digest.digest(body));
        } catch (NoSuchAlgorithmException brokenJdk) {
            throw new IllegalStateException("Every JDK has SHA-256", brokenJdk);
        }
    }

    /**
     * A key set as it was served.
     *
     * @param document its text; of the answer only this is kept
     * @param fetchedAt when the issuer has last said so
     */
    record Snapshot(FetchedDocument document, Instant fetchedAt) {
        /**
         * Checks the length.
         *
         * @throws IllegalArgumentException if the text is longer than any key set may be
         */
        Snapshot {
            int length = document.body().length;
            if (length > FetchedDocument.MAXIMUM_BODY_LENGTH) {
                throw new IllegalArgumentException("A snapshot has at most " + FetchedDocument.MAXIMUM_BODY_LENGTH
                        + " bytes, but this one would have " + length);
            }
        }
    }

    /**
     * A snapshot that was read and may be used.
     *
     * @param keys the keys in its text, at least one of which may verify
     */
    record Restored(Snapshot snapshot, KeySet keys) {}

    /** Says why a snapshot is not used. The message is one line for the operator, without key material. */
    static final class SnapshotRefusedException extends Exception {
        private static final long serialVersionUID = 1L;

        SnapshotRefusedException(String message) {
            super(message, null, false, false);
        }

        @Override
        public String getMessage() {
            return String.valueOf(super.getMessage());
        }
    }
}
