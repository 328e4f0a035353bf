package dev.tanukey.benchmarks;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.jar.JarOutputStream;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;

/** Starts JVMs with what a program with Tanukey has on its class path, and nothing of the test tools and the peers. */
final class FreshJvm {
    private static final Pattern OURS = Pattern.compile(".*/(core|jwks|claims-mapping|cel-support|benchmarks)/target/.*"
            + "|.*/(tanukey|jose4j|slf4j|jackson-core|caffeine|okhttp-jvm|okio|kotlin-stdlib|snakeyaml-engine|cel"
            + "|common|compiler|protobuf|runtime|guava|failureaccess|protobuf-java|re2j|antlr4-runtime"
            + "|auto-value-annotations|threeten-extra)-[^/]*\\.jar");

    private final String classPath;

    private FreshJvm(String classPath) {
        this.classPath = classPath;
    }

    /** Packs folders of classes into jars, since a class archive takes nothing else. */
    static FreshJvm withJarsIn(Path folder) throws IOException {
        List<String> path = new ArrayList<>();
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
            if (OURS.matcher(entry.endsWith(".jar") ? entry : entry + "/").matches()) {
                Path file = Path.of(entry);
                path.add(Files.isDirectory(file) ? packed(file, folder.resolve(path.size() + ".jar")) : entry);
            }
        }
        return new FreshJvm(String.join(File.pathSeparator, path));
    }

    /** Runs a program to its end; gives what it printed. */
    List<String> run(List<String> options, Class<?> program, String... arguments) throws Exception {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(options);
        command.addAll(List.of("-cp", classPath, program.getName()));
        command.add(Long.toString(System.currentTimeMillis()));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        List<String> lines;
        try (BufferedReader out = process.inputReader()) {
            lines = out.lines().toList();
        }
        if (process.waitFor() != 0) {
            throw new IllegalStateException(program + " failed:\n" + String.join("\n", lines));
        }
        return lines;
    }

    /** The nanoseconds of each stage: by the wall's clock, and the main thread's own. */
    Map<String, long[]> stages(List<String> options, Class<?> program, String... arguments) throws Exception {
        Map<String, long[]> stages = new LinkedHashMap<>();
        for (String line : run(options, program, arguments)) {
            if (line.startsWith(Stages.MARK)) {
                int equals = line.indexOf(" = ");
                stages.put(
                        line.substring(Stages.MARK.length(), equals),
                        Arrays.stream(line.substring(equals + 3).split(" "))
                                .mapToLong(Long::parseLong)
                                .toArray());
            }
        }
        return stages;
    }

    /** How many classes each stage loads. */
    Map<String, Long> classes(Class<?> program, String... arguments) throws Exception {
        Map<String, Long> classes = new LinkedHashMap<>();
        long loaded = 0;
        for (String line : run(List.of("-Xlog:class+load"), program, arguments)) {
            if (line.startsWith(Stages.MARK)) {
                classes.put(line.substring(Stages.MARK.length(), line.indexOf(" = ")), loaded);
                loaded = 0;
            } else if (line.contains(" source: ")) {
                loaded++;
            }
        }
        return classes;
    }

    private static String packed(Path folder, Path jar) throws IOException {
        try (OutputStream file = Files.newOutputStream(jar);
                JarOutputStream out = new JarOutputStream(file);
                Stream<Path> content = Files.walk(folder)) {
            for (Path path : content.filter(Files::isRegularFile).toList()) {
                out.putNextEntry(new ZipEntry(folder.relativize(path).toString().replace(File.separatorChar, '/')));
                Files.copy(path, out);
                out.closeEntry();
            }
        }
        return jar.toString();
    }
}
