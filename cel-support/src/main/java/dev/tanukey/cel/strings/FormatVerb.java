package dev.tanukey.cel.strings;

import com.google.common.collect.ImmutableSet;
import com.google.common.primitives.UnsignedLong;
import dev.cel.common.types.CelKind;
import dev.cel.common.types.CelType;
import dev.cel.common.types.SimpleType;
import dev.cel.common.values.CelByteString;
import dev.tanukey.cel.function.Bounds;
import dev.tanukey.cel.function.FunctionFailedException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;

/** What the letter of a clause does with an argument. */
enum FormatVerb {
    STRING(
            "string clause can only be used on strings, bools, bytes, ints, doubles, maps, lists, types, durations,"
                    + " and timestamps",
            CelKind.LIST,
            CelKind.MAP,
            CelKind.INT,
            CelKind.UINT,
            CelKind.DOUBLE,
            CelKind.BOOL,
            CelKind.STRING,
            CelKind.TIMESTAMP,
            CelKind.BYTES,
            CelKind.DURATION,
            CelKind.TYPE,
            CelKind.NULL_TYPE) {
        @Override
        void write(Object argument, long precision, BoundedText text) {
            FormatValues.write(argument, text);
        }
    },
    DECIMAL("decimal clause can only be used on integers", CelKind.INT, CelKind.UINT) {
        @Override
        void write(Object argument, long precision, BoundedText text) {
            writeInteger(argument, 10, text);
        }
    },
    FIXED("fixed-point clause can only be used on doubles", CelKind.DOUBLE, CelKind.STRING) {
        @Override
        void write(Object argument, long precision, BoundedText text) {
            text.append(FormatDoubles.fixed(number(argument), precision));
        }
    },
    SCIENTIFIC("scientific clause can only be used on doubles", CelKind.DOUBLE, CelKind.STRING) {
        @Override
        void write(Object argument, long precision, BoundedText text) {
            text.append(FormatDoubles.scientific(number(argument), precision));
        }
    },
    BINARY("only integers and bools can be formatted as binary", CelKind.INT, CelKind.UINT, CelKind.BOOL) {
        @Override
        void write(Object argument, long precision, BoundedText text) {
            if (argument instanceof Boolean truth) {
                text.append(truth ? "1" : "0");
            } else {
                writeInteger(argument, 2, text);
            }
        }
    },
    OCTAL("octal clause can only be used on integers", CelKind.INT, CelKind.UINT) {
        @Override
        void write(Object argument, long precision, BoundedText text) {
            writeInteger(argument, 8, text);
        }
    },
    LOWER_HEX(Rules.HEX, CelKind.INT, CelKind.UINT, CelKind.STRING, CelKind.BYTES) {
        @Override
        void write(Object argument, long precision, BoundedText text) {
            text.append(hex(argument, HexFormat.of()));
        }
    },
    UPPER_HEX(Rules.HEX, CelKind.INT, CelKind.UINT, CelKind.STRING, CelKind.BYTES) {
        @Override
        void write(Object argument, long precision, BoundedText text) {
            text.append(hex(argument, HexFormat.of().withUpperCase()));
        }
    };

    private static final String DURING = "error during formatting: ";

    private final String rule;
    private final ImmutableSet<CelKind> kinds;

    FormatVerb(String rule, CelKind... kinds) {
        this.rule = rule;
        this.kinds = ImmutableSet.copyOf(kinds);
    }

    /** Writes an argument as the verb has it. */
    abstract void write(Object argument, long precision, BoundedText text);

    static Optional<FormatVerb> of(char letter) {
        return switch (letter) {
            case 's' -> Optional.of(STRING);
            case 'd' -> Optional.of(DECIMAL);
            case 'f' -> Optional.of(FIXED);
            case 'e' -> Optional.of(SCIENTIFIC);
            case 'b' -> Optional.of(BINARY);
            case 'o' -> Optional.of(OCTAL);
            case 'x' -> Optional.of(LOWER_HEX);
            case 'X' -> Optional.of(UPPER_HEX);
            default -> Optional.empty();
        };
    }

    /** Why an argument of a type is refused by the compiler, if it is. */
    Optional<String> problem(CelType type) {
        return type.equals(SimpleType.DYN) || kinds.contains(type.kind())
                ? Optional.empty()
                : Optional.of(DURING + refusal(type.name()));
    }

    FunctionFailedException refused(Object argument) {
        return failed(refusal(FormatValues.typeName(argument)));
    }

    static FunctionFailedException failed(String reason) {
        return new FunctionFailedException(DURING + reason);
    }

    private String refusal(String type) {
        return rule + ", was given " + type;
    }

    /** A double, or the name of one that is not finite. */
    double number(Object argument) {
        if (argument instanceof Double number) {
            return number;
        }
        if (argument.equals("NaN") || argument.equals("Infinity") || argument.equals("-Infinity")) {
            return Double.parseDouble((String) argument);
        }
        throw refused(argument);
    }

    void writeInteger(Object argument, int radix, BoundedText text) {
        if (argument instanceof Long number) {
            text.append(Long.toString(number, radix));
        } else if (argument instanceof UnsignedLong number) {
            text.append(number.toString(radix));
        } else {
            throw refused(argument);
        }
    }

    String hex(Object argument, HexFormat format) {
        if (argument instanceof String text) {
            return bytes(text.getBytes(StandardCharsets.UTF_8), format);
        }
        if (argument instanceof CelByteString bytes) {
            return bytes(bytes.toByteArray(), format);
        }
        BoundedText digits = new BoundedText();
        writeInteger(argument, 16, digits);
        return format.isUpperCase() ? digits.toString().toUpperCase(Locale.ROOT) : digits.toString();
    }

    private static String bytes(byte[] bytes, HexFormat format) {
        Bounds.characters(2L * bytes.length);
        return format.formatHex(bytes);
    }

    /** What two verbs share; a constant of an enum cannot be named before its values. */
    private static final class Rules {
        static final String HEX = "only integers, byte buffers, and strings can be formatted as hex";
    }
}
