package dev.tanukey.examples.configuration;

import dev.tanukey.AuthenticationResult;
import dev.tanukey.cel.CelExpressionLanguage;
import dev.tanukey.jwks.FetchedDocument;
import dev.tanukey.jwks.JwksKeySource;
import dev.tanukey.mapping.configuration.AuthenticationConfiguration;
import dev.tanukey.mapping.configuration.ConfiguredAuthenticator;
import dev.tanukey.mapping.configuration.KeySources;
import dev.tanukey.mapping.configuration.Reload;
import dev.tanukey.testkit.CiTokenBuilder;
import dev.tanukey.testkit.FakeGitLab;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** A file that a cluster would take decides who gets in, and is replaced while tokens come. */
public final class FromFile {
    private static final String ISSUER = "https://gitlab.example.com";

    private final PrintStream out;
    private final FakeGitLab gitlab;

    private FromFile(PrintStream out, FakeGitLab gitlab) {
        this.out = out;
        this.gitlab = gitlab;
    }

    /**
     * Runs the example.
     *
     * @param args the path of authentication.yaml
     * @throws IOException if the file cannot be read
     */
    public static void main(String[] args) throws IOException {
        show(Path.of(args[0]), System.out);
    }

    static void show(Path file, PrintStream out) throws IOException {
        try (FakeGitLab gitlab = FakeGitLab.start()) {
            new FromFile(out, gitlab).show(file);
        }
    }

    private void show(Path file) throws IOException {
        out.println("\n  " + file.getFileName() + " is in force.\n");
        try (ConfiguredAuthenticator authenticator =
                AuthenticationConfiguration.read(file).authenticator(keys(), CelExpressionLanguage.kubernetes())) {
            judge(authenticator, "a job on the protected main", job().protectedRef());
            judge(
                    authenticator,
                    "a job of the environment production",
                    job().protectedRef().environment("production"));
            judge(authenticator, "a job on a branch", job().branch("feature/x"));
            judge(
                    authenticator,
                    "a job for another service",
                    job().protectedRef().audience("https://other.example.com"));

            String text = Files.readString(file);
            out.println("  Somebody pushes a file with a mistake.\n");
            tell(authenticator.reload(text.replace("audiences:", "audience:")));
            judge(authenticator, "a job on the protected main", job().protectedRef());

            out.println("  Somebody pushes a file that asks for a protected environment instead.\n");
            tell(authenticator.reload(text.replace("claim: ref_protected", "claim: environment_protected")));
            judge(authenticator, "a job on the protected main", job().protectedRef());
        }
    }

    /**
     * In your program this is {@code JwksKeySource::discovered}. Here a fake GitLab on this machine speaks for
     * {@code https://gitlab.example.com}.
     */
    private KeySources keys() {
        return discovery ->
                JwksKeySource.builder(discovery).fetcher(this::answer).build();
    }

    private FetchedDocument answer(URI uri) throws IOException {
        if (uri.getPath().endsWith("/openid-configuration")) {
            String metadata = "{\"issuer\":\"" + ISSUER + "\",\"jwks_uri\":\"" + ISSUER + "/oauth/discovery/keys\"}";
            return FetchedDocument.json(metadata.getBytes(StandardCharsets.UTF_8));
        }
        try (InputStream keys = gitlab.jwksUri().toURL().openStream()) {
            return FetchedDocument.json(keys.readAllBytes());
        }
    }

    private CiTokenBuilder job() {
        return gitlab.ciToken()
                .claim("iss", ISSUER)
                .project("acme/shop", 4711)
                .branch("main")
                .audience("https://api.example.com");
    }

    private void judge(ConfiguredAuthenticator authenticator, String who, CiTokenBuilder token) {
        AuthenticationResult result = authenticator.authenticate(token.sign());
        out.println("  " + who);
        out.println("      "
                + result.fold(
                        good -> "is " + good.user().username() + ", of "
                                + good.user().groups(),
                        other -> "is left to others: " + other.rejection().operatorMessage(),
                        bad -> "is refused: " + bad.rejection().operatorMessage(),
                        unknown -> "cannot be judged now: "
                                + unknown.unavailability().operatorMessage()));
        out.println();
    }

    private void tell(Reload outcome) {
        outcome.message().lines().forEach(line -> out.println("      " + line));
        out.println();
    }
}
