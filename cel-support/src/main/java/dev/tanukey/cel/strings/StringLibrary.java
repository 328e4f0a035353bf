package dev.tanukey.cel.strings;

import static dev.tanukey.cel.function.Kind.DYN;
import static dev.tanukey.cel.function.Kind.INT;
import static dev.tanukey.cel.function.Kind.STRING;
import static dev.tanukey.cel.function.Kind.list;

import com.google.common.base.Ascii;
import dev.tanukey.cel.function.FunctionLibrary;
import dev.tanukey.cel.function.Functions;

/** Strings: {@code charAt}, {@code split}, {@code format} and others. Positions count code points. */
public final class StringLibrary implements FunctionLibrary {

    @Override
    public void addTo(Functions functions) {
        functions
                .member("charAt", "string_char_at_int", STRING, STRING, INT, CodePoints::charAt)
                .member("format", "string_format", STRING, STRING, list(DYN), (text, arguments) -> FormatString.parse(
                                text)
                        .format(arguments))
                .member(
                        "indexOf",
                        "string_index_of_string",
                        INT,
                        STRING,
                        STRING,
                        (text, part) -> CodePoints.indexOf(text, part, 0))
                .member("indexOf", "string_index_of_string_int", INT, STRING, STRING, INT, CodePoints::indexOf)
                .member("join", "list_join", STRING, list(STRING), strings -> Pieces.join(strings, ""))
                .member("join", "list_join_string", STRING, list(STRING), STRING, Pieces::join)
                .member("lastIndexOf", "string_last_index_of_string", INT, STRING, STRING, CodePoints::lastIndexOf)
                .member(
                        "lastIndexOf",
                        "string_last_index_of_string_int",
                        INT,
                        STRING,
                        STRING,
                        INT,
                        CodePoints::lastIndexOf)
                .member("lowerAscii", "string_lower_ascii", STRING, STRING, Ascii::toLowerCase)
                .member(
                        "replace",
                        "string_replace_string_string",
                        STRING,
                        STRING,
                        STRING,
                        STRING,
                        (text, old, with) -> Pieces.replace(text, old, with, -1))
                .member(
                        "replace",
                        "string_replace_string_string_int",
                        STRING,
                        STRING,
                        STRING,
                        STRING,
                        INT,
                        Pieces::replace)
                .member(
                        "split",
                        "string_split_string",
                        list(STRING),
                        STRING,
                        STRING,
                        (text, separator) -> Pieces.split(text, separator, -1))
                .member("split", "string_split_string_int", list(STRING), STRING, STRING, INT, Pieces::split)
                .global("strings.quote", "strings_quote", STRING, STRING, Quotes::cel)
                .member("substring", "string_substring_int", STRING, STRING, INT, CodePoints::substring)
                .member("substring", "string_substring_int_int", STRING, STRING, INT, INT, CodePoints::substring)
                .member("trim", "string_trim", STRING, STRING, CodePoints::trim)
                .member("upperAscii", "string_upper_ascii", STRING, STRING, Ascii::toUpperCase);
    }
}
