package dev.tanukey.cel.quantity;

import static dev.tanukey.cel.function.Kind.BOOL;
import static dev.tanukey.cel.function.Kind.DOUBLE;
import static dev.tanukey.cel.function.Kind.INT;
import static dev.tanukey.cel.function.Kind.STRING;

import dev.tanukey.cel.function.FunctionFailedException;
import dev.tanukey.cel.function.FunctionLibrary;
import dev.tanukey.cel.function.Functions;
import dev.tanukey.cel.function.Kind;

/** Quantities, as {@code 1.5Gi}. */
public final class QuantityLibrary implements FunctionLibrary {
    private static final Kind<Quantity> QUANTITY = new Kind<>(Quantity.TYPE, Quantity.class);

    @Override
    public void addTo(Functions functions) {
        functions
                .global("quantity", "string_to_quantity", QUANTITY, STRING, QuantityLibrary::quantity)
                .global("isQuantity", "is_quantity_string", BOOL, STRING, text -> Notation.read(text)
                        .isPresent())
                .global("sign", "quantity_sign", INT, QUANTITY, quantity -> (long) quantity.sign())
                .member(
                        "isGreaterThan",
                        "quantity_is_greater_than",
                        BOOL,
                        QUANTITY,
                        QUANTITY,
                        (a, b) -> a.compareTo(b) > 0)
                .member("isLessThan", "quantity_is_less_than", BOOL, QUANTITY, QUANTITY, (a, b) -> a.compareTo(b) < 0)
                .member("compareTo", "quantity_compare_to", INT, QUANTITY, QUANTITY, (a, b) -> (long) a.compareTo(b))
                .member("asApproximateFloat", "quantity_get_float", DOUBLE, QUANTITY, Quantity::approximately)
                .member("asInteger", "quantity_get_int", INT, QUANTITY, QuantityLibrary::integer)
                .member("isInteger", "quantity_is_integer", BOOL, QUANTITY, quantity -> quantity.integer()
                        .isPresent())
                .member("add", "quantity_add", QUANTITY, QUANTITY, QUANTITY, Quantity::plus)
                .member(
                        "add",
                        "quantity_add_int",
                        QUANTITY,
                        QUANTITY,
                        INT,
                        (a, b) -> a.plus(Quantity.small(b, 0, Style.EXPONENT)))
                .member("sub", "quantity_sub", QUANTITY, QUANTITY, QUANTITY, Quantity::minus)
                .member(
                        "sub",
                        "quantity_sub_int",
                        QUANTITY,
                        QUANTITY,
                        INT,
                        (a, b) -> a.minus(Quantity.small(b, 0, Style.EXPONENT)));
    }

    private static Quantity quantity(String text) {
        return Notation.read(text).orElseThrow(() -> new FunctionFailedException("the text is not a quantity"));
    }

    private static long integer(Quantity quantity) {
        return quantity.integer().orElseThrow(() -> new FunctionFailedException("the quantity is not an integer"));
    }
}
