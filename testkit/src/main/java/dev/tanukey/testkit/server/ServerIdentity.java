package dev.tanukey.testkit.server;

import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.concurrent.CompletableFuture;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedKeyManager;
import okhttp3.tls.HeldCertificate;
import org.jspecify.annotations.Nullable;

/**
 * One certificate with its key on a curve, which the server shows to everybody. A key store in its place would want the
 * certificate at once, and encrypt its key for nobody, which takes longer than all the rest.
 */
final class ServerIdentity extends X509ExtendedKeyManager {
    private static final String ALIAS = "server";
    private static final String KEY_TYPE = "EC";

    private final CompletableFuture<HeldCertificate> certificate;

    private ServerIdentity(CompletableFuture<HeldCertificate> certificate) {
        this.certificate = certificate;
    }

    /** The context of a server that shows the certificate and asks clients for none. */
    static SSLContext context(CompletableFuture<HeldCertificate> certificate) {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(new KeyManager[] {new ServerIdentity(certificate)}, new TrustManager[0], null);
            return context;
        } catch (GeneralSecurityException brokenJdk) {
            throw new IllegalStateException("This JDK cannot speak TLS; use a complete one", brokenJdk);
        }
    }

    @Override
    public @Nullable String chooseEngineServerAlias(
            String keyType, Principal @Nullable [] issuers, @Nullable SSLEngine engine) {
        return keyType.equals(KEY_TYPE) ? ALIAS : null;
    }

    @Override
    public @Nullable String chooseServerAlias(String keyType, Principal @Nullable [] issuers, @Nullable Socket socket) {
        return keyType.equals(KEY_TYPE) ? ALIAS : null;
    }

    @Override
    public String @Nullable [] getServerAliases(String keyType, Principal @Nullable [] issuers) {
        return keyType.equals(KEY_TYPE) ? new String[] {ALIAS} : null;
    }

    @Override
    public @Nullable String chooseClientAlias(
            String[] keyTypes, Principal @Nullable [] issuers, @Nullable Socket socket) {
        return null;
    }

    @Override
    public String @Nullable [] getClientAliases(String keyType, Principal @Nullable [] issuers) {
        return null;
    }

    @Override
    public X509Certificate[] getCertificateChain(String alias) {
        return new X509Certificate[] {certificate.join().certificate()};
    }

    @Override
    public PrivateKey getPrivateKey(String alias) {
        return certificate.join().keyPair().getPrivate();
    }
}
