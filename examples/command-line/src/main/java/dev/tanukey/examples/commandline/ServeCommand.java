package dev.tanukey.examples.commandline;

import dev.tanukey.testkit.FakeGitLab;
import dev.tanukey.testkit.FakeGitLabBuilder;
import dev.tanukey.testkit.GitLabVersion;
import dev.tanukey.testkit.TokenBuilder;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Runs a fake GitLab until somebody ends it. */
@Command(
        name = "serve",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        header = "Runs a fake GitLab on this machine, for tests.",
        description = {
            "",
            "Serves the metadata and the keys of a GitLab on 127.0.0.1, and mints tokens on demand: write a line to its"
                    + " standard input, job or user, and a token comes out; rotate replaces the key of jobs. It runs until"
                    + " Ctrl-C. With --key, tanukey mint makes tokens that it vouches for.",
            ""
        },
        footer = {
            "",
            "Examples:",
            "  tanukey serve --key test.key",
            "  tanukey serve --https --ca-file ca.pem --port 8443",
            "  echo job | tanukey serve --until-eof",
            "  tanukey serve --relative-url-root /gitlab --ready-file ready.json < /dev/null &"
        })
final class ServeCommand implements Callable<Integer> {
    private final Surroundings world;

    @Mixin
    private final Output output = new Output();

    @Option(names = "--port", paramLabel = "NUMBER", description = "The port. Default: any that is free.")
    private int port;

    @Option(names = "--https", description = "Speak HTTPS, with an authority made for the run; wants --ca-file.")
    private boolean https;

    @Option(
            names = "--ca-file",
            paramLabel = "FILE",
            description = "Write the authority here, as PEM for certificateAuthority of a configuration.")
    private Optional<Path> caFile = Optional.empty();

    @Option(
            names = "--relative-url-root",
            paramLabel = "PATH",
            description = "A path below which it lives, as in /gitlab.")
    private Optional<String> relativeUrlRoot = Optional.empty();

    @Option(
            names = "--issuer",
            paramLabel = "URL",
            description = "The issuer in its metadata and tokens. Default: where it listens.")
    private Optional<String> issuer = Optional.empty();

    @Option(
            names = "--gitlab-version",
            paramLabel = "X.Y",
            description = "The release that it plays. Default: the newest.")
    private Optional<String> version = Optional.empty();

    @Option(
            names = "--key",
            paramLabel = "FILE",
            description = "The private key, PKCS #8 in PEM; made with mode 0600 if there is none. Default: new keys.")
    private Optional<Path> key = Optional.empty();

    @Option(
            names = "--ready-file",
            paramLabel = "FILE",
            description = "Write issuer and addresses here, as JSON, as soon as it listens.")
    private Optional<Path> readyFile = Optional.empty();

    @Option(names = "--until-eof", description = "End when the standard input ends.")
    private boolean untilEof;

    ServeCommand(Surroundings world) {
        this.world = world;
    }

    @Override
    public Integer call() throws InterruptedException {
        if (https != caFile.isPresent()) {
            throw Refusal.usage(
                    "--https and --ca-file go together: who connects must trust an authority made for the run");
        }
        try (FakeGitLab gitlab = start()) {
            caFile.ifPresent(file -> KeyFile.write(file, gitlab.certificateAuthority(), "the authority"));
            String addresses = JsonText.write(addresses(gitlab));
            readyFile.ifPresent(file -> KeyFile.write(file, addresses + "\n", "the ready file"));
            if (output.json) {
                world.out().println(addresses);
            } else {
                world.err().println("A fake GitLab listens; Ctrl-C ends it.");
                world.err().println("  issuer    " + output.strong(gitlab.issuer()));
                world.err().println("  metadata  " + gitlab.url() + "/.well-known/openid-configuration");
                world.err().println("  keys      " + gitlab.jwksUri());
                world.err().println("Write job, user or rotate to the standard input.");
            }
            answerLines(gitlab);
            if (!untilEof) {
                new CountDownLatch(1).await();
            }
            return ExitCode.GOOD;
        } catch (UncheckedIOException noPort) {
            throw Refusal.input(String.valueOf(noPort.getMessage()));
        }
    }

    private FakeGitLab start() {
        FakeGitLabBuilder builder = FakeGitLab.builder().clock(world.clock());
        try {
            builder.port(port);
            relativeUrlRoot.ifPresent(builder::relativeUrlRoot);
            issuer.ifPresent(builder::issuer);
            version.map(GitLabVersion::of).ifPresent(builder::version);
        } catch (IllegalArgumentException refused) {
            throw Refusal.usage(String.valueOf(refused.getMessage()));
        }
        if (https) {
            builder.https();
        }
        key.map(KeyFile::readOrCreate).ifPresent(builder::signingKey);
        return builder.start();
    }

    private static Map<String, @Nullable Object> addresses(FakeGitLab gitlab) {
        Map<String, @Nullable Object> members = new LinkedHashMap<>();
        members.put("issuer", gitlab.issuer());
        members.put("url", gitlab.url());
        members.put("metadata", gitlab.url() + "/.well-known/openid-configuration");
        members.put("jwks", gitlab.jwksUri());
        return members;
    }

    private void answerLines(FakeGitLab gitlab) {
        BufferedReader lines = new BufferedReader(new InputStreamReader(world.in(), StandardCharsets.UTF_8));
        try {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                answer(line.strip(), gitlab);
            }
        } catch (IOException ended) {
            // An input that breaks has ended.
            world.err().println("tanukey: the standard input has ended: " + ended.getMessage());
        }
    }

    private void mint(TokenBuilder<?> token) {
        try {
            world.out().println(token.sign());
        } catch (IllegalStateException unknownThen) {
            world.err().println("tanukey: " + unknownThen.getMessage());
        }
    }

    private void answer(String line, FakeGitLab gitlab) {
        switch (line) {
            case "job", "" -> mint(gitlab.ciToken());
            case "user" -> mint(gitlab.userToken());
            case "rotate" -> {
                gitlab.rotateCiKey();
                world.err().println("Jobs have a new key; tokens of the old one are void.");
            }
            default -> world.err().println("tanukey: expected job, user or rotate");
        }
        world.out().flush();
    }
}
