package dev.tanukey.cel.function;

import dev.cel.common.types.CelType;
import dev.cel.parser.CelMacro;
import dev.tanukey.cel.option.KubernetesVersion;
import java.util.List;

/** A family of functions that Kubernetes adds to the language, or has differently from the engine. */
@FunctionalInterface
public interface FunctionLibrary {

    /**
     * Puts the functions of the family into the table.
     *
     * @param functions the table
     */
    void addTo(Functions functions);

    /** {@return the types that the family brings, which an expression can name} */
    default List<CelType> types() {
        return List.of();
    }

    /**
     * Gives the macros of the family.
     *
     * @param version the release whose macros they are
     * @return the macros
     */
    default List<CelMacro> macros(KubernetesVersion version) {
        return List.of();
    }
}
