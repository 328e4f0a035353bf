package dev.tanukey.cel.engine;

import dev.cel.common.types.CelType;
import dev.cel.parser.CelMacro;
import dev.tanukey.cel.format.FormatLibrary;
import dev.tanukey.cel.function.FunctionLibrary;
import dev.tanukey.cel.function.Functions;
import dev.tanukey.cel.lists.ComprehensionLibrary;
import dev.tanukey.cel.lists.ListLibrary;
import dev.tanukey.cel.lists.SetLibrary;
import dev.tanukey.cel.net.CidrLibrary;
import dev.tanukey.cel.net.IpLibrary;
import dev.tanukey.cel.net.UrlLibrary;
import dev.tanukey.cel.operators.OperatorLibrary;
import dev.tanukey.cel.option.KubernetesVersion;
import dev.tanukey.cel.quantity.QuantityLibrary;
import dev.tanukey.cel.regex.RegexLibrary;
import dev.tanukey.cel.semver.SemverLibrary;
import dev.tanukey.cel.strings.ConversionLibrary;
import dev.tanukey.cel.strings.StringLibrary;
import dev.tanukey.cel.value.AccessLibrary;
import java.util.List;

/** All families of functions that a cluster has and the engine has not, or not so. */
final class Libraries {
    private final RegexLibrary patterns = new RegexLibrary();
    private final List<FunctionLibrary> libraries;

    Libraries() {
        libraries = List.of(
                new AccessLibrary(),
                new ConversionLibrary(),
                new OperatorLibrary(),
                new StringLibrary(),
                patterns,
                new ListLibrary(),
                new SetLibrary(),
                new ComprehensionLibrary(),
                new UrlLibrary(),
                new IpLibrary(),
                new CidrLibrary(),
                new QuantityLibrary(),
                new SemverLibrary(),
                new FormatLibrary());
    }

    RegexLibrary patterns() {
        return patterns;
    }

    Functions functions() {
        Functions functions = new Functions();
        for (FunctionLibrary library : libraries) {
            library.addTo(functions.since(KubernetesVersion.V1_30));
        }
        return functions;
    }

    List<CelType> types() {
        return libraries.stream().flatMap(library -> library.types().stream()).toList();
    }

    List<CelMacro> macros(KubernetesVersion version) {
        return libraries.stream()
                .flatMap(library -> library.macros(version).stream())
                .toList();
    }
}
