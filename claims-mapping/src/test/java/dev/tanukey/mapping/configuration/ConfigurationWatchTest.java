package dev.tanukey.mapping.configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tanukey.AuthenticationResult.Authenticated;
import dev.tanukey.AuthenticationResult.Rejected;
import dev.tanukey.jwks.JwksKeySource;
import dev.tanukey.key.KeyRequest;
import dev.tanukey.key.KeySource;
import dev.tanukey.key.VerificationKey;
import dev.tanukey.mapping.schema.InvalidConfigurationException;
import dev.tanukey.testkit.FakeGitLab;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigurationWatchTest {
    private static final String AUDIENCE = "https://api.example.com";

    @TempDir
    private Path folder;

    private final BlockingQueue<Reload> told = new LinkedBlockingQueue<>();
    private FakeGitLab gitlab;
    private Path file;

    @BeforeEach
    void start() throws IOException {
        gitlab = FakeGitLab.start();
        file = folder.resolve("authentication.yaml");
        write(configuration(gitlab.issuer(), AUDIENCE));
    }

    @AfterEach
    void stop() {
        gitlab.close();
    }

    private void write(String text) throws IOException {
        Path written = Files.writeString(folder.resolve("written"), text);
        Files.move(
                written,
                file,
                java.nio.file.StandardCopyOption.REPLACE_EXISTING,
                java.nio.file.StandardCopyOption.ATOMIC_MOVE);
    }

    private static String configuration(String issuer, String audience) {
        return """
                apiVersion: apiserver.config.k8s.io/v1
                kind: AuthenticationConfiguration
                jwt:
                - issuer:
                    url: %s
                    audiences: [%s]
                  claimMappings:
                    username:
                      claim: sub
                      prefix: "gitlab:"
                """
                .formatted(issuer, audience);
    }

    private ConfiguredAuthenticator watched() throws IOException {
        return ConfiguredAuthenticator.builder(JwksKeySource::discovered)
                .insecureAllowHttpOnLoopback()
                .reloadListener(told::add)
                .longestWarmUp(Duration.ofMillis(50))
                .watchInterval(Duration.ofMillis(5))
                .watch(file);
    }

    private Reload nextTold() throws InterruptedException {
        Reload next = told.poll(30, TimeUnit.SECONDS);
        assertThat(next).as("something is told within 30 s").isNotNull();
        return next;
    }

    private String token() {
        return gitlab.ciToken().project("acme/shop", 4711).audience(AUDIENCE).sign();
    }

    @Test
    void a_changed_file_takes_effect() throws Exception {
        try (ConfiguredAuthenticator authenticator = watched()) {
            assertThat(authenticator.authenticate(token())).isInstanceOf(Authenticated.class);
            write(configuration(gitlab.issuer(), "https://other.example.com"));

            assertThat(nextTold()).isInstanceOf(Reload.Applied.class);
            assertThat(authenticator.authenticate(token())).isInstanceOf(Rejected.class);
        }
    }

    @Test
    void a_file_behind_a_link_that_moves_takes_effect_as_in_a_mounted_config_map() throws Exception {
        Path link = folder.resolve("link.yaml");
        Files.createSymbolicLink(link, file);
        Path other = Files.writeString(
                folder.resolve("other.yaml"), configuration(gitlab.issuer(), "https://other.example.com"));
        file = link;
        try (ConfiguredAuthenticator authenticator = watched()) {
            Path next = folder.resolve("next");
            Files.createSymbolicLink(next, other);
            Files.move(next, link, java.nio.file.StandardCopyOption.REPLACE_EXISTING);

            assertThat(nextTold()).isInstanceOf(Reload.Applied.class);
            assertThat(authenticator.authenticate(token())).isInstanceOf(Rejected.class);
        }
    }

    @Test
    void a_broken_file_leaves_the_old_one_in_force_and_is_told_once() throws Exception {
        try (ConfiguredAuthenticator authenticator = watched()) {
            write("apiVersion: apiserver.config.k8s.io/v1\nkind: AuthenticationConfiguration\njwt: 7\n");

            assertThat(nextTold()).isInstanceOfSatisfying(Reload.Refused.class, refused -> assertThat(refused.message())
                    .startsWith("The new configuration is refused and the old one stays in force.")
                    .contains("line 3"));
            assertThat(authenticator.authenticate(token())).isInstanceOf(Authenticated.class);

            write(configuration(gitlab.issuer(), "https://other.example.com"));
            assertThat(nextTold()).isInstanceOf(Reload.Applied.class);
        }
    }

    @Test
    void a_file_that_is_gone_is_told_once_and_read_when_it_is_back() throws Exception {
        try (ConfiguredAuthenticator authenticator = watched()) {
            Files.delete(file);

            assertThat(nextTold().message())
                    .startsWith("The old configuration stays in force: ")
                    .contains("authentication.yaml cannot be read");
            assertThat(authenticator.authenticate(token())).isInstanceOf(Authenticated.class);

            write(configuration(gitlab.issuer(), "https://other.example.com"));
            assertThat(nextTold()).isInstanceOf(Reload.Applied.class);
        }
    }

    @Test
    void an_issuer_without_keys_is_told_once_and_tried_again_until_it_has_some() throws Exception {
        Iterator<Boolean> ready =
                List.of(false, false, false, false, true, true).iterator();
        try (ConfiguredAuthenticator authenticator = ConfiguredAuthenticator.builder(discovery -> new KeySource() {
                            @Override
                            public VerificationKey key(KeyRequest request) {
                                throw new IllegalStateException("never asked");
                            }

                            @Override
                            public boolean warmUp(Duration longestWait) {
                                return ready.next();
                            }
                        })
                        .insecureAllowHttpOnLoopback()
                        .reloadListener(told::add)
                        .build(AuthenticationConfiguration.of());
                ConfigurationWatch watch = new ConfigurationWatch(file, Duration.ofHours(1))) {
            watch.look(authenticator);
            assertThat(told).isEmpty();

            write(configuration("https://late.example.com", AUDIENCE));
            watch.look(authenticator);
            assertThat(told).containsExactly(new Reload.NotReady(List.of("https://late.example.com")));

            watch.look(authenticator);
            assertThat(told).hasSize(1);

            watch.look(authenticator);
            assertThat(told).hasSize(2).last().isInstanceOf(Reload.Applied.class);

            watch.look(authenticator);
            assertThat(told).hasSize(2);
        }
    }

    @Test
    void a_start_without_a_good_file_fails_loudly() throws IOException {
        write("jwt: [");

        assertThatThrownBy(this::watched).isInstanceOf(InvalidConfigurationException.class);
        Files.delete(file);
        assertThatThrownBy(this::watched).isInstanceOf(NoSuchFileException.class);
    }

    @Test
    void closing_ends_the_thread() throws IOException {
        watched().close();

        assertThat(Thread.getAllStackTraces().keySet())
                .filteredOn(thread -> thread.getName().equals("tanukey-configuration " + file))
                .allMatch(thread -> !thread.isAlive() || thread.isInterrupted() || ended(thread));
    }

    private static boolean ended(Thread thread) {
        try {
            thread.join(10_000);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        return !thread.isAlive();
    }

    @Test
    void a_file_that_is_too_long_is_not_read() throws IOException {
        write("#".repeat((4 << 20) + 1));

        assertThatThrownBy(this::watched)
                .isInstanceOf(IOException.class)
                .hasMessageContaining("a configuration has at most 4194304");
    }
}
