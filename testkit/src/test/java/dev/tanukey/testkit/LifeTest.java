package dev.tanukey.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** It starts, goes down, comes back and ends. */
class LifeTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @Test
    void nobody_answers_after_close_and_a_second_close_does_no_harm() {
        FakeGitLab closed = FakeGitLab.start();
        closed.close();
        closed.close();

        assertThatIOException().isThrownBy(() -> Http.get(closed.jwksUri()));
        assertThat(closed.ciToken().sign()).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void it_goes_down_and_comes_back_on_its_port_with_its_keys(boolean https) throws IOException {
        FakeGitLabBuilder builder = FakeGitLab.builder();
        try (FakeGitLab gitlab = (https ? builder.https() : builder).start()) {
            List<Object> before =
                    Http.get(gitlab.httpClient(), gitlab.jwksUri()).keyIds();
            for (int round = 0; round < 3; round++) {
                gitlab.goDown();
                gitlab.goDown();
                assertThatIOException().isThrownBy(() -> Http.get(gitlab.httpClient(), gitlab.jwksUri()));
                gitlab.comeBack();
                gitlab.comeBack();
                assertThat(Http.get(gitlab.httpClient(), gitlab.jwksUri()).keyIds())
                        .isEqualTo(before);
            }
        }
    }

    @Test
    void while_it_is_down_connections_are_refused_and_not_left_to_wait() {
        try (FakeGitLab gitlab = FakeGitLab.start()) {
            gitlab.goDown();

            assertThatIOException()
                    .isThrownBy(() -> new Socket("127.0.0.1", gitlab.jwksUri().getPort()).close())
                    .withMessageContaining("refused");
        }
    }

    @Test
    void healing_brings_it_back() throws IOException {
        try (FakeGitLab gitlab = FakeGitLab.start()) {
            gitlab.fail(Fault.status(500));
            gitlab.goDown();
            gitlab.heal();

            assertThat(Http.get(gitlab.jwksUri()).status()).isEqualTo(200);
        }
    }

    @Test
    void its_port_is_nobody_elses_while_it_is_down() throws IOException {
        List<ServerSocket> others = new ArrayList<>();
        try (FakeGitLab gitlab = FakeGitLab.start()) {
            int port = gitlab.jwksUri().getPort();
            gitlab.goDown();
            for (int i = 0; i < 200; i++) {
                others.add(new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1")));
            }
            assertThat(others).extracting(ServerSocket::getLocalPort).doesNotContain(port);
            gitlab.comeBack();
            assertThat(Http.get(gitlab.jwksUri()).status()).isEqualTo(200);
        } finally {
            for (ServerSocket other : others) {
                other.close();
            }
        }
    }

    @Test
    void a_closed_one_neither_goes_down_nor_comes_back() {
        FakeGitLab closed = FakeGitLab.start();
        closed.close();

        assertThatIllegalStateException().isThrownBy(closed::goDown).withMessageContaining("goDown() and comeBack()");
        assertThatIllegalStateException().isThrownBy(closed::comeBack);
        assertThatIllegalStateException().isThrownBy(closed::heal);
    }

    @Test
    void fifty_at_once_have_addresses_and_keys_of_their_own() throws IOException {
        List<FakeGitLab> all = new ArrayList<>();
        try {
            for (int i = 0; i < 50; i++) {
                all.add(FakeGitLab.start());
            }
            Set<Object> keys = new HashSet<>();
            for (FakeGitLab one : all) {
                keys.addAll(Http.get(one.jwksUri()).keyIds());
            }
            assertThat(keys).hasSize(100);
            assertThat(all).extracting(FakeGitLab::url).doesNotHaveDuplicates();
        } finally {
            all.forEach(FakeGitLab::close);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"http", "https", "hanging", "slow", "down", "untouched"})
    void no_thread_stays_behind(String what) throws Exception {
        Set<Thread> before = threads();
        FakeGitLabBuilder builder = FakeGitLab.builder();
        FakeGitLab gitlab = (what.equals("https") ? builder.https() : builder).start();
        switch (what) {
            case "hanging", "slow" -> {
                gitlab.fail(what.equals("slow") ? Fault.slow(Duration.ofDays(1)) : Fault.hang());
                try (Socket socket = new Socket("127.0.0.1", gitlab.jwksUri().getPort())) {
                    socket.getOutputStream().write("GET /oauth/discovery/keys HTTP/1.1\r\n\r\n".getBytes());
                    gitlab.awaitRequests(1, PATIENCE);
                }
            }
            case "down" -> gitlab.goDown();
            case "untouched" -> {}
            default -> Http.get(gitlab.httpClient(), gitlab.jwksUri());
        }
        Set<Thread> started = threads();
        started.removeAll(before);
        assertThat(started).isNotEmpty().allMatch(Thread::isDaemon);

        gitlab.close();

        for (Thread thread : started) {
            thread.join(PATIENCE.toMillis());
        }
        assertThat(started).noneMatch(Thread::isAlive);
    }

    private static Set<Thread> threads() {
        Set<Thread> threads = new HashSet<>(Thread.getAllStackTraces().keySet());
        // OkHttp and Okio have some for all clients of a JVM; they end a minute after their last task.
        threads.removeIf(thread -> thread.getName().startsWith("Ok"));
        return threads;
    }
}
