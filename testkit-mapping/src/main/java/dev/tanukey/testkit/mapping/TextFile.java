package dev.tanukey.testkit.mapping;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** The text of a suite or of the configuration that it names. Stateless. */
final class TextFile {
    private static final int MAXIMUM_BYTES = 4 << 20;

    private TextFile() {}

    /**
     * Reads it whole.
     *
     * @throws IOException if it cannot be read, is no UTF-8 or has more than 4 MiB; the message begins with its name
     */
    static String read(Path file) throws IOException {
        if (Files.isDirectory(file)) {
            throw new IOException(file + " is a directory; name the file in it");
        }
        try (InputStream in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes(MAXIMUM_BYTES + 1);
            if (bytes.length > MAXIMUM_BYTES) {
                throw new IOException(file + " has more than " + MAXIMUM_BYTES + " bytes");
            }
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (NoSuchFileException missing) {
            throw new IOException(file + " does not exist", missing);
        } catch (CharacterCodingException notUtf8) {
            throw new IOException(file + " is not UTF-8 text", notUtf8);
        }
    }
}
