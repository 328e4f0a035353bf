/**
 * Reads what comes from outside in exactly one way: base64url without slack, UTF-8 without repair, JSON without
 * duplicates. Whatever two readers could understand differently is refused here, before anybody gives it a meaning.
 *
 * <p>Shared by Tanukey's modules and not meant for others.
 */
package dev.tanukey.strict;
