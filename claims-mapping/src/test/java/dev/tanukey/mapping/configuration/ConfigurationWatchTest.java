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
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
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
        putInPlace(Files.writeString(folder.resolve("written"), text));
    }

    /** Without a moment in which there is no file. */
    private void putInPlace(Path next) throws IOException {
        Files.move(next, file, StandardCopyOption.ATOMIC_MOVE);
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
            putInPlace(next);

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
                    .endsWith("authentication.yaml does not exist.");
            assertThat(authenticator.authenticate(token())).isInstanceOf(Authenticated.class);

            write(configuration(gitlab.issuer(), "https://other.example.com"));
            assertThat(nextTold()).isInstanceOf(Reload.Applied.class);
        }
    }

    /**
     * An authenticator whose issuers have keys when their turn in the list says so, and a watch that looks when told.
     */
    private final class Turns implements AutoCloseable {
        private final ConfiguredAuthenticator authenticator;
        private final ConfigurationWatch watch;

        private Turns(Boolean... ready) throws IOException {
            Iterator<Boolean> turns = List.of(ready).iterator();
            watch = new ConfigurationWatch(file, Duration.ofHours(1));
            authenticator =
                    new ConfiguredAuthenticator(AuthenticationConfiguration.of(), options(turns), Optional.of(watch));
        }

        private Options options(Iterator<Boolean> turns) {
            return ConfiguredAuthenticator.builder(discovery -> new KeySource() {
                        @Override
                        public VerificationKey key(KeyRequest request) {
                            throw new IllegalStateException("never asked");
                        }

                        @Override
                        public boolean warmUp(Duration longestWait) {
                            return longestWait.isZero() || turns.next();
                        }
                    })
                    .longestWarmUp(Duration.ofSeconds(1))
                    .reloadListener(told::add)
                    .options();
        }

        private void look() {
            watch.look(authenticator);
        }

        @Override
        public void close() {
            authenticator.close();
        }
    }

    private static final String LATE = "https://late.example.com";
    private static final Reload NOT_READY = new Reload.NotReady(List.of(LATE));

    @Test
    void an_issuer_without_keys_is_told_once_and_tried_again_until_it_has_some() throws Exception {
        try (Turns turns = new Turns(false, false, true)) {
            turns.look();
            assertThat(told).isEmpty();

            write(configuration(LATE, AUDIENCE));
            turns.look();
            turns.look();
            assertThat(told).containsExactly(NOT_READY);

            turns.look();
            turns.look();
            assertThat(told).hasSize(2).last().isInstanceOf(Reload.Applied.class);
        }
    }

    @Test
    void a_file_that_waits_for_keys_is_tried_again_also_after_it_was_gone_for_a_while() throws Exception {
        try (Turns turns = new Turns(false, true)) {
            write(configuration(LATE, AUDIENCE));
            turns.look();
            Files.delete(file);
            turns.look();
            write(configuration(LATE, AUDIENCE));
            turns.look();

            assertThat(told).hasSize(3).first().isEqualTo(NOT_READY);
            assertThat(told).last().isInstanceOf(Reload.Applied.class);
        }
    }

    @Test
    void a_file_that_waits_does_not_undo_what_was_pushed_meanwhile() throws Exception {
        try (Turns turns = new Turns(false, true, true)) {
            write(configuration(LATE, AUDIENCE));
            turns.look();
            turns.authenticator.reload(configuration("https://pushed.example.com", AUDIENCE));
            turns.look();
            assertThat(turns.authenticator.configuration())
                    .hasToString("AuthenticationConfiguration[https://pushed.example.com]");

            write(configuration(LATE, AUDIENCE) + "# touched");
            turns.look();
            assertThat(turns.authenticator.configuration()).hasToString("AuthenticationConfiguration[" + LATE + "]");
        }
    }

    @Test
    void a_file_that_waits_does_not_undo_a_push_of_what_was_in_force_already() throws Exception {
        try (Turns turns = new Turns(false, true)) {
            AuthenticationConfiguration before = turns.authenticator.configuration();
            write(configuration(LATE, AUDIENCE));
            turns.look();
            turns.authenticator.reload(before);
            turns.look();

            assertThat(turns.authenticator.configuration()).isEqualTo(before);
        }
    }

    @Test
    void a_file_that_was_seen_before_a_push_comes_too_late_and_one_seen_after_it_does_not() throws Exception {
        try (Turns turns = new Turns(true, true)) {
            long seenBefore = turns.authenticator.ticket();
            turns.authenticator.reload(configuration("https://pushed.example.com", AUDIENCE));
            AuthenticationConfiguration late = AuthenticationConfiguration.parse(configuration(LATE, AUDIENCE));

            assertThat(turns.authenticator.attempt(() -> late, seenBefore)).isEqualTo(new Reload.Unchanged());
            assertThat(turns.authenticator.attempt(() -> late, turns.authenticator.ticket()))
                    .isInstanceOf(Reload.Applied.class);
        }
    }

    @Test
    void a_file_that_changes_while_a_push_is_under_way_is_not_forgotten() throws Exception {
        try (Turns turns = new Turns(true, false, true)) {
            long push = turns.authenticator.ticket();
            write(configuration(LATE, AUDIENCE));

            turns.authenticator.attempt(
                    () -> AuthenticationConfiguration.parse(configuration("https://pushed.example.com", AUDIENCE)),
                    push);
            turns.look();

            turns.look();

            assertThat(turns.authenticator.configuration()).hasToString("AuthenticationConfiguration[" + LATE + "]");
        }
    }

    @Test
    void an_error_of_the_callers_parts_is_told_and_ends_no_watching() throws Exception {
        AtomicInteger calls = new AtomicInteger();
        ReloadListener failing = outcome -> {
            told.add(outcome);
            throw new AssertionError("the listener");
        };
        try (ConfiguredAuthenticator authenticator = ConfiguredAuthenticator.builder(discovery -> {
                    if (calls.incrementAndGet() == 2) {
                        throw new NoClassDefFoundError("once");
                    }
                    return JwksKeySource.discovered(discovery);
                })
                .insecureAllowHttpOnLoopback()
                .longestWarmUp(Duration.ofSeconds(20))
                .reloadListener(failing)
                .watchInterval(Duration.ofMillis(5))
                .watch(file)) {
            write(configuration(gitlab.issuer(), AUDIENCE)
                    .replace(
                            "    audiences",
                            "    discoveryURL: " + gitlab.url() + "/.well-known/openid-configuration\n    audiences"));

            assertThat(nextTold().message()).contains("NoClassDefFoundError");
            assertThat(nextTold()).isInstanceOf(Reload.Applied.class);
            assertThat(authenticator.authenticate(token())).isInstanceOf(Authenticated.class);
        }
    }

    @Test
    void a_start_without_a_good_file_fails_loudly() throws IOException {
        write("jwt: [");

        assertThatThrownBy(this::watched).isInstanceOf(InvalidConfigurationException.class);
        Files.delete(file);
        assertThatThrownBy(this::watched)
                .isInstanceOf(IOException.class)
                .hasMessageEndingWith("authentication.yaml does not exist");
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
    void what_is_no_text_file_is_named_and_not_read() throws IOException {
        assertThatThrownBy(() -> ConfigurationFile.read(folder))
                .hasMessage(folder + " is a directory; name the file in it");

        Files.write(file, new byte[] {'k', ':', ' ', (byte) 0xE9});
        assertThatThrownBy(this::watched)
                .isInstanceOf(IOException.class)
                .hasMessageEndingWith("authentication.yaml is not UTF-8 text");

        write("#".repeat((4 << 20) + 1));
        assertThatThrownBy(this::watched)
                .isInstanceOf(IOException.class)
                .hasMessageEndingWith("authentication.yaml has more than 4194304 bytes");
    }
}
