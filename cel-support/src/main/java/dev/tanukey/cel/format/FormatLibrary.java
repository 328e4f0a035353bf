package dev.tanukey.cel.format;

import static dev.tanukey.cel.function.Kind.STRING;

import dev.tanukey.cel.function.FunctionLibrary;
import dev.tanukey.cel.function.Functions;
import dev.tanukey.cel.function.Kind;
import dev.tanukey.cel.option.KubernetesVersion;
import dev.tanukey.cel.value.NativeStrings;
import java.util.List;
import java.util.Optional;

/** Named formats, as {@code format.dns1123Label()}. */
public final class FormatLibrary implements FunctionLibrary {
    private static final Kind<NamedFormat> FORMAT = new Kind<>(NamedFormat.TYPE, NamedFormat.class);

    @Override
    public void addTo(Functions functions) {
        functions
                .since(KubernetesVersion.V1_31)
                .global(
                        "format.named",
                        "format-named",
                        Kind.optional(FORMAT),
                        STRING,
                        name -> Optional.ofNullable(NamedFormat.ALL.get(name)))
                .member(
                        "validate",
                        "format-validate",
                        Kind.optional(Kind.list(STRING)),
                        FORMAT,
                        STRING,
                        FormatLibrary::validate);
        NamedFormat.ALL.forEach(
                (name, format) -> functions.global("format." + name, "format." + name, FORMAT, () -> format));
    }

    static Optional<?> validate(NamedFormat format, String text) {
        List<String> problems = format.problems(text);
        return problems.isEmpty() ? Optional.empty() : Optional.of(new NativeStrings(problems));
    }
}
