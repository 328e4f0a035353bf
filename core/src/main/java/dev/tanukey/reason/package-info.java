/**
 * Why not: the words in which every layer and every extension says no. A {@link dev.tanukey.reason.Rejection} is about
 * the token (HTTP 401), an {@link dev.tanukey.reason.Unavailability} is about us (HTTP 503): the token may well be
 * good.
 */
package dev.tanukey.reason;
