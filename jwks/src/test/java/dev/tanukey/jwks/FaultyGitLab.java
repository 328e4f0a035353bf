package dev.tanukey.jwks;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.tanukey.issuer.Issuer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import okhttp3.Dns;
import okhttp3.OkHttpClient;
import okhttp3.Response;
import okhttp3.tls.HandshakeCertificates;
import okhttp3.tls.HeldCertificate;

/**
 * A GitLab on a real TLS socket of this machine that does what no web server would: each answer is written byte by byte
 * by whoever sets it, and so is what comes before TLS. Keeps connections alive, counts, and resolves its own name.
 */
final class FaultyGitLab implements AutoCloseable {
    static final String NAME = "gitlab.example.com";
    static final HeldCertificate AUTHORITY =
            new HeldCertificate.Builder().certificateAuthority(0).build();

    private static final HandshakeCertificates TRUST = new HandshakeCertificates.Builder()
            .addTrustedCertificate(AUTHORITY.certificate())
            .build();
    private static final SSLSocketFactory IDENTITY =
            identity(certificateFor(NAME).build());
    private static final String METADATA_PATH = "/.well-known/openid-configuration";
    static final String KEYS_PATH = "/oauth/discovery/keys";

    /** What the server does with a connection. */
    @FunctionalInterface
    interface Answer {
        void give(Connection connection) throws IOException, InterruptedException;
    }

    private final InetSocketAddress address;
    private final CountDownLatch closed = new CountDownLatch(1);
    private final ExecutorService threads = Executors.newCachedThreadPool(work -> {
        Thread thread = new Thread(work, "faulty GitLab");
        thread.setDaemon(true);
        return thread;
    });
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final AtomicInteger connections = new AtomicInteger();
    private final AtomicInteger metadataRequests = new AtomicInteger();
    private final AtomicInteger keyRequests = new AtomicInteger();
    private final AtomicInteger otherRequests = new AtomicInteger();
    private final AtomicLong bytesRead = new AtomicLong();
    private volatile ServerSocket listening;
    private volatile Future<?> accepting;
    private volatile SSLSocketFactory identity = IDENTITY;
    private volatile Optional<Answer> beforeTls = Optional.empty();
    private volatile Runnable afterAnswer = () -> {};
    private volatile Answer metadata;
    private volatile Answer keys = Answers.status(404);
    private volatile Answer elsewhere = Answers.status(404);
    private volatile String keysPath = KEYS_PATH;
    private volatile Dns dns = name -> List.of(InetAddress.getByName("127.0.0.1"));

    private FaultyGitLab(InetSocketAddress wanted) {
        listening = listen(wanted);
        address = (InetSocketAddress) listening.getLocalSocketAddress();
        metadata = Answers.json(metadata(url(), url() + KEYS_PATH));
    }

    static FaultyGitLab start() {
        return new FaultyGitLab(new InetSocketAddress("127.0.0.1", 0));
    }

    /** Another machine with the same port. */
    FaultyGitLab neighbour() {
        return new FaultyGitLab(new InetSocketAddress("127.0.0.2", address.getPort()));
    }

    static HeldCertificate.Builder certificateFor(String name) {
        return new HeldCertificate.Builder().addSubjectAlternativeName(name).signedBy(AUTHORITY);
    }

    private static SSLSocketFactory identity(HeldCertificate certificate) {
        return new HandshakeCertificates.Builder()
                .heldCertificate(certificate)
                .build()
                .sslSocketFactory();
    }

    static String metadata(String issuer, String jwksUri) {
        return "{\"issuer\":\"" + issuer + "\",\"jwks_uri\":\"" + jwksUri + "\"}";
    }

    int port() {
        return address.getPort();
    }

    String url() {
        return "https://" + NAME + ":" + address.getPort();
    }

    Issuer issuer() {
        return Issuer.gitlab(url()).audience("https://api.example.com").build();
    }

    /** A client that trusts the authority, finds this server, and has its bytes counted. */
    OkHttpClient client() {
        return new OkHttpClient.Builder()
                .sslSocketFactory(TRUST.sslSocketFactory(), TRUST.trustManager())
                .dns(name -> dns.lookup(name))
                .socketFactory(new CountingSockets(bytesRead))
                .addNetworkInterceptor(chain -> {
                    Response response = chain.proceed(chain.request());
                    afterAnswer.run();
                    return response;
                })
                .build();
    }

    void metadata(Answer answer) {
        metadata = answer;
    }

    void keys(Answer answer) {
        keys = answer;
    }

    /** What is answered where nothing should be. */
    void otherKeys(Answer answer) {
        elsewhere = answer;
    }

    void publish(TestKey... published) {
        keys = Answers.json(TestKey.set(published));
    }

    void moveKeysTo(String path) {
        keysPath = path;
    }

    /** What goes wrong in the client's process while it holds an answer of ours in its hands. */
    void afterAnswer(Runnable accident) {
        afterAnswer = accident;
    }

    void beforeTls(Answer greeting) {
        beforeTls = Optional.of(greeting);
    }

    void show(HeldCertificate certificate) {
        identity = identity(certificate);
    }

