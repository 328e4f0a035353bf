package dev.tanukey.examples.gateway;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** The real kubectl, against a demo gateway. */
record Kubectl(Path program, Demo demo, Path home) {

    /** What it did. */
    record Run(int exit, String output, String error) {}

    /** {@return where kubectl is, if it is on the path} */
    static Optional<Path> find() {
        return Arrays.stream(System.getenv().getOrDefault("PATH", "").split(java.io.File.pathSeparator))
                .map(folder -> Path.of(folder, "kubectl"))
                .filter(Files::isExecutable)
                .findFirst();
    }

    Run whoami(String token) throws IOException, InterruptedException {
        return run("--token=" + token, "auth", "whoami", "-o", "json");
    }

    Run run(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                program.toString(),
                "--server=" + demo.uri(),
                "--certificate-authority=" + demo.authority(),
                "--request-timeout=30s"));
        command.addAll(List.of(arguments));
        Path output = Files.createTempFile(home, "output", "");
        Path error = Files.createTempFile(home, "error", "");
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectOutput(output.toFile()).redirectError(error.toFile());
        builder.environment().put("HOME", home.toString());
        builder.environment().remove("KUBECONFIG");
        builder.environment().put("NO_PROXY", "localhost,127.0.0.1");
        Process process = builder.start();
        if (!process.waitFor(60, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new IllegalStateException("kubectl does not end");
        }
        return new Run(process.exitValue(), Files.readString(output), Files.readString(error));
    }
}
