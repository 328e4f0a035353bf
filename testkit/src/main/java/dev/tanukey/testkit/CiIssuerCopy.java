package dev.tanukey.testkit;

import java.util.function.Supplier;

/** What an operator has copied to the CI issuer's address, and copies again when he thinks of it. Thread-safe. */
final class CiIssuerCopy {
    private final TokenMint mint;
    private volatile Supplier<String> jwks;

    CiIssuerCopy(TokenMint mint) {
        this.mint = mint;
        this.jwks = mint.jwksOfNow();
    }

    String metadata() {
        return DiscoveryDocument.copied(mint.issuer(), mint.ciIssuer());
    }

    String jwks() {
        return jwks.get();
    }

    void renew() {
        jwks = mint.jwksOfNow();
    }
}
