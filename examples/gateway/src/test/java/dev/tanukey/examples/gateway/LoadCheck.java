package dev.tanukey.examples.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tanukey.kubernetes.SelfSubjectReview;
import dev.tanukey.testkit.CiTokenBuilder;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;

/**
 * What the gateway carries on this machine, where clients take as much of the processors as it does: a few clients that
 * ask as fast as they can, then as many requests per second as it carries easily, while GitLab is there and while it is
 * down, in turns. Meanwhile somebody invents key ids, so that the gateway goes on asking for keys. All that with and
 * without a memory of tokens.
 */
final class LoadCheck {
    private static final int CLIENTS = 4;
    private static final int TOKENS = 100;
    private static final int EASY_RATE = 400;
    private static final int TURNS = 5;
    private static final Duration BETWEEN_INVENTED_KEY_IDS = Duration.ofMillis(20);

    private final Demo demo;
    private final OkHttpClient client;
    private final List<String> tokens;
    private final List<String> withInventedKeyIds;
    private final Duration span;

    private LoadCheck(Demo demo, Duration span) {
        this.demo = demo;
        this.client = Clients.trusting(demo);
        this.tokens = numbers().mapToObj(number -> job(number).sign()).toList();
        this.withInventedKeyIds = numbers()
                .mapToObj(number ->
                        job(number).header("kid", "invented-" + number).sign())
                .toList();
        this.span = span;
    }

    private static IntStream numbers() {
        return IntStream.range(0, TOKENS);
    }

    private CiTokenBuilder job(int number) {
        return demo.job().claim("job_id", Integer.toString(number));
    }

    /** One line of the table. */
    record Line(String what, int failed, double perSecond, Duration median, Duration p99, Duration longest) {
        @Override
        public String toString() {
            return String.format(
                    Locale.ROOT,
                    "| %s | %,.0f | %.1f | %.1f | %.1f | %d |",
                    what,
                    perSecond,
                    milliseconds(median),
                    milliseconds(p99),
                    milliseconds(longest),
                    failed);
        }

        private static double milliseconds(Duration span) {
            return span.toNanos() / 1e6;
        }
    }

    /**
     * Prints the table.
     *
     * @param args the seconds for each line
     */
    public static void main(String[] args) throws Exception {
        Duration span = Duration.ofSeconds(Long.parseLong(args[0]));
        System.out.println("| | requests/s | median ms | p99 ms | longest ms | failed |");
        System.out.println("| --- | --: | --: | --: | --: | --: |");
        run(Files.createTempDirectory("load"), span).forEach(System.out::println);
        System.exit(0);
    }

    /** Measures each line for that long, after as long a time to get warm. */
    static List<Line> run(Path folder, Duration span) throws Exception {
        List<Line> lines = new ArrayList<>();
        PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream(), false, UTF_8);
        for (String memory : List.of("", "rememberedTokens = 1000\n")) {
            try (Demo demo = Demo.start(folder, nowhere)) {
                demo.restartGateway(memory);
                lines.addAll(new LoadCheck(demo, span).lines(memory.isEmpty() ? "" : ", tokens remembered"));
            }
        }
        return lines;
    }

    private List<Line> lines(String memory) throws Exception {
        measure(span, 0);
        Sample fastest = measure(span, 0);
        Thread inventor = new Thread(this::inventKeyIds);
        inventor.start();
        Sample up = Sample.EMPTY;
        Sample down = Sample.EMPTY;
        for (int turn = 0; turn < TURNS; turn++) {
            up = up.and(measure(span.dividedBy(TURNS), EASY_RATE));
            demo.gitlab().goDown();
            down = down.and(measure(span.dividedBy(TURNS), EASY_RATE));
            demo.gitlab().comeBack();
        }
        inventor.interrupt();
        inventor.join();
        client.dispatcher().executorService().shutdown();
        client.connectionPool().evictAll();
        return List.of(
                fastest.line("as fast as " + CLIENTS + " clients can" + memory, span),
                up.line(EASY_RATE + " a second" + memory, span),
                down.line(EASY_RATE + " a second" + memory + ", GitLab down", span));
    }

    private void inventKeyIds() {
        for (int number = 0; !Thread.currentThread().isInterrupted(); number++) {
            try {
                ask(withInventedKeyIds.get(number % TOKENS));
                LockSupport.parkNanos(BETWEEN_INVENTED_KEY_IDS.toNanos());
            } catch (IOException failed) {
                if (!Thread.currentThread().isInterrupted()) {
                    throw new UncheckedIOException(failed);
                }
            }
        }
    }

    /** With no rate, each client asks again as soon as it has its answer. */
    private Sample measure(Duration time, int rate) throws InterruptedException, ExecutionException {
        ExecutorService clients = Executors.newFixedThreadPool(CLIENTS);
        try {
            long begin = System.nanoTime();
            Callable<Sample> asking = () -> ask(begin, begin + time.toNanos(), rate);
            Sample all = Sample.EMPTY;
            for (Future<Sample> sample : clients.invokeAll(Collections.nCopies(CLIENTS, asking))) {
                all = all.and(sample.get());
            }
            return all;
        } finally {
            clients.shutdown();
        }
    }

    /** What became of some requests, and how long each took. */
    private record Sample(int failed, long[] nanoseconds) {
        static final Sample EMPTY = new Sample(0, new long[0]);

        Sample and(Sample more) {
            return new Sample(
                    failed + more.failed,
                    LongStream.concat(Arrays.stream(nanoseconds), Arrays.stream(more.nanoseconds))
                            .toArray());
        }

        Line line(String what, Duration time) {
            long[] sorted = Arrays.stream(nanoseconds).sorted().toArray();
            double perSecond = sorted.length / (time.toNanos() / 1e9);
            return new Line(what, failed, perSecond, at(sorted, 0.5), at(sorted, 0.99), at(sorted, 1));
        }

        private static Duration at(long[] sorted, double share) {
            return Duration.ofNanos(sorted[(int) Math.min(sorted.length - 1, (long) (sorted.length * share))]);
        }
    }

    /** A request that comes late counts from when it was due, or a slow answer would hide those behind it. */
    private Sample ask(long begin, long end, int rate) throws IOException {
        long between = rate == 0 ? 0 : CLIENTS * 1_000_000_000L / rate;
        long[] nanoseconds = new long[1024];
        int count = 0;
        int failed = 0;
        for (long due = begin; due - end < 0; ) {
            LockSupport.parkNanos(due - System.nanoTime());
            long from = between == 0 ? System.nanoTime() : due;
            failed += ask(tokens.get(count % TOKENS)) == 201 ? 0 : 1;
            nanoseconds = count == nanoseconds.length ? Arrays.copyOf(nanoseconds, 2 * count) : nanoseconds;
            nanoseconds[count++] = System.nanoTime() - from;
            due = between == 0 ? System.nanoTime() : due + between;
        }
        return new Sample(failed, Arrays.copyOf(nanoseconds, count));
    }

    private int ask(String token) throws IOException {
        Request request = new Request.Builder()
                .url(demo.uri() + SelfSubjectReview.PATH)
                .header("Authorization", "Bearer " + token)
                .post(RequestBody.create(new byte[0]))
                .build();
        try (Response response = client.newCall(request).execute()) {
            response.body().bytes();
            return response.code();
        }
    }
}
