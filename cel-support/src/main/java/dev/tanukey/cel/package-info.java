/**
 * The home of expressions for rules and mappings, in the Common Expression Language as Kubernetes speaks it. Still
 * empty: until expressions arrive, map by claim with {@code dev.tanukey.mapping.ClaimMappings}.
 */
@NullMarked
package dev.tanukey.cel;

import org.jspecify.annotations.NullMarked;
