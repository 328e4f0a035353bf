package dev.tanukey.testkit;

import java.time.Clock;
import java.util.function.Supplier;

/**
 * What a token needs of its instance. The key is asked for when a token is signed, so that a rotation takes effect at
 * once.
 *
 * @param instance the instance's address, of which most claims speak
 * @param issuer the {@code iss}; not the instance's address where jobs have an issuer of their own
 */
record Mint(String instance, String issuer, Clock clock, GitLabVersion version, Supplier<SigningKey> key) {

    Mint at(GitLabVersion otherVersion) {
        return new Mint(instance, issuer, clock, otherVersion, key);
    }

    boolean has(Change change) {
        return change.isIn(version);
    }

    /** The {@code iss} of jobs, which is not always the issuer of the metadata. */
    String jobIssuer() {
        if (!issuer.equals(instance)) {
            Change.CI_ISSUER.require(version);
            return issuer;
        }
        return has(Change.ISSUER_IS_THE_INSTANCE) ? issuer : GitLabUrl.base(issuer);
    }
}
