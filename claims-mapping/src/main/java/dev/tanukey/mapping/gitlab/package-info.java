/**
 * What is ready for GitLab. One GitLab issuer signs several kinds of tokens with the same keys, so
 * {@link dev.tanukey.mapping.gitlab.GitLabMappings} decides the kind before anything is mapped.
 */
package dev.tanukey.mapping.gitlab;
