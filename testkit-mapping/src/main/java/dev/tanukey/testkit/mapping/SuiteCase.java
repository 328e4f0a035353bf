package dev.tanukey.testkit.mapping;

import dev.tanukey.mapping.schema.ConfigurationProblem.Position;
import java.time.Instant;

/**
 * A token and what must become of it. Immutable.
 *
 * @param position where the case begins in its file
 * @param now when the token is judged
 * @param token the compact form
 */
record SuiteCase(String name, Position position, Instant now, String token, Expectation expectation) {}
