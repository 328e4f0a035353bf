package dev.tanukey.testkit.server;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;

/**
 * A server on a free port of 127.0.0.1 that can stop listening and come back on the same port. Thread-safe. All its
 * threads are daemons, and end with {@link #close}.
 */
public final class LoopbackServer implements AutoCloseable {
    private static final int BACKLOG = 128;
    private static final int NO_BODY = -1;

    private final Optional<Supplier<SSLContext>> tls;
    private final InetSocketAddress address;
    private final ExecutorService workers = Executors.newCachedThreadPool(LoopbackServer::daemon);
    private final ReentrantLock lock = new ReentrantLock();
    private Optional<HttpServer> listening;
    private Optional<Socket> reservation = Optional.empty();
    private boolean closed;
    private volatile Responder responder = request -> new Answer(503, Map.of(), "", false);

    private LoopbackServer(int port, Optional<Supplier<SSLContext>> tls) throws IOException {
        this.tls = tls;
        InetAddress loopback = InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
        HttpServer first = bind(new InetSocketAddress(loopback, port), tls);
        this.listening = Optional.of(first);
        this.address = first.getAddress();
    }

    /**
     * Takes a port; requests wait until {@link #serve}.
     *
     * @param port the port; 0 for any that is free
     * @param tls what to show to clients of HTTPS, asked for when it begins to answer; without it, plain HTTP is spoken
     * @return the server
     * @throws IOException if no port can be had
     */
    public static LoopbackServer bind(int port, Optional<Supplier<SSLContext>> tls) throws IOException {
        return new LoopbackServer(port, tls);
    }

    /**
     * Starts to answer; to be called once.
     *
     * @param answers answers requests
     */
    public void serve(Responder answers) {
        responder = answers;
        listening.ifPresent(this::begin);
    }

    /** {@return the port, the same for all its life} */
    public int port() {
        return address.getPort();
    }

    /**
     * Stops listening and ends all connections. The port is kept from others. Does nothing if that is so already.
     *
     * @throws IllegalStateException if it is closed
     */
    public void goDown() {
        lock.lock();
        try {
            requireOpen();
            stopListening();
            if (reservation.isEmpty()) {
                reservation = reserve();
            }
        } finally {
            lock.unlock();
        }
    }

    /**
     * Listens again on its port. Does nothing if it listens.
     *
     * @throws IllegalStateException if it is closed
     * @throws UncheckedIOException if somebody has taken the port
     */
    public void comeBack() {
        lock.lock();
        try {
            requireOpen();
            if (listening.isEmpty()) {
                giveUpReservation();
                HttpServer again = bind(address, tls);
                begin(again);
                listening = Optional.of(again);
            }
        } catch (IOException taken) {
            throw new UncheckedIOException(
                    "FakeGitLab wants to come back on port " + address.getPort()
                            + " of 127.0.0.1, but somebody has taken it; start a new one",
                    taken);
        } finally {
            lock.unlock();
        }
    }

    /** Stops listening, ends all connections and all threads. Can be called twice. */
    @Override
    public void close() {
        lock.lock();
        try {
            closed = true;
            stopListening();
            giveUpReservation();
            workers.shutdownNow();
        } finally {
            lock.unlock();
        }
    }

    private void requireOpen() {
        if (closed) {
            throw new IllegalStateException("This FakeGitLab is closed for good; to let one go away and come back,"
                    + " use goDown() and comeBack(), and close() at the end of the test");
        }
    }

    private void stopListening() {
        listening.ifPresent(server -> server.stop(0));
        listening = Optional.empty();
    }

    /** A bound socket that does not listen: connections are refused, and nobody else is given the port meanwhile. */
    private Optional<Socket> reserve() {
        Socket socket = new Socket();
        try {
            socket.setReuseAddress(true);
            socket.bind(address);
            return Optional.of(socket);
        } catch (IOException notHere) {
            // Where this cannot be had, it is unlikely that somebody is given this one port of thousands.
            closeQuietly(socket);
            return Optional.empty();
        }
    }

    private void giveUpReservation() {
        reservation.ifPresent(LoopbackServer::closeQuietly);
        reservation = Optional.empty();
    }

    private static void closeQuietly(Socket socket) {
        try {
            socket.close();
        } catch (IOException nothingMoreToDo) {
            // It was never connected, so nothing is lost.
        }
    }

    private static HttpServer bind(InetSocketAddress wanted, Optional<Supplier<SSLContext>> tls) throws IOException {
        if (tls.isEmpty()) {
            return HttpServer.create(wanted, BACKLOG);
        }
        return HttpsServer.create(wanted, BACKLOG);
    }

    private void begin(HttpServer server) {
        if (server instanceof HttpsServer https) {
            https.setHttpsConfigurator(new HttpsConfigurator(tls.orElseThrow().get()));
        }
        server.createContext("/", this::handle);
        server.setExecutor(workers);
        // The server's own thread is a daemon if its creator is; a fake that nobody closed must not keep the JVM alive.
        CompletableFuture.runAsync(server::start, workers).join();
    }

    private static Thread daemon(Runnable work) {
        Thread thread = new Thread(work, "fake-gitlab");
        thread.setDaemon(true);
        return thread;
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            send(responder.answer(request(exchange)), exchange);
        } catch (InterruptedException serverClosed) {
            Thread.currentThread().interrupt();
        }
    }

    private static Request request(HttpExchange exchange) {
        Map<String, String> headers = new LinkedHashMap<>();
        exchange.getRequestHeaders().forEach((name, values) -> headers.put(name, String.join(", ", values)));
        return new Request(exchange.getRequestMethod(), exchange.getRequestURI().getRawPath(), headers);
    }

    private static void send(Answer answer, HttpExchange exchange) throws IOException {
        byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
        answer.headers().forEach(exchange.getResponseHeaders()::set);
        if (exchange.getRequestMethod().equals("HEAD")) {
            exchange.getResponseHeaders().set("Content-Length", Integer.toString(body.length));
            exchange.sendResponseHeaders(answer.status(), NO_BODY);
        } else if (body.length == 0 || answer.status() == 204 || answer.status() == 304) {
            exchange.sendResponseHeaders(answer.status(), NO_BODY);
        } else {
            exchange.sendResponseHeaders(answer.status(), body.length);
            exchange.getResponseBody().write(body, 0, answer.breaksOff() ? body.length / 2 : body.length);
            exchange.getResponseBody().flush();
        }
    }
}
