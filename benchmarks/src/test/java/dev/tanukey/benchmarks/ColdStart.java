package dev.tanukey.benchmarks;

import dev.tanukey.benchmarks.report.MarkdownTable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/** How long a JVM that has only begun takes to its first verified token, and where the time goes. */
public final class ColdStart {
    private final int runs;
    private final Path folder;
    private final FreshJvm jvm;

    private ColdStart(int runs, Path folder) throws IOException {
        this.runs = runs;
        this.folder = folder;
        this.jvm = FreshJvm.withJarsIn(folder);
    }

    /**
     * Prints the tables.
     *
     * @param arguments none
     * @throws Exception if a JVM fails
     */
    public static void main(String[] arguments) throws Exception {
        System.out.println(measure(5));
    }

    /** Starts JVMs, so many for each figure, and gives the tables. */
    static String measure(int runs) throws Exception {
        Path folder = Files.createTempDirectory("tanukey-start");
        try {
            ColdStart start = new ColdStart(runs, folder);
            start.prepare();
            return start.firstToken() + "\n" + start.manyIssuers() + "\nJDK "
                    + Runtime.version().feature() + ", medians of " + runs + " JVMs.\n";
        } finally {
            delete(folder);
        }
    }

    private void prepare() throws Exception {
        JobTokens tokens = JobTokens.signedWith(TokenAlgorithm.RS256);
        Files.writeString(folder.resolve("token"), tokens.good().text());
        Files.write(folder.resolve("key"), tokens.publicKey().getEncoded());
        Files.writeString(folder.resolve("kid"), tokens.keyId());
        Files.writeString(folder.resolve("jwks"), tokens.jwks());
        Files.writeString(
                folder.resolve("discovery"),
                """
                {"issuer": "%s", "jwks_uri": "%s/oauth/discovery/keys"}"""
                        .formatted(JobTokens.ISSUER, JobTokens.ISSUER));
        Files.writeString(
                folder.resolve("claims.yaml"),
                """
                apiVersion: apiserver.config.k8s.io/v1
                kind: AuthenticationConfiguration
                jwt:
                - issuer:
                    url: %s
                    audiences: ["%s"]
                  claimMappings:
                    username: {claim: sub, prefix: "gitlab:"}
                    groups: {claim: groups_direct, prefix: "gitlab:"}
                    uid: {claim: user_id}
                """
                        .formatted(JobTokens.ISSUER, JobTokens.AUDIENCE));
        Files.writeString(folder.resolve("cel.yaml"), Row.cloudfleet());
        Files.writeString(folder.resolve("64.yaml"), times64(Row.cloudfleet()));
    }

    /** The one issuer of the file, 64 times; each with an expression that no other has. */
    private static String times64(String file) {
        int first = file.indexOf("- issuer:");
        StringBuilder all = new StringBuilder(file.substring(0, first));
        for (int i = 0; i < 64; i++) {
            all.append(file.substring(first)
                    .replace(JobTokens.ISSUER, "https://gitlab-" + i + ".example.com")
                    .replace("\"gitlab:\"", "\"gitlab-" + i + ":\""));
        }
        return all.toString();
    }

    private String firstToken() throws Exception {
        List<String> shared = archive(FirstToken.class, "1");
        Map<String, Median> one = medians(List.of(), FirstToken.class, "1");
        Map<String, Median> nine = medians(List.of(), FirstToken.class, "9");
        Map<String, Median> archived = medians(shared, FirstToken.class, "1");
        Map<String, Long> classes = jvm.classes(FirstToken.class, folder.toString(), "1");
        MarkdownTable table = MarkdownTable.withColumns(
                "ms", "RS256 allowed", "since start", "own", "nine algorithms", "own", "AppCDS", "own", "classes");
        one.forEach((stage, median) -> table.row(
                stage,
                number(median.wall()),
                number(median.sinceStart()),
                number(median.own()),
                number(nine.get(stage).wall()),
                number(nine.get(stage).own()),
                number(archived.get(stage).wall()),
                number(archived.get(stage).own()),
                Long.toString(classes.getOrDefault(stage, total(classes)))));
        return table.toString();
    }

    private String manyIssuers() throws Exception {
        List<String> shared = archive(ManyIssuers.class);
        Map<String, Median> plain = medians(List.of(), ManyIssuers.class);
        Map<String, Median> archived = medians(shared, ManyIssuers.class);
        MarkdownTable table = MarkdownTable.withColumns(
                "ms, 64 issuers with Cloudfleet's mapping", "as it is", "own", "AppCDS", "own");
        plain.forEach((stage, median) -> table.row(
                stage,
                number(median.wall()),
                number(median.own()),
                number(archived.get(stage).wall()),
                number(archived.get(stage).own())));
        return table.toString();
    }

    /** Runs the program once and keeps its classes; gives the options that use them. */
    private List<String> archive(Class<?> program, String... more) throws Exception {
        Path archive = folder.resolve(program.getSimpleName() + ".jsa");
        jvm.run(List.of("-XX:ArchiveClassesAtExit=" + archive), program, with(folder, more));
        return List.of("-XX:SharedArchiveFile=" + archive);
    }

    private Map<String, Median> medians(List<String> options, Class<?> program, String... more) throws Exception {
        List<Map<String, long[]>> all = new ArrayList<>();
        for (int run = 0; run < runs; run++) {
            all.add(jvm.stages(options, program, with(folder, more)));
        }
        List<String> stages = List.copyOf(all.get(0).keySet());
        Map<String, Median> medians = new LinkedHashMap<>();
        for (int i = 0; i < stages.size(); i++) {
            List<String> one = stages.subList(i, i + 1);
            List<String> untilThen = stages.subList(0, i + 1);
            medians.put(stages.get(i), new Median(median(all, one, 0), median(all, one, 1), median(all, untilThen, 0)));
        }
        double whole = median(all, stages, 0);
        medians.put("**all**", new Median(whole, median(all, stages, 1), whole));
        return medians;
    }

    /** Milliseconds of a stage by the wall's clock, of the main thread itself, and from the start until its end. */
    private record Median(double wall, double own, double sinceStart) {}

    private static double median(List<Map<String, long[]>> runs, List<String> stages, int clock) {
        long[] sorted = runs.stream()
                .mapToLong(run -> stages.stream()
                        .mapToLong(stage -> run.get(stage)[clock])
                        .sum())
                .sorted()
                .toArray();
        return sorted[sorted.length / 2] / 1e6;
    }

    private static String[] with(Path folder, String... more) {
        return Stream.concat(Stream.of(folder.toString()), Stream.of(more)).toArray(String[]::new);
    }

    private static long total(Map<String, Long> classes) {
        return classes.values().stream().mapToLong(Long::longValue).sum();
    }

    private static String number(double milliseconds) {
        return String.format(Locale.ROOT, milliseconds < 10 ? "%.1f" : "%.0f", milliseconds);
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> content = Files.walk(folder)) {
            for (Path path : content.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }
}
