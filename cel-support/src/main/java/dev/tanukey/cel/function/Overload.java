package dev.tanukey.cel.function;

import dev.cel.common.CelOverloadDecl;
import dev.cel.runtime.CelFunctionBinding;
import dev.tanukey.cel.option.KubernetesVersion;
import org.jspecify.annotations.Nullable;

/**
 * One way to call a function.
 *
 * @param declaration its name among the overloads, its parameters and its result, as the checker needs them; null if
 *     the engine declares it itself
 * @param binding what it does
 * @param since the first release that has it
 */
public record Overload(@Nullable CelOverloadDecl declaration, CelFunctionBinding binding, KubernetesVersion since) {}
