package dev.tanukey.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.tanukey.AuthenticationResult;
import dev.tanukey.AuthenticationResult.Authenticated;
import dev.tanukey.cel.CelExpressionLanguage;
import dev.tanukey.jwks.FetchedDocument;
import dev.tanukey.jwks.JwksFetcher;
import dev.tanukey.jwks.JwksKeySource;
import dev.tanukey.mapping.configuration.AuthenticationConfiguration;
import dev.tanukey.mapping.configuration.ConfiguredAuthenticator;
import java.io.InterruptedIOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A thousand virtual threads wait for keys and verify tokens, and none holds the thread below it while it waits. */
class VirtualThreadsTest {
    private static final int THREADS = 1_000;

    /** So many callers wait for the keys of an issuer; the others are told to come again. */
    private static final int MAY_WAIT = 256;

    @TempDir
    private Path folder;

    @BeforeAll
    static void needs_a_newer_jdk() {
        int jdk = Runtime.version().feature();
        if (jdk < 21) {
            System.out.println("VirtualThreadsTest: skipped, since JDK " + jdk + " has no virtual threads; JDK 21 has");
        }
        assumeTrue(jdk >= 21, "virtual threads");
    }

    @Test
    void a_thousand_virtual_threads_are_never_pinned_with_cold_keys_nor_with_warm_ones() throws Exception {
        JobTokens tokens = JobTokens.signedWith(TokenAlgorithm.RS256);
        AtomicReference<Instant> classesLoaded = new AtomicReference<>();
        AtomicReference<Rush> second = new AtomicReference<>();

        List<RecordedEvent> pinned = pinnedDuring(() -> {
            rush(tokens);
            classesLoaded.set(Instant.now());
            second.set(rush(tokens));
        });

        // No JDK can unmount a thread that waits for a class; the first rush loads them all, the recorder's own too.
        assertThat(pinned)
                .filteredOn(event -> event.getEndTime().isAfter(classesLoaded.get()))
                .isEmpty();
        Rush rush = second.get();
        assertThat(rush.cold).hasSize(THREADS);
        assertThat(authenticated(rush.cold)).as("those that may wait for keys").isGreaterThanOrEqualTo(MAY_WAIT);
        assertThat(authenticated(rush.warm)).isEqualTo(THREADS);
    }

    /** What became of the tokens of a thousand threads that came before the first keys, and of a thousand later. */
    private record Rush(List<AuthenticationResult> cold, List<AuthenticationResult> warm) {}

    private static Rush rush(JobTokens tokens) throws Exception {
        String token = tokens.good().text();
        CountDownLatch arrived = new CountDownLatch(THREADS);
        JwksFetcher slow = uri -> {
            await(arrived);
            return FetchedDocument.json(tokens.jwks().getBytes(StandardCharsets.UTF_8));
        };
        AuthenticationConfiguration cloudfleet = AuthenticationConfiguration.parse(Row.cloudfleet());
        try (ConfiguredAuthenticator authenticator = ConfiguredAuthenticator.builder(
                        discovery -> JwksKeySource.builder(discovery)
                                .jwksUri(URI.create(JobTokens.ISSUER + "/oauth/discovery/keys"))
                                .fetcher(slow)
                                .build())
                .expressionLanguage(CelExpressionLanguage.kubernetes())
                .build(cloudfleet)) {
            List<AuthenticationResult> cold = inVirtualThreads(THREADS, () -> {
                arrived.countDown();
                return authenticator.authenticate(token);
            });
            return new Rush(cold, inVirtualThreads(THREADS, () -> authenticator.authenticate(token)));
        }
    }

    /** Else the test above would say nothing. */
    @Test
    void a_pinned_virtual_thread_is_seen() throws Exception {
        List<RecordedEvent> pinned =
                pinnedDuring(() -> inVirtualThreads(1, () -> WaitsWhileItIsInitialized.HAS_WAITED));

        assertThat(pinned).isNotEmpty();
    }

    /** No JDK can unmount a thread that initializes a class. */
    private static final class WaitsWhileItIsInitialized {
        private static final boolean HAS_WAITED;

        static {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
            HAS_WAITED = true;
        }
    }

    private static long authenticated(List<AuthenticationResult> results) {
        return results.stream().filter(Authenticated.class::isInstance).count();
    }

    private interface Work {
        void run() throws Exception;
    }

    private List<RecordedEvent> pinnedDuring(Work work) throws Exception {
        Path file = folder.resolve("recording.jfr");
        try (Recording recording = new Recording()) {
            recording.enable("jdk.VirtualThreadPinned").withoutThreshold().withStackTrace();
            recording.start();
            work.run();
            recording.stop();
            recording.dump(file);
        }
        List<RecordedEvent> events = RecordingFile.readAllEvents(file);
        System.out.println("VirtualThreadsTest: " + events.size() + " events of jdk.VirtualThreadPinned");
        return events;
    }

    private static <T> List<T> inVirtualThreads(int threads, Callable<T> task) throws Exception {
        ExecutorService executor = virtualThreads();
        try {
            List<T> results = new ArrayList<>();
            for (Future<T> result : executor.invokeAll(Collections.nCopies(threads, task))) {
                results.add(result.get());
            }
            return results;
        } finally {
            executor.shutdown();
        }
    }

    /** {@code Executors.newVirtualThreadPerTaskExecutor()}, which JDK 17 does not know. */
    private static ExecutorService virtualThreads() {
        try {
            return (ExecutorService) MethodHandles.publicLookup()
                    .findStatic(
                            Executors.class,
                            "newVirtualThreadPerTaskExecutor",
                            MethodType.methodType(ExecutorService.class))
                    .invoke();
        } catch (Throwable missing) {
            throw new IllegalStateException("This JDK has no virtual threads", missing);
        }
    }

    private static void await(CountDownLatch latch) throws InterruptedIOException {
        try {
            if (!latch.await(1, TimeUnit.MINUTES)) {
                throw new InterruptedIOException("The threads have not come");
            }
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted");
        }
    }
}
