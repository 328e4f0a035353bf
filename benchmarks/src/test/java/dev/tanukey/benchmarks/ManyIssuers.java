package dev.tanukey.benchmarks;

import dev.tanukey.cel.CelExpressionLanguage;
import dev.tanukey.key.KeySet;
import dev.tanukey.mapping.configuration.AuthenticationConfiguration;
import dev.tanukey.mapping.configuration.ConfiguredAuthenticator;
import java.nio.file.Files;
import java.nio.file.Path;

/** Runs in a JVM of its own: builds an authenticator of 64 issuers, each with Cloudfleet's mapping. */
public final class ManyIssuers {
    private ManyIssuers() {}

    /**
     * Builds it.
     *
     * @param arguments when the JVM was called for; the folder
     */
    public static void main(String[] arguments) throws Exception {
        Stages stages = new Stages(arguments[0]);
        String file = Files.readString(Path.of(arguments[1]).resolve("64.yaml"));
        stages.done("files");
        AuthenticationConfiguration configuration = AuthenticationConfiguration.parse(file);
        stages.done("read");
        KeySet noKeys = KeySet.of();
        ConfiguredAuthenticator.builder(discovery -> noKeys)
                .expressionLanguage(CelExpressionLanguage.kubernetes())
                .build(configuration);
        stages.done("compile");
    }
}