    void resolve(Dns names) {
        dns = names;
    }

    /** Does everything right again. */
    void heal(TestKey... published) {
        metadata = Answers.json(metadata(url(), url() + keysPath));
        publish(published);
        beforeTls = Optional.empty();
        afterAnswer = () -> {};
        identity = IDENTITY;
        dns = name -> List.of(InetAddress.getByName("127.0.0.1"));
        if (listening.isClosed()) {
            listening = listen(address);
        }
    }

    /** Refuses connections. The socket is closed in truth only when nobody waits on it any more. */
    void stopListening() {
        try {
            listening.close();
            accepting.get(20, TimeUnit.SECONDS);
        } catch (IOException | InterruptedException | ExecutionException | TimeoutException stillOpen) {
            throw new IllegalStateException(stillOpen);
        }
    }

    int connections() {
        return connections.get();
    }

    int metadataRequests() {
        return metadataRequests.get();
    }

    int keyRequests() {
        return keyRequests.get();
    }

    int otherRequests() {
        return otherRequests.get();
    }

    /** How many bytes the clients have read from their sockets. */
    long bytesRead() {
        return bytesRead.get();
    }

    private ServerSocket listen(InetSocketAddress wanted) {
        try {
            ServerSocket socket = new ServerSocket();
            socket.setReuseAddress(true);
            socket.bind(wanted, 400);
            accepting = threads.submit(() -> accept(socket));
            return socket;
        } catch (IOException noSocket) {
            throw new UncheckedIOException(noSocket);
        }
    }

    private void accept(ServerSocket from) {
        while (!from.isClosed()) {
            try {
                Socket socket = from.accept();
                open.add(socket);
                connections.incrementAndGet();
                threads.execute(() -> serve(socket));
            } catch (IOException end) {
                // The loop looks whether it is one.
            }
        }
    }

    private void serve(Socket plain) {
        try (plain) {
            plain.setTcpNoDelay(true);
            if (beforeTls.isPresent()) {
                beforeTls.get().give(new Connection(plain, plain));
                return;
            }
            try (Socket tls = identity.createSocket(plain, NAME, address.getPort(), true)) {
                ((SSLSocket) tls).setUseClientMode(false);
                Connection connection = new Connection(plain, tls);
                while (!plain.isClosed() && answer(connection)) {}
            }
        } catch (IOException | InterruptedException clientLeft) {
            // Which is its right, and often what is tested.
        } finally {
            open.remove(plain);
        }
    }

    private boolean answer(Connection connection) throws IOException, InterruptedException {
        String head = connection.head();
        if (head.isEmpty()) {
            return false;
        }
        String path = head.split(" ", 3)[1];
        if (path.equals(METADATA_PATH)) {
            metadataRequests.incrementAndGet();
            metadata.give(connection);
        } else if (path.equals(keysPath)) {
            keyRequests.incrementAndGet();
            keys.give(connection);
        } else {
            otherRequests.incrementAndGet();
            elsewhere.give(connection);
        }
        return true;
    }

    @Override
    public void close() {
        closed.countDown();
        stopListening();
        threads.shutdownNow();
        for (Socket socket : open) {
            try {
                socket.close();
            } catch (IOException alreadyClosed) {
                throw new UncheckedIOException(alreadyClosed);
            }
        }
    }

    /** One connection, seen from the server. */
    final class Connection {
        private final Socket plain;
        private final Socket socket;

        private Connection(Socket plain, Socket socket) {
            this.plain = plain;
            this.socket = socket;
        }

        private String head() throws IOException {
            ByteArrayOutputStream head = new ByteArrayOutputStream();
            InputStream in = socket.getInputStream();
            for (int next = in.read(); next >= 0; next = in.read()) {
                head.write(next);
                if (next == '\n' && head.toString(ISO_8859_1).endsWith("\r\n\r\n")) {
                    return head.toString(ISO_8859_1);
                }
            }
            return "";
        }

        Connection write(String text) throws IOException {
            return write(text.getBytes(ISO_8859_1));
        }

        Connection write(byte[] bytes) throws IOException {
            OutputStream out = socket.getOutputStream();
            out.write(bytes);
            out.flush();
            return this;
        }

        /** Reads a little of what comes, so that the other side is known to have begun. */
        Connection hear() throws IOException {
            if (socket.getInputStream().read(new byte[1024]) < 0) {
                throw new IOException("nothing was said");
            }
            return this;
        }

        /** Lets time pass, but not beyond the end of the test. */
        Connection pause(long milliseconds) throws IOException, InterruptedException {
            if (closed.await(milliseconds, TimeUnit.MILLISECONDS)) {
                throw new IOException("the server is closed");
            }
            return this;
        }

        /** Says nothing until the other side has gone away. */
        void hang() throws IOException {
            while (socket.getInputStream().read() >= 0) {}
        }

        /** Ends the connection in order: what was written arrives. */
        void drain() throws IOException {
            socket.shutdownOutput();
            hang();
        }

        void end() throws IOException {
            socket.close();
        }

        /** Ends the connection with a reset. */
        void reset() throws IOException {
            plain.setSoLinger(true, 0);
            plain.close();
        }
    }
}
