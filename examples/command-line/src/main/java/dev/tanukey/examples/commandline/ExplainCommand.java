package dev.tanukey.examples.commandline;

import dev.tanukey.jwks.JsonWebKeySet;
import dev.tanukey.jwks.JwksKeySource;
import dev.tanukey.key.KeySet;
import dev.tanukey.mapping.configuration.AuthenticationConfiguration;
import dev.tanukey.mapping.configuration.KeySources;
import dev.tanukey.mapping.schema.InvalidConfigurationException;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Explains what a configuration makes of a token. */
@Command(
        name = "explain",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        header = "Explains step by step what a configuration makes of a token.",
        description = {
            "",
            "Says of each step what was expected, what came, and what to do; then who the token's owner is, or what the"
                    + " operator and what the sender would read. The token comes from the standard input or a file, never"
                    + " as an argument. It is a secret for as long as it lives: whoever has it can use it. Neither it nor"
                    + " its signature is printed, and its claims only with --show-claims.",
            "",
            "Keys are fetched from the issuer, as in production, unless --jwks names a file with them.",
            ""
        },
        footer = {
            "",
            "Examples:",
            "  tanukey explain --config authentication.yaml --token-file token",
            "  tanukey explain --config authentication.yaml --jwks keys.json --at 2026-11-21T12:00:00Z < token"
        })
final class ExplainCommand implements Callable<Integer> {
    private final Surroundings world;

    @Mixin
    private final Output output = new Output();

    @Option(
            names = {"-c", "--config"},
            required = true,
            paramLabel = "FILE",
            description = "The AuthenticationConfiguration, YAML or JSON.")
    private Path config = Path.of("");

    @Option(names = "--token-file", paramLabel = "FILE", description = "The token. Default: the standard input.")
    private Optional<Path> tokenFile = Optional.empty();

    @Option(
            names = "--jwks",
            paramLabel = "FILE",
            description = "The key set of the issuer that the token names; nothing is fetched then.")
    private Optional<Path> jwks = Optional.empty();

    @Option(
            names = "--at",
            paramLabel = "INSTANT",
            description = "Judge as of then, as in 2026-11-21T12:00:00Z. Default: now.")
    private Optional<Instant> at = Optional.empty();

    @Option(names = "--show-claims", description = "Print the token's claims. They may be personal data.")
    private boolean showClaims;

    @Option(
            names = "--insecure-http-on-loopback",
            description = "Take issuers with http on this machine, such as tanukey serve; a cluster would not.")
    private boolean insecureHttpOnLoopback;

    ExplainCommand(Surroundings world) {
        this.world = world;
    }

    @Override
    public Integer call() {
        AuthenticationConfiguration configuration = configuration();
        KeySources keys = keys();
        String token = Secrets.readToken(tokenFile, world);
        Explanation explanation;
        try {
            explanation = new Explainer(
                            configuration, keys, at.orElseGet(world.clock()::instant), insecureHttpOnLoopback)
                    .explain(token);
        } catch (InvalidConfigurationException refused) {
            throw Refusal.input(config + " cannot be used. " + refused.getMessage() + "\nSay tanukey lint " + config
                    + " once it can be.");
        }
        Optional<Map<String, @Nullable Object>> claims = showClaims ? UnprovenClaims.of(token) : Optional.empty();
        if (output.json) {
            world.out().println(JsonText.write(ExplanationJson.of(explanation, claims)));
        } else {
            world.out().print(new ExplanationText(output).print(explanation, claims));
            world.err().println("The token is a secret while it lives; keep it out of tickets, chats and logs.");
        }
        return explanation.exitCode();
    }

    private AuthenticationConfiguration configuration() {
        try {
            return AuthenticationConfiguration.read(config);
        } catch (InvalidConfigurationException refused) {
            throw Refusal.input(config + " cannot be used. " + refused.getMessage());
        } catch (IOException unreadable) {
            throw Refusal.input("the configuration cannot be read: " + unreadable.getMessage());
        }
    }

    private KeySources keys() {
        if (jwks.isEmpty()) {
            return JwksKeySource::discovered;
        }
        try {
            KeySet keys = JsonWebKeySet.read(jwks.get());
            return discovery -> keys;
        } catch (NoSuchFileException missing) {
            throw Refusal.input("the key set " + jwks.get() + " does not exist");
        } catch (IOException unreadable) {
            throw Refusal.input("the key set " + jwks.get() + " cannot be read: " + FileTrouble.of(unreadable));
        } catch (IllegalArgumentException noKeys) {
            throw Refusal.input(String.valueOf(noKeys.getMessage()));
        }
    }
}
