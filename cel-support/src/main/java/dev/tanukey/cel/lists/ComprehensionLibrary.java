package dev.tanukey.cel.lists;

import dev.cel.common.types.ListType;
import dev.cel.common.types.MapType;
import dev.cel.common.types.TypeParamType;
import dev.cel.parser.CelMacro;
import dev.tanukey.cel.function.FunctionLibrary;
import dev.tanukey.cel.function.Functions;
import dev.tanukey.cel.function.Kind;
import dev.tanukey.cel.option.KubernetesVersion;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Macros that run over lists and maps. Those that make a list or a map gather it in a builder, through functions that
 * no expression can name; to the checker the builder has the type of what it builds.
 */
public final class ComprehensionLibrary implements FunctionLibrary {
    static final String RANGE = "@range";
    static final String NEW_LIST = "@list.new";

    /** Adds the elements of a list to the one that a macro gathers. For the engine alone. */
    public static final String ADD_ELEMENTS = "@list.add";

    /** Adds one element, without a list around it. For the engine alone. */
    public static final String ADD_ELEMENT = "@list.put";

    static final String BUILT_LIST = "@list.done";
    static final String NEW_MAP = "@map.new";
    /** Called so in messages of a cluster too. */
    static final String ADD_MEMBERS = "cel.@mapInsert";

    static final String BUILT_MAP = "@map.done";

    private static final Kind<Object> K = new Kind<>(TypeParamType.create("K"), Object.class);
    private static final Kind<Object> V = new Kind<>(TypeParamType.create("V"), Object.class);
    private static final Kind<List<?>> LIST = Kind.list(V);
    private static final Kind<Map<?, ?>> MAP = Kind.map(K, V);
    private static final Kind<ListBuilder> LIST_BUILDER = new Kind<>(ListType.create(V.type()), ListBuilder.class);
    private static final Kind<MapBuilder> MAP_BUILDER =
            new Kind<>(MapType.create(K.type(), V.type()), MapBuilder.class);

    @Override
    public void addTo(Functions functions) {
        functions
                .global(RANGE, RANGE, V, V, ClaimsRange::of)
                .global(NEW_LIST, NEW_LIST, LIST_BUILDER, ListBuilder::new)
                .global(ADD_ELEMENTS, ADD_ELEMENTS, LIST_BUILDER, LIST_BUILDER, LIST, ListBuilder::add)
                .global(ADD_ELEMENT, ADD_ELEMENT, LIST_BUILDER, LIST_BUILDER, V, ListBuilder::put)
                .global(BUILT_LIST, BUILT_LIST, LIST, LIST_BUILDER, ListBuilder::done)
                .global(NEW_MAP, NEW_MAP, MAP_BUILDER, MapBuilder::new)
                .global(ADD_MEMBERS, "@mapInsert_map_map", MAP_BUILDER, MAP_BUILDER, MAP, MapBuilder::add)
                .global(ADD_MEMBERS, "@mapInsert_map_key_value", MAP_BUILDER, MAP_BUILDER, K, V, MapBuilder::add)
                .global(BUILT_MAP, BUILT_MAP, MAP, MAP_BUILDER, MapBuilder::done);
    }

    @Override
    public List<CelMacro> macros(KubernetesVersion version) {
        List<CelMacro> macros = new ArrayList<>(List.of(
                macro("all", 1, 1, Fold::all),
                macro("exists", 1, 1, Fold::exists),
                macro("exists_one", 1, 1, Fold::existsOne),
                macro("filter", 1, 1, Fold.NO_IDENTIFIER, Fold::filter),
                macro("map", 1, 1, Fold.NO_IDENTIFIER, Fold::list),
                macro("map", 1, 2, Fold.NO_IDENTIFIER, Fold::list)));
        if (version.isAtLeast(KubernetesVersion.V1_32)) {
            macros.addAll(List.of(
                    macro("all", 2, 1, Fold::all),
                    macro("exists", 2, 1, Fold::exists),
                    macro("exists_one", 2, 1, Fold::existsOne),
                    macro("existsOne", 2, 1, Fold::existsOne),
                    macro("transformList", 2, 1, Fold::list),
                    macro("transformList", 2, 2, Fold::list),
                    macro("transformMap", 2, 1, Fold::map),
                    macro("transformMap", 2, 2, Fold::map),
                    macro("transformMapEntry", 2, 1, Fold::mapOfEntries),
                    macro("transformMapEntry", 2, 2, Fold::mapOfEntries)));
        }
        if (version.isAtLeast(KubernetesVersion.V1_34)) {
            macros.add(CelMacro.newReceiverMacro("sortBy", 2, SortByMacro::expand));
        }
        return macros;
    }

    private static CelMacro macro(String name, int variables, int expressions, Fold.Body body) {
        return macro(name, variables, expressions, Fold.NO_SIMPLE_NAME, body);
    }

    private static CelMacro macro(String name, int variables, int expressions, String noName, Fold.Body body) {
        return CelMacro.newReceiverMacro(
                name,
                variables + expressions,
                (nodes, range, arguments) -> Fold.expand(nodes, range, arguments, variables, noName, body));
    }
}
