/**
 * Kubernetes' AuthenticationConfiguration at work:
 * {@link dev.tanukey.mapping.configuration.AuthenticationConfiguration} reads and judges one,
 * {@link dev.tanukey.mapping.configuration.ConfiguredAuthenticator} judges tokens by it and takes a new one while
 * tokens come, and {@link dev.tanukey.mapping.configuration.OidcFlags} are its older form.
 */
package dev.tanukey.mapping.configuration;
