package dev.tanukey.testkit.server;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import okhttp3.ConnectionPool;
import okhttp3.OkHttpClient;
import okhttp3.tls.HandshakeCertificates;
import okhttp3.tls.HeldCertificate;

/**
 * A certificate authority of its own, and a certificate from it for this machine's loopback names; both with keys on
 * P-256, new each time, and good for a year. Immutable and thread-safe. They are made in the background: the first
 * handshake, and whoever asks for one, waits for them.
 */
public final class Certificates {
    private static final int DAYS = 365;

    private final CompletableFuture<HeldCertificate> authority;
    private final CompletableFuture<SSLContext> server;

    private Certificates() {
        // One after the other: who starts waits for the context, and the processors have keys to make besides.
        CompletableFuture<Boolean> contextMade = new CompletableFuture<>();
        this.authority = Background.after(contextMade, Certificates::newAuthority);
        CompletableFuture<HeldCertificate> shown = authority.thenApply(Certificates::signedBy);
        this.server = Background.begin(() -> {
            try {
                return ServerIdentity.context(shown);
            } finally {
                contextMade.complete(true);
            }
        });
    }

    /** {@return new ones, for 127.0.0.1 and localhost} */
    public static Certificates forLoopback() {
        return new Certificates();
    }

    private static HeldCertificate newAuthority() {
        return new HeldCertificate.Builder()
                .commonName("Fake GitLab's certificate authority")
                .certificateAuthority(0)
                .duration(DAYS, TimeUnit.DAYS)
                .build();
    }

    private static HeldCertificate signedBy(HeldCertificate authority) {
        return new HeldCertificate.Builder()
                .commonName("Fake GitLab")
                .addSubjectAlternativeName("127.0.0.1")
                .addSubjectAlternativeName("localhost")
                .duration(DAYS, TimeUnit.DAYS)
                .signedBy(authority)
                .build();
    }

    /** {@return what the server shows} */
    public SSLContext ofServer() {
        return server.join();
    }

    /** {@return what trusts this authority and no other} */
    public SSLContext ofClients() {
        return trust().sslContext();
    }

    /** {@return the authority's certificate as PEM (RFC 7468)} */
    public String authority() {
        return authority.join().certificatePem();
    }

    /** {@return a client that trusts this authority and no other} */
    public OkHttpClient client() {
        HandshakeCertificates trust = trust();
        return plainClient()
                .newBuilder()
                .sslSocketFactory(trust.sslSocketFactory(), trust.trustManager())
                .build();
    }

    private HandshakeCertificates trust() {
        return new HandshakeCertificates.Builder()
                .addTrustedCertificate(authority.join().certificate())
                .build();
    }

    /** {@return a client with its own connections, of which it keeps none} */
    public static OkHttpClient plainClient() {
        return new OkHttpClient.Builder()
                .connectionPool(new ConnectionPool(0, 1, TimeUnit.SECONDS))
                .build();
    }
}
