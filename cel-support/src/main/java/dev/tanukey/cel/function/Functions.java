package dev.tanukey.cel.function;

import dev.cel.common.CelOverloadDecl;
import dev.cel.common.types.CelType;
import dev.cel.runtime.CelFunctionBinding;
import dev.cel.runtime.CelFunctionOverload;
import dev.tanukey.cel.option.KubernetesVersion;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The one table of all functions, with all overloads of a name together whichever family brings them: the engine finds
 * the overload for a value of unknown type only among those that it was given at once. A name in the table replaces the
 * engine's own function of that name with all its overloads.
 *
 * <p>A function is {@code global}, called as {@code f(a)}, or a {@code member}, called as {@code a.f()}. Each overload
 * has an id, that of a cluster where it has one, the type of its result, the types of its parameters, the receiver
 * first, and what it does; an error among its arguments ends the evaluation.
 *
 * <p>Not thread-safe; filled once for each language.
 */
@SuppressWarnings("Immutable") // the bodies of functions keep no state, which no annotation can tell
public final class Functions {
    private final Map<String, List<Overload>> overloads = new LinkedHashMap<>();
    private final Map<String, ValueDispatch> byValue = new HashMap<>();
    private KubernetesVersion since = KubernetesVersion.V1_30;

    /** {@return the overloads by the name of their function} */
    public Map<String, List<Overload>> byName() {
        return Collections.unmodifiableMap(overloads);
    }

    /**
     * Sets from when the functions that follow exist. A family starts at the oldest release.
     *
     * @param version the first release that has them
     * @return this table
     */
    public Functions since(KubernetesVersion version) {
        since = version;
        return this;
    }

    /**
     * Names functions, before their overloads are added, whose overload is found by the classes of the values even
     * where the checker knows the types: what it knows can be wrong, as of the elements of {@code claims.list + [1]}.
     * All their overloads exist in every release, with one or two arguments.
     *
     * @param names their names
     * @return this table
     */
    public Functions byValue(String... names) {
        for (String name : names) {
            byValue.putIfAbsent(name, new ValueDispatch(name));
        }
        return this;
    }

    /** Takes three arguments. */
    @FunctionalInterface
    public interface Function3<A, B, C, R> {
        R apply(A a, B b, C c);
    }

    /** Takes four arguments. */
    @FunctionalInterface
    public interface Function4<A, B, C, D, R> {
        R apply(A a, B b, C c, D d);
    }

    /** A function without arguments, as {@code format.uuid()}. */
    public <R> Functions global(String name, String id, Kind<R> result, Supplier<? extends R> body) {
        return add(
                name,
                CelOverloadDecl.newGlobalOverload(id, result.type(), List.of()),
                CelFunctionBinding.from(id, List.of(), arguments -> body.get()));
    }

    public <A, R> Functions global(
            String name, String id, Kind<R> result, Kind<A> a, Function<? super A, ? extends R> body) {
        return add(
                name,
                CelOverloadDecl.newGlobalOverload(id, result.type(), types(a)),
                unary(name, id, a.values(), body));
    }

    public <A, B, R> Functions global(
            String name, String id, Kind<R> result, Kind<A> a, Kind<B> b, BiFunction<? super A, ? super B, R> body) {
        return add(
                name,
                CelOverloadDecl.newGlobalOverload(id, result.type(), types(a, b)),
                binary(name, id, a.values(), b.values(), body));
    }

    public <A, B, C, R> Functions global(
            String name, String id, Kind<R> result, Kind<A> a, Kind<B> b, Kind<C> c, Function3<A, B, C, R> body) {
        return add(
                name,
                CelOverloadDecl.newGlobalOverload(id, result.type(), types(a, b, c)),
                CelFunctionBinding.from(
                        id,
                        List.of(a.values(), b.values(), c.values()),
                        v -> body.apply(
                                a.values().cast(Errors.none(v[0])),
                                b.values().cast(Errors.none(v[1])),
                                c.values().cast(Errors.none(v[2])))));
    }

