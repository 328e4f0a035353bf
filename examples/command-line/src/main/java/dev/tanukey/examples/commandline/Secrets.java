package dev.tanukey.examples.commandline;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;

/** Keeps tokens away from the command line, where every process of the machine and the shell's history can see them. */
final class Secrets {
    static final String WHY_NOT_AS_ARGUMENT =
            "an argument looks like a token. The process list and the shell's history would show it, so tokens come from"
                    + " the standard input or --token-file. If it was a real one, consider it known to others";

    /** A JWT in compact form, or one of the tokens that GitLab prefixes. */
    private static final Pattern TOKEN = Pattern.compile("(?:^|[^A-Za-z0-9_-])(?:eyJ[A-Za-z0-9_-]{8,}\\.[A-Za-z0-9_-]+"
            + "|gl(?:pat|dt|cbt|ptt|rt|agent|imt|soat|oas|ft)-[A-Za-z0-9_.-]{8,})");

    private static final int MAXIMUM_LENGTH = 1 << 20;

    private Secrets() {}

    static boolean isInside(String argument) {
        return TOKEN.matcher(argument).find();
    }

    /** Reads a token and drops the line break behind it. */
    static String readToken(Optional<Path> file, Surroundings world) {
        String text = file.map(Secrets::read).orElseGet(() -> read(world)).replaceFirst("\\r?\\n\\z", "");
        if (text.isEmpty()) {
            throw Refusal.input("expected a token, but "
                    + file.map(path -> path + " is empty").orElse("the standard input is empty")
                    + "; say for instance: tanukey explain --config authentication.yaml < token");
        }
        return text;
    }

    private static String read(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            return text(in);
        } catch (NoSuchFileException missing) {
            throw Refusal.input("expected a token in " + file + ", but there is no such file");
        } catch (IOException unreadable) {
            throw Refusal.input(
                    "expected a token in " + file + ", but it cannot be read: " + FileTrouble.of(unreadable));
        }
    }

    private static String read(Surroundings world) {
        try {
            if (world.in().available() == 0) {
                world.err().println("Waiting for the token on the standard input; then a new line and Ctrl-D.");
            }
            return text(world.in());
        } catch (IOException unreadable) {
            throw Refusal.input("the standard input cannot be read: " + unreadable.getMessage());
        }
    }

    private static String text(InputStream in) throws IOException {
        return new String(in.readNBytes(MAXIMUM_LENGTH), StandardCharsets.UTF_8);
    }
}
