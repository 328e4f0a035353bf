package dev.tanukey.cel.engine;

import com.google.common.collect.ImmutableList;
import dev.cel.checker.CelStandardDeclarations;
import dev.cel.common.CelFunctionDecl;
import dev.cel.common.CelOptions;
import dev.cel.common.CelOverloadDecl;
import dev.cel.common.CelVarDecl;
import dev.cel.common.types.CelType;
import dev.cel.common.types.CelTypeProvider;
import dev.cel.common.types.MapType;
import dev.cel.common.types.SimpleType;
import dev.cel.compiler.CelCompiler;
import dev.cel.compiler.CelCompilerBuilder;
import dev.cel.compiler.CelCompilerFactory;
import dev.cel.extensions.CelExtensions;
import dev.cel.parser.CelStandardMacro;
import dev.cel.runtime.CelFunctionBinding;
import dev.cel.runtime.CelRuntime;
import dev.cel.runtime.CelRuntimeBuilder;
import dev.cel.runtime.CelRuntimeFactory;
import dev.cel.runtime.CelStandardFunctions;
import dev.tanukey.cel.function.Overload;
import dev.tanukey.cel.option.KubernetesVersion;
import dev.tanukey.cel.regex.RegexLibrary;
import dev.tanukey.cel.value.UserValue;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * The engine, set up with what a cluster of one release has: one variable, its functions, its macros, its syntax.
 *
 * @param compiler parses and checks
 * @param runtime plans what was checked
 * @param patterns keeps the patterns that are written out in expressions
 */
record Environment(CelCompiler compiler, CelRuntime runtime, RegexLibrary patterns) {
    static final CelVarDecl CLAIMS =
            CelVarDecl.newVarDeclaration("claims", MapType.create(SimpleType.STRING, SimpleType.ANY));
    static final CelVarDecl USER = CelVarDecl.newVarDeclaration("user", UserValue.TYPE);

    static Environment of(KubernetesVersion version, CelVarDecl variable) {
        Libraries libraries = new Libraries();
        CelOptions options = CelOptions.current()
                .enableHeterogeneousNumericComparisons(true)
                .enableQuotedIdentifierSyntax(version.isAtLeast(KubernetesVersion.V1_37))
                .build();
        int optionals = version.isAtLeast(KubernetesVersion.V1_33) ? 2 : 1;
        ImmutableList<CelType> types = ImmutableList.copyOf(libraries.types());
        Map<String, List<Overload>> functions = libraries.functions().byName();

        CelCompilerBuilder compiler = CelCompilerFactory.standardCelCompilerBuilder()
                .setOptions(options)
                .setStandardEnvironmentEnabled(false)
                .setStandardDeclarations(CelStandardDeclarations.newBuilder()
                        .filterFunctions((function, overload) -> !functions.containsKey(function.functionName()))
                        .build())
                .setStandardMacros(CelStandardMacro.HAS)
                .addMacros(libraries.macros(version))
                .addLibraries(CelExtensions.optional(optionals))
                .setTypeProvider(new Types(ImmutableList.<CelType>builder()
                        .addAll(types)
                        .add(UserValue.TYPE)
                        .build()))
                .addVarDeclarations(variable);
        CelRuntimeBuilder runtime = CelRuntimeFactory.plannerRuntimeBuilder()
                .setOptions(options)
                .setStandardFunctions(CelStandardFunctions.newBuilder()
                        .filterFunctions((function, overload) -> !functions.containsKey(nameOf(function)))
                        .build())
                .addLibraries(CelExtensions.optional(optionals))
                .setTypeProvider(new Types(types));

        functions.forEach((name, all) -> {
            List<Overload> overloads = all.stream()
                    .filter(overload -> version.isAtLeast(overload.since()))
                    .toList();
            List<CelOverloadDecl> declarations = overloads.stream()
                    .map(Overload::declaration)
                    .filter(Objects::nonNull)
                    .toList();
            if (!declarations.isEmpty()) {
                compiler.addFunctionDeclarations(CelFunctionDecl.newFunctionDeclaration(name, declarations));
            }
            if (!overloads.isEmpty()) {
                List<CelFunctionBinding> bindings =
                        overloads.stream().map(Overload::binding).toList();
                runtime.addFunctionBindings(CelFunctionBinding.fromOverloads(name, bindings));
            }
        });
        return new Environment(compiler.build(), runtime.build(), libraries.patterns());
    }

    /** The engine tells the name of a standard function where it declares it, and not where it binds it. */
    private static String nameOf(CelStandardFunctions.StandardFunction function) {
        return CelStandardDeclarations.StandardFunction.valueOf(function.name()).functionName();
    }

    /** The types besides the engine's own. That of the user can be checked, and not be named. */
    private record Types(ImmutableList<CelType> types) implements CelTypeProvider {

        @Override
        public Optional<CelType> findType(String name) {
            return types.stream().filter(type -> type.name().equals(name)).findFirst();
        }
    }
}
