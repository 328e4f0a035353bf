/**
 * What is ready for GitLab. One GitLab issuer signs several kinds of tokens with the same keys, so
 * {@link dev.tanukey.mapping.gitlab.GitLabMappings} decides the kind before anything is mapped. Its presets are values:
 * a {@link dev.tanukey.mapping.gitlab.GitLabMapping} can be changed, used as it is and written for a cluster, with
 * {@link dev.tanukey.mapping.gitlab.GitLabRules} on top.
 */
package dev.tanukey.mapping.gitlab;
