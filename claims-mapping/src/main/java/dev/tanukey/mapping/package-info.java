/**
 * Turns verified claims into a user, with the outcome that a Kubernetes API server would reach:
 * {@link dev.tanukey.mapping.ClaimMappings} maps by claim or by expression, and judges by rules. Around it, from simple
 * to whole:
 *
 * <ul>
 *   <li>{@link dev.tanukey.mapping.gitlab.GitLabMappings}: ready for GitLab's jobs and users, to use or to change;
 *   <li>{@link dev.tanukey.mapping.configuration.AuthenticationConfiguration}: the file that a kube-apiserver takes;
 *   <li>{@link dev.tanukey.mapping.lint.ConfigurationLint}: who everybody would become by it;
 *   <li>{@link dev.tanukey.mapping.expression.ExpressionLanguage}: the contract of a language for expressions.
 * </ul>
 *
 * <p>Not here: any judgement about the token itself, which {@code core} has passed, and any decision about what the
 * user may do.
 */
package dev.tanukey.mapping;
