/**
 * URLs and IP addresses as Go's {@code net/url} and {@code net/netip} read them, and their reasons to refuse a text.
 */
@NullMarked
package dev.tanukey.mapping.url;

import org.jspecify.annotations.NullMarked;
