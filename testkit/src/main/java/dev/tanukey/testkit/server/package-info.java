/**
 * The mechanics below the fake: a server on the loopback address that can go away and come back, its certificates, and
 * answers as values. Knows nothing of GitLab, and is exported to nobody.
 */
package dev.tanukey.testkit.server;
