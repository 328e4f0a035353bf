package dev.tanukey.token;

import dev.tanukey.issuer.Issuer;
import dev.tanukey.key.KeySource;
import dev.tanukey.reason.RejectedException;
import org.jspecify.annotations.Nullable;

/**
 * An issuer with the source of its keys. It remembers the header of the last token that it has signed, since the next
 * one has the same, to the letter, as long as the key is; to judge it again would give the same. No stranger's header
 * is remembered. Thread-safe.
 */
final class TrustedIssuer {
    private final Issuer issuer;
    private final KeySource keys;
    private volatile @Nullable KnownHeader last;

    TrustedIssuer(Issuer issuer, KeySource keys) {
        this.issuer = issuer;
        this.keys = keys;
    }

    private static final class KnownHeader {
        private final byte[] base64url;
        private final Header header;

        KnownHeader(byte[] base64url, Header header) {
            this.base64url = base64url;
            this.header = header;
        }
    }

    Issuer issuer() {
        return issuer;
    }

    KeySource keys() {
        return keys;
    }

    Header header(CompactToken token) throws RejectedException {
        KnownHeader known = last;
        return known != null && token.hasHeader(known.base64url) ? known.header : Header.judge(token, issuer);
    }

    /** To be called once the signature over this header holds. */
    void remember(CompactToken token, Header header) {
        KnownHeader known = last;
        if (known == null || !token.hasHeader(known.base64url)) {
            last = new KnownHeader(token.headerText(), header);
        }
    }
}
