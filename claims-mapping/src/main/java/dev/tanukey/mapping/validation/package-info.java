/**
 * Kubernetes' rules for a configuration, one class for each part of it, in Kubernetes' order and words.
 * {@link dev.tanukey.mapping.validation.ConfigurationValidator} is the door. What a cluster takes for a URL or a
 * certificate is decided by Go, and so it is here. Not for other modules.
 */
package dev.tanukey.mapping.validation;
