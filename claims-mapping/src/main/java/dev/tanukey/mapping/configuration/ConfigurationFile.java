package dev.tanukey.mapping.configuration;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** The text of a file that an operator has named. */
final class ConfigurationFile {
    private static final int MAXIMUM_BYTES = 4 << 20;

    private ConfigurationFile() {}

    /**
     * Reads it whole.
     *
     * @throws IOException if it cannot be read, is no UTF-8 or has more than 4 MiB; the message begins with its name
     */
    static String read(Path file) throws IOException {
        byte[] bytes = bytes(file);
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException notUtf8) {
            throw new IOException(file + " is not UTF-8 text", notUtf8);
        }
    }

    /**
     * Reads its bytes.
     *
     * @throws IOException if it cannot be read or has more than 4 MiB; the message begins with its name
     */
    static byte[] bytes(Path file) throws IOException {
        if (Files.isDirectory(file)) {
            throw new IOException(file + " is a directory; name the file in it");
        }
        // Some files, such as pipes, do not tell their size.
        try (InputStream in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes(MAXIMUM_BYTES + 1);
            if (bytes.length > MAXIMUM_BYTES) {
                throw new IOException(file + " has more than " + MAXIMUM_BYTES + " bytes");
            }
            return bytes;
        } catch (NoSuchFileException missing) {
            throw new IOException(file + " does not exist", missing);
        } catch (AccessDeniedException denied) {
            throw new IOException(file + " must not be read by this process", denied);
        }
    }
}
