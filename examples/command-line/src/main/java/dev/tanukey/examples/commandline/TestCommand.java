package dev.tanukey.examples.commandline;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Runs a suite over a configuration. */
@Command(
        name = "test",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        header = "Runs a suite: whom a configuration must let in, as whom, and whom not.",
        description = {
            "",
            "A suite names a configuration and cases: a token or its claims, and the user or the reason that must come"
                    + " out. Nothing is fetched; tokens are minted for the run.",
            ""
        },
        footer = {"", "Example:", "  tanukey test suite.yaml"})
final class TestCommand implements Callable<Integer> {
    private final Surroundings world;

    @Mixin
    private final Output output = new Output();

    @Parameters(paramLabel = "SUITE", description = "The suite, in YAML.")
    private Path suite = Path.of("");

    TestCommand(Surroundings world) {
        this.world = world;
    }

    @Override
    public Integer call() {
        SuiteRun run = SuiteRun.of(suite);
        world.out().println(output.json ? run.json() : run.text(output));
        return run.exitCode();
    }
}
