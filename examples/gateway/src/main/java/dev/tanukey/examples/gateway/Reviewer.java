package dev.tanukey.examples.gateway;

import dev.tanukey.kubernetes.TokenReviewPolicy;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Optional;

/** The kube-apiserver that may ask for reviews of tokens: how it is known, and how it is answered. Thread-safe. */
record Reviewer(String secret, TokenReviewPolicy policy) {
    private static final int LEAST_LENGTH = 32;

    Reviewer {
        if (secret.length() < LEAST_LENGTH) {
            throw new IllegalArgumentException(
                    "Expected a reviewer's secret of " + LEAST_LENGTH + " characters or more");
        }
    }

    boolean sends(Optional<String> bearer) {
        return bearer.isPresent() && MessageDigest.isEqual(bytes(secret), bytes(bearer.get()));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** {@return no secret} */
    @Override
    public String toString() {
        return "Reviewer[" + policy + "]";
    }
}
