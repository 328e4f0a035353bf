/**
 * Expressions in mappings and rules, in the Common Expression Language as a Kubernetes API server speaks it in
 * structured authentication.
 *
 * <p>The door is {@link dev.tanukey.cel.CelExpressionLanguage}: hand {@code CelExpressionLanguage.kubernetes()} to an
 * {@code AuthenticationConfiguration} or compile single expressions for {@code ClaimMappings}. What they may use of
 * time and memory is in {@link dev.tanukey.cel.option.EvaluationLimits}, which functions there are depends on the
 * {@link dev.tanukey.cel.option.KubernetesVersion}.
 *
 * <p>All other packages of this module are its inside and may change with any release. It has no expressions for
 * admission policies, no {@code authorizer}, and no functions of its own.
 */
@NullMarked
package dev.tanukey.cel;

import org.jspecify.annotations.NullMarked;
