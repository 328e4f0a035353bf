package dev.tanukey.issuer;

import java.net.URI;
import java.util.Objects;
import java.util.Optional;

/**
 * Where an issuer's metadata are found, and whose certificates are believed there: what a configuration knows about the
 * way to the keys (OpenID Connect Discovery 1.0, 4). Immutable and thread-safe.
 *
 * @param issuer the issuer
 * @param discoveryUri the exact address of its metadata; if empty, its URL with
 *     {@code /.well-known/openid-configuration} behind it
 * @param certificateAuthorities one or more X.509 certificates as PEM (RFC 7468), from which alone its certificate may
 *     come; if empty, the JVM's own
 */
public record Discovery(Issuer issuer, Optional<URI> discoveryUri, Optional<String> certificateAuthorities) {

    /** Checks that no component is null. */
    public Discovery {
        Objects.requireNonNull(issuer, "issuer");
        Objects.requireNonNull(discoveryUri, "discoveryUri");
        Objects.requireNonNull(certificateAuthorities, "certificateAuthorities");
    }
}
