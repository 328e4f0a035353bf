package dev.tanukey.token;

import dev.tanukey.issuer.Issuer;
import dev.tanukey.key.KeySource;
import dev.tanukey.reason.RejectedException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * An issuer with the source of its keys. It remembers the headers of the tokens that it has signed, since the next one
 * has the same, to the letter, as long as the key is; to judge it again would give the same. No stranger's header is
 * remembered. Thread-safe.
 */
final class TrustedIssuer {
    /** More than the keys that anybody signs with at once. Beyond, all are forgotten, those of former keys too. */
    private static final int MAXIMUM_KNOWN_HEADERS = 256;

    private final Issuer issuer;
    private final KeySource keys;
    private final Map<HeaderText, Header> knownHeaders = new ConcurrentHashMap<>();

    TrustedIssuer(Issuer issuer, KeySource keys) {
        this.issuer = issuer;
        this.keys = keys;
    }

    Issuer issuer() {
        return issuer;
    }

    KeySource keys() {
        return keys;
    }

    Header header(CompactToken token) throws RejectedException {
        Header known = knownHeaders.get(token.headerText());
        return known != null ? known : Header.judge(token, issuer);
    }

    /** To be called once the signature over this header holds. */
    void remember(CompactToken token, Header header) {
        if (!knownHeaders.containsKey(token.headerText())) {
            if (knownHeaders.size() >= MAXIMUM_KNOWN_HEADERS) {
                knownHeaders.clear();
            }
            knownHeaders.put(token.headerText().copy(), header);
        }
    }
}