    public <A, R> Functions member(
            String name, String id, Kind<R> result, Kind<A> target, Function<? super A, ? extends R> body) {
        return add(
                name,
                CelOverloadDecl.newMemberOverload(id, result.type(), types(target)),
                unary(name, id, target.values(), body));
    }

    public <A, B, R> Functions member(
            String name,
            String id,
            Kind<R> result,
            Kind<A> target,
            Kind<B> b,
            BiFunction<? super A, ? super B, R> body) {
        return add(
                name,
                CelOverloadDecl.newMemberOverload(id, result.type(), types(target, b)),
                binary(name, id, target.values(), b.values(), body));
    }

    public <A, B, C, R> Functions member(
            String name, String id, Kind<R> result, Kind<A> target, Kind<B> b, Kind<C> c, Function3<A, B, C, R> body) {
        return add(
                name,
                CelOverloadDecl.newMemberOverload(id, result.type(), types(target, b, c)),
                CelFunctionBinding.from(
                        id,
                        List.of(target.values(), b.values(), c.values()),
                        v -> body.apply(
                                target.values().cast(Errors.none(v[0])),
                                b.values().cast(Errors.none(v[1])),
                                c.values().cast(Errors.none(v[2])))));
    }

    public <A, B, C, D, R> Functions member(
            String name,
            String id,
            Kind<R> result,
            Kind<A> target,
            Kind<B> b,
            Kind<C> c,
            Kind<D> d,
            Function4<A, B, C, D, R> body) {
        return add(
                name,
                CelOverloadDecl.newMemberOverload(id, result.type(), types(target, b, c, d)),
                CelFunctionBinding.from(
                        id,
                        List.of(target.values(), b.values(), c.values(), d.values()),
                        v -> body.apply(
                                target.values().cast(Errors.none(v[0])),
                                b.values().cast(Errors.none(v[1])),
                                c.values().cast(Errors.none(v[2])),
                                d.values().cast(Errors.none(v[3])))));
    }

    /** What an overload does that the engine declares itself, under the id that it has there. */
    public <A> Functions bound(String name, String id, Class<A> a, Function<? super A, Object> body) {
        return add(name, null, unary(name, id, a, body));
    }

    /** What an overload does that the engine declares itself, under the id that it has there. */
    public <A, B> Functions bound(
            String name, String id, Class<A> a, Class<B> b, BiFunction<? super A, ? super B, Object> body) {
        return add(name, null, binary(name, id, a, b, body));
    }

    private static List<CelType> types(Kind<?>... kinds) {
        List<CelType> types = new ArrayList<>();
        for (Kind<?> kind : kinds) {
            types.add(kind.type());
        }
        return types;
    }

    private <A> CelFunctionBinding unary(String name, String id, Class<A> a, Function<? super A, ?> body) {
        CelFunctionOverload.Unary<A> checked = value -> body.apply(Errors.none(value));
        ValueDispatch dispatch = byValue.get(name);
        return dispatch == null ? CelFunctionBinding.from(id, a, checked) : dispatch.add(id, a, checked);
    }

    private <A, B> CelFunctionBinding binary(
            String name, String id, Class<A> a, Class<B> b, BiFunction<? super A, ? super B, ?> body) {
        CelFunctionOverload.Binary<A, B> checked = (left, right) -> body.apply(Errors.none(left), Errors.none(right));
        ValueDispatch dispatch = byValue.get(name);
        return dispatch == null ? CelFunctionBinding.from(id, a, b, checked) : dispatch.add(id, a, b, checked);
    }

    private Functions add(String name, @Nullable CelOverloadDecl declaration, CelFunctionBinding binding) {
        overloads.computeIfAbsent(name, absent -> new ArrayList<>()).add(new Overload(declaration, binding, since));
        return this;
    }
}
