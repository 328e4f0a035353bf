package dev.tanukey.jwks;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLPeerUnverifiedException;

/** Tells a person why no answer came. The exceptions' own messages may quote the other side, so they are not shown. */
final class TransportFault {

    private TransportFault() {}

    static String of(IOException fault) {
        if (fault instanceof UnknownHostException) {
            return "none: the host name does not resolve";
        }
        if (fault instanceof SSLPeerUnverifiedException) {
            return "none: TLS failed, the certificate is not for this host name";
        }
        if (fault instanceof SSLException) {
            return "none: TLS failed; if the certificate comes from a private authority, give it as certificateAuthorities, or an httpClient that trusts it";
        }
        if (fault instanceof InterruptedIOException) {
            return "none in time";
        }
        if (fault instanceof ConnectException || fault instanceof NoRouteToHostException) {
            return "none: no connection to the host";
        }
        return "none that is complete (" + fault.getClass().getSimpleName() + ")";
    }
}
