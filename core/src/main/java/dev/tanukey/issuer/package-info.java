/**
 * Whom we trust: an {@link dev.tanukey.issuer.Issuer} says from which GitLab tokens are taken, for which audiences,
 * with which algorithms and with how much tolerance for clocks. Every judgement uses these values and never the token's
 * own.
 */
package dev.tanukey.issuer;
