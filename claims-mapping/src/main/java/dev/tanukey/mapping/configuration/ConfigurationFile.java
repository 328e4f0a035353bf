package dev.tanukey.mapping.configuration;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** The text of a configuration file. */
final class ConfigurationFile {
    private static final int MAXIMUM_BYTES = 4 << 20;

    private ConfigurationFile() {}

    /**
     * Reads it whole.
     *
     * @throws IOException if it cannot be read, is no UTF-8 or has more than 4 MiB
     */
    static String read(Path file) throws IOException {
        long size = Files.size(file);
        if (size > MAXIMUM_BYTES) {
            throw new IOException(file + " has " + size + " bytes; a configuration has at most " + MAXIMUM_BYTES);
        }
        return Files.readString(file, StandardCharsets.UTF_8);
    }
}
