package dev.tanukey.testkit.assertj;

import dev.tanukey.AuthenticationResult;
import org.jspecify.annotations.Nullable;

/**
 * Where assertions on outcomes begin. Its {@code assertThat} and AssertJ's can be imported into one file: the compiler
 * tells them apart by their argument.
 */
public final class AuthenticationAssertions {

    private AuthenticationAssertions() {}

    /**
     * Begins assertions on an outcome.
     *
     * @param actual the outcome
     * @return the assertions
     */
    public static AuthenticationResultAssert assertThat(@Nullable AuthenticationResult actual) {
        return new AuthenticationResultAssert(actual);
    }
}
