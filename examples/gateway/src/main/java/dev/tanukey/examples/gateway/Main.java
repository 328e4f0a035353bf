package dev.tanukey.examples.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Starts the gateway by a file, or shows it with everything around it. */
public final class Main {

    private Main() {}

    /**
     * Runs until it is ended; decisions go to the standard output, all else to the standard error.
     *
     * @param args the path of {@code gateway.properties}, or {@code --demo} and a folder for the demo's files
     * @throws Exception if it does not start, for a reason that is not in its files
     */
    public static void main(String[] args) throws Exception {
        PrintStream auditLog = new PrintStream(new FileOutputStream(FileDescriptor.out), true, UTF_8);
        try {
            if (args.length == 2 && args[0].equals("--demo")) {
                demo(Path.of(args[1]), auditLog, System.err);
            } else if (args.length == 1 && !args[0].startsWith("-")) {
                GatewayServer gateway = GatewayServer.start(Settings.read(Path.of(args[0])), auditLog);
                System.err.println("The gateway listens on " + gateway.uri() + "; Ctrl-C ends it.");
            } else {
                throw new IllegalArgumentException(
                        "expected the path of gateway.properties, or --demo and a folder for the demo's files");
            }
        } catch (NoSuchFileException missing) {
            refuse("there is no file " + missing.getFile());
        } catch (IOException | IllegalArgumentException unusable) {
            refuse(unusable.getMessage());
        }
    }

    private static void refuse(@Nullable String why) {
        System.err.println("The gateway does not start: " + why);
        System.exit(2);
    }

    private static void demo(Path folder, PrintStream auditLog, PrintStream out) throws Exception {
        try (Demo demo = Demo.start(folder, auditLog)) {
            new DemoTerminal(demo, new BufferedReader(new InputStreamReader(System.in, UTF_8)), out).run();
        }
    }
}
