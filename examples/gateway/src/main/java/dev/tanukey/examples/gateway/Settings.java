package dev.tanukey.examples.gateway;

import dev.tanukey.strict.Loopback;
import java.io.IOException;
import java.io.Reader;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;

/** What {@code gateway.properties} says; its README has the names. Paths in it are relative to it. */
record Settings(Path file, Properties properties) {
    private static final Set<String> NAMES = new TreeSet<>(Set.of(
            "host",
            "port",
            "idleSeconds",
            "mostRequests",
            "keyStore",
            "keyStore.password",
            "authentication",
            "reloadSeconds",
            "rememberedTokens",
            "upstream",
            "upstream.certificateAuthority",
            "upstream.token",
            "reviews.token",
            "reviews.audiences"));

    /**
     * Reads the file.
     *
     * @throws IOException if it cannot be read
     * @throws IllegalArgumentException if it has a name that means nothing
     */
    static Settings read(Path file) throws IOException {
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(file)) {
            properties.load(reader);
        }
        Set<String> unknown = new TreeSet<>(properties.stringPropertyNames());
        unknown.removeAll(NAMES);
        if (!unknown.isEmpty()) {
            throw new IllegalArgumentException(
                    file + ": expected " + String.join(", ", NAMES) + ", but came " + String.join(", ", unknown));
        }
        return new Settings(file.toAbsolutePath(), properties);
    }

    Optional<String> text(String name) {
        return Optional.ofNullable(properties.getProperty(name))
                .map(String::strip)
                .filter(text -> !text.isEmpty());
    }

    int number(String name, int least, int usually) {
        return text(name).map(text -> wholeNumber(name, least, text)).orElse(usually);
    }

    private int wholeNumber(String name, int least, String text) {
        try {
            int number = Integer.parseInt(text);
            if (number >= least) {
                return number;
            }
        } catch (NumberFormatException none) {
            // said below
        }
        throw new IllegalArgumentException(file + ": expected a whole number, " + least + " or more, as " + name);
    }

    Optional<Path> path(String name) {
        return text(name).map(file.resolveSibling("")::resolve);
    }

    Path neededPath(String name) {
        return path(name).orElseThrow(() -> new IllegalArgumentException(file + ": expected a path as " + name));
    }

    /** For how long a client or an upstream may be silent. */
    Duration idleTimeout() {
        return Duration.ofSeconds(number("idleSeconds", 1, 30));
    }

    /** How many requests may be open at the upstream. */
    int mostRequests() {
        return number("mostRequests", 1, 1024);
    }

    /** An address to which secrets may be sent: https, or http on this machine. */
    Optional<URI> address(String name) {
        return text(name).map(text -> address(name, text));
    }

    private URI address(String name, String text) {
        try {
            URI address = new URI(text);
            if (address.getHost() != null
                    && ("https".equals(address.getScheme())
                            || ("http".equals(address.getScheme()) && Loopback.isHost(address.getHost())))
                    && address.getRawUserInfo() == null
                    && address.getRawQuery() == null
                    && address.getRawFragment() == null) {
                return address;
            }
        } catch (URISyntaxException noAddress) {
            // said below
        }
        throw new IllegalArgumentException(
                file + ": expected https://<host>, or http://localhost, perhaps with port and path, as " + name);
    }

    /**
     * A secret that stands alone in a file.
     *
     * @throws IOException if it cannot be read
     * @throws IllegalArgumentException if there is none, or several lines
     */
    String secret(String name) throws IOException {
        String secret = Files.readString(neededPath(name)).strip();
        if (secret.isEmpty() || secret.lines().count() > 1) {
            throw new IllegalArgumentException(neededPath(name) + ": expected one line, with a secret, for " + name);
        }
        return secret;
    }
}
