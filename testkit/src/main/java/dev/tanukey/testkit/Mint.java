package dev.tanukey.testkit;

import java.time.Clock;
import java.util.function.Supplier;

/**
 * What a token needs of its instance. The key is asked for when a token is signed, so that a rotation takes effect at
 * once.
 */
record Mint(String issuer, Clock clock, Supplier<SigningKey> key) {}
