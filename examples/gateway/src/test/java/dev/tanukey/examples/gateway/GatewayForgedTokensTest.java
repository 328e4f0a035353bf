package dev.tanukey.examples.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tanukey.testkit.FakeGitLab;
import dev.tanukey.testkit.GitLabVersion;
import dev.tanukey.testkit.contract.Gateway;
import dev.tanukey.testkit.contract.GatewayContract;
import dev.tanukey.testkit.forged.Attack;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.io.TempDir;

/** Every attack of the catalogue, one test each, through the gateway and something behind it. */
class GatewayForgedTokensTest extends GatewayContract {
    @TempDir
    private Path folder;

    @Override
    protected FakeGitLab startGitLab(GitLabVersion version) {
        return FakeGitLab.builder().version(version).https().start();
    }

    @Override
    protected String audience() {
        return Demo.AUDIENCE;
    }

    /** Every project gets in, under its own name. */
    @Override
    protected Set<Attack> attacks() {
        return EnumSet.complementOf(EnumSet.of(Attack.ORIGIN));
    }

    @Override
    protected Map<String, String> waivers() {
        return Map.of(
                "time/iat-tomorrow", "a configuration file judges as a kube-apiserver does, which does not look at iat",
                "kind/other-kind", "jobs and people both get in, each as what they are, whatever audience they name");
    }

    @Override
    protected Gateway start(FakeGitLab gitlab, String audience) throws Exception {
        PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream(), false, UTF_8);
        Demo demo = Demo.start(Files.createTempDirectory(folder, "demo"), gitlab, nowhere);
        return Gateway.http(demo.uri(), Clients.trusting(demo), demo);
    }
}
