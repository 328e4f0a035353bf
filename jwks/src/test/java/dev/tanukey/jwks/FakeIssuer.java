package dev.tanukey.jwks;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/** An issuer in memory: answers for its metadata and its key set, counts, and fails when told to. */
final class FakeIssuer implements JwksFetcher {
    static final String URL = "https://gitlab.example.com";

    private volatile String url;
    private volatile String jwksUri;
    private volatile String namedUri;
    private final List<URI> asked = new CopyOnWriteArrayList<>();
    private volatile FetchedDocument keySet = FetchedDocument.json(utf8("{\"keys\":[]}"));
    private volatile boolean down;

    FakeIssuer(String url) {
        this.url = url;
        URI uri = URI.create(url);
        this.jwksUri = uri.getScheme() + "://" + uri.getRawAuthority() + "/oauth/discovery/keys";
        this.namedUri = jwksUri;
    }

    FakeIssuer() {
        this(URL);
    }

    FakeIssuer publishing(byte[] jwks) {
        keySet = FetchedDocument.json(jwks);
        return this;
    }

    FakeIssuer publishing(TestKey... keys) {
        return publishing(utf8(TestKey.set(keys)));
    }

    FakeIssuer answering(FetchedDocument answer) {
        keySet = answer;
        return this;
    }

    void claimingToBe(String otherUrl) {
        url = otherUrl;
    }

    /** Metadata name an address where nothing is. */
    void namingKeysAt(String uri) {
        namedUri = uri;
    }

    void movingKeysTo(String uri) {
        namedUri = uri;
        jwksUri = uri;
    }

    void goDown() {
        down = true;
    }

    void comeBack() {
        down = false;
    }

    @Override
    public FetchedDocument fetch(URI uri) throws IOException {
        asked.add(uri);
        if (down) {
            throw new IOException("down for a test");
        }
        if (uri.toString().equals(jwksUri)) {
            return keySet;
        }
        return uri.getPath().endsWith("/openid-configuration")
                ? FetchedDocument.json(utf8("{\"issuer\":\"" + url + "\",\"jwks_uri\":\"" + namedUri + "\"}"))
                : FetchedDocument.of(404, Map.of(), new byte[0]);
    }

    long metadataRequests() {
        return asked.size() - keySetRequests();
    }

    long keySetRequests() {
        return asked(jwksUri);
    }

    long asked(String address) {
        return asked.stream().filter(uri -> uri.toString().equals(address)).count();
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
