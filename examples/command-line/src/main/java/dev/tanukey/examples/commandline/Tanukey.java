package dev.tanukey.examples.commandline;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.UsageMessageSpec;

/** The program: finds the command, and turns whatever happens into an exit code. */
@Command(
        name = "tanukey",
        version = "tanukey 0.1.0",
        mixinStandardHelpOptions = true,
        header = "Tries out who GitLab's ID tokens become, and why not.",
        description = {
            "",
            "Takes the AuthenticationConfiguration of a kube-apiserver as it is, and judges tokens by it as the library"
                    + " Tanukey does. What it mints and serves is for tests.",
            ""
        },
        footer = {
            "",
            "A first round, without any GitLab:",
            "",
            "  tanukey mint --issuer https://gitlab.example.com --key test.key --jwks test.jwks > token",
            "  tanukey explain --config authentication.yaml --jwks test.jwks < token",
            "",
            "Results go to the standard output, everything else to the standard error. Colours are for terminals;"
                    + " NO_COLOR switches them off, CLICOLOR_FORCE=1 on."
        })
public final class Tanukey {

    private Tanukey() {}

    /**
     * Runs the program and ends the JVM with its exit code.
     *
     * @param args what the person typed
     */
    public static void main(String[] args) {
        PrintWriter out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
        PrintWriter err = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
        System.exit(execute(new Surroundings(System.in, out, err, Clock.systemUTC()), args));
    }

    /** Runs one command and returns its exit code. */
    static int execute(Surroundings world, String... args) {
        if (List.of(args).stream().anyMatch(Secrets::isInside)) {
            world.err().println("tanukey: " + Secrets.WHY_NOT_AS_ARGUMENT);
            return ExitCode.USAGE;
        }
        int code = commandLine(world).execute(args);
        world.out().flush();
        world.err().flush();
        return code;
    }

    private static CommandLine commandLine(Surroundings world) {
        CommandLine program = new CommandLine(new Tanukey())
                .addSubcommand(new ExplainCommand(world))
                .addSubcommand(new LintCommand(world))
                .addSubcommand(new TestCommand(world))
                .addSubcommand(new MintCommand(world))
                .addSubcommand(new ServeCommand(world))
                // @token would put what is in the file among the arguments, and so into messages.
                .setExpandAtFiles(false)
                .setOut(world.out())
                .setErr(world.err())
                .registerConverter(TokenKind.class, TokenKind::named)
                .setExecutionExceptionHandler((failure, command, parsed) -> handle(failure, world));
        describeExitCodes(program);
        program.getSubcommands().values().forEach(Tanukey::describeExitCodes);
        return program;
    }

    private static void describeExitCodes(CommandLine command) {
        UsageMessageSpec usage = command.getCommandSpec().usageMessage();
        usage.width(100);
        usage.exitCodeListHeading("%nExit codes:%n");
        usage.exitCodeList(UsageMessageSpec.keyValuesMap(ExitCode.HELP));
    }

    private static int handle(Exception failure, Surroundings world) {
        if (failure instanceof Refusal refusal) {
            world.err().println("tanukey: " + Printable.lines(String.valueOf(refusal.getMessage())));
            return refusal.exitCode();
        }
        world.err().println("tanukey: this is a bug in the program; please report it with the lines that follow");
        failure.printStackTrace(world.err());
        return ExitCode.BUG;
    }
}
