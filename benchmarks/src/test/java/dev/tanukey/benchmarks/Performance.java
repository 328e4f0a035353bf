package dev.tanukey.benchmarks;

import dev.tanukey.benchmarks.report.Page;
import dev.tanukey.benchmarks.report.Tables;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.results.format.ResultFormatFactory;
import org.openjdk.jmh.results.format.ResultFormatType;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/**
 * Measures everything that docs/performance.md tells, and writes it there. Arguments: names of the groups to measure
 * ({@code rs256 es256 eddsa steps scale threads start}; all unless some are named); {@code quick} for a look of some
 * minutes that proves nothing; {@code render} to measure nothing and only write the tables of what was measured before.
 *
 * <p>The results stay in target/performance, by JDK. A table goes to the place on the page that is kept for this JDK,
 * such as {@code rs256-jdk25}, or else to the one for any.
 */
public final class Performance {
    private static final String JDK = "jdk" + Runtime.version().feature();
    private static final Path RESULTS = Path.of("target", "performance", JDK);
    private static final Path PAGE = Path.of("..", "docs", "performance.md");
    private static final String START = "start";
    /**
     * All rows are measured in turn, several times, so that a noisy minute does not spoil one of them. What the
     * benchmarks themselves say of forks and iterations is for running one alone, with JMH's own options.
     */
    private static final int ROUNDS = 3;

    private final boolean quick;

    private Performance(boolean quick) {
        this.quick = quick;
    }

    /**
     * Measures and writes.
     *
     * @param arguments see above
     * @throws Exception if a benchmark fails; what was measured before it is kept
     */
    public static void main(String[] arguments) throws Exception {
        List<String> wishes = new ArrayList<>(Arrays.asList(arguments));
        Performance performance = new Performance(wishes.remove("quick"));
        boolean measure = !wishes.remove("render");
        List<String> groups = wishes.isEmpty() ? allGroups() : List.copyOf(wishes);
        Files.createDirectories(RESULTS);
        for (String group : groups) {
            if (measure) {
                performance.measure(group);
            }
            performance.write(group);
        }
    }

    private static List<String> allGroups() {
        return Stream.concat(Arrays.stream(MeasurementGroup.values()).map(Performance::name), Stream.of(START))
                .toList();
    }

    private void measure(String group) throws Exception {
        if (group.equals(START)) {
            Files.writeString(RESULTS.resolve("start.md"), ColdStart.measure(quick ? 2 : 5));
            return;
        }
        List<RunResult> results = new ArrayList<>();
        for (int round = 0; round < (quick ? 1 : ROUNDS); round++) {
            for (MeasurementGroup.Step step : group(group).steps()) {
                results.addAll(run(step));
            }
        }
        ResultFormatFactory.getInstance(ResultFormatType.JSON, json(group).toString())
                .writeOut(results);
    }

    private Collection<RunResult> run(MeasurementGroup.Step step) throws RunnerException {
        ChainedOptionsBuilder options =
                step.options().addProfiler(GCProfiler.class).forks(1).measurementIterations(3);
        // the compiler's threads wait for a processor as long as others do
        options.warmupTime(TimeValue.seconds(Math.min(10, Math.round(Math.ceil(wallPerOwnTime())))));
        if (quick) {
            options.measurementIterations(3).measurementTime(TimeValue.milliseconds(500));
        }
        return new Runner(options.build()).run();
    }

    /** How crowded the machine is: 1 if a thread that only computes has a processor for itself. */
    private static double wallPerOwnTime() {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        long own = threads.getCurrentThreadCpuTime();
        long begin = System.nanoTime();
        long wall = 0;
        while (wall < 500_000_000) {
            wall = System.nanoTime() - begin;
        }
        return (double) wall / (threads.getCurrentThreadCpuTime() - own) - 0.1;
    }

    private void write(String group) throws IOException {
        String content;
        if (group.equals(START)) {
            content = Files.readString(RESULTS.resolve("start.md"));
        } else {
            Tables tables = Tables.read(Files.readString(json(group)));
            content = group(group).table(tables) + "\n" + tables.caption() + "; " + machine() + ".\n";
        }
        String page = Files.readString(PAGE);
        String ofThisJdk = group + "-" + JDK;
        page = Page.with(page, Page.has(page, ofThisJdk) ? ofThisJdk : group, content);
        Files.writeString(PAGE, Page.with(page, "versions", versions()));
    }

    private static Path json(String group) {
        return RESULTS.resolve(group + ".json");
    }

    private static MeasurementGroup group(String name) {
        return Arrays.stream(MeasurementGroup.values())
                .filter(group -> name(group).equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "A group is one of " + allGroups() + ", but here is \"" + name + "\""));
    }

    private static String name(MeasurementGroup group) {
        return group.name().toLowerCase(Locale.ROOT);
    }

    /** What Linux says of the processor; elsewhere the architecture. */
    private static String machine() {
        String processor = System.getProperty("os.arch");
        try (Stream<String> lines = Files.lines(Path.of("/proc/cpuinfo"))) {
            processor = lines.filter(line -> line.startsWith("model name"))
                    .findFirst()
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .orElse(processor);
        } catch (IOException | UncheckedIOException notLinux) {
            // the architecture will do
        }
        return processor + ", " + Runtime.getRuntime().availableProcessors() + " processors, "
                + System.getProperty("os.name");
    }

    private static String versions() throws IOException {
        Properties versions = new Properties();
        try (InputStream file = Performance.class.getResourceAsStream("/versions.properties")) {
            versions.load(file);
        }
        return new TreeMap<>(versions)
                .entrySet().stream()
                        .map(entry -> entry.getKey() + " " + entry.getValue())
                        .collect(Collectors.joining(" · "));
    }
}
