package dev.tanukey.examples.gateway;

import okhttp3.OkHttpClient;
import okhttp3.tls.HandshakeCertificates;

/** Clients that trust a demo gateway, and nobody else. */
final class Clients {

    private Clients() {}

    static OkHttpClient trusting(Demo demo) {
        HandshakeCertificates trust = demo.trust();
        return new OkHttpClient.Builder()
                .sslSocketFactory(trust.sslSocketFactory(), trust.trustManager())
                .followRedirects(false)
                .build();
    }
}
