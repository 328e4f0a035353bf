package dev.tanukey.strict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.tanukey.strict.JsonEvents.Event;
import dev.tanukey.strict.JsonEvents.Kind;
import dev.tanukey.strict.JsonEvents.NotJsonException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JsonEventsTest {

    @Test
    void every_piece_comes_with_its_place() throws NotJsonException {
        assertThat(JsonEvents.read("{\"a\": [\n 1.5, true,\r\n\tnull], \"\\u0062\":\"x\\ud83e\\udd8a\"}"))
                .containsExactly(
                        new Event(Kind.OBJECT_START, "{", 1, 1),
                        new Event(Kind.NAME, "a", 1, 2),
                        new Event(Kind.ARRAY_START, "[", 1, 7),
                        new Event(Kind.NUMBER, "1.5", 2, 2),
                        new Event(Kind.BOOLEAN, "true", 2, 7),
                        new Event(Kind.NULL, "null", 3, 2),
                        new Event(Kind.ARRAY_END, "]", 3, 6),
                        new Event(Kind.NAME, "b", 3, 9),
                        new Event(Kind.STRING, "x\ud83e\udd8a", 3, 18),
                        new Event(Kind.OBJECT_END, "}", 3, 33));
    }

    @Test
    void equal_names_are_left_to_the_caller() throws NotJsonException {
        assertThat(JsonEvents.read("{\"a\":1,\"a\":2}"))
                .filteredOn(event -> event.kind() == Kind.NAME)
                .extracting(Event::column)
                .containsExactly(2, 8);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "  | 1 | 1 | no JSON value",
                "{`a`:1,}      | 1 | 8 | Unexpected character ('}' (code 125)): was expecting double-quote to start field name",
                "{'a':1}       | 1 | 2 | Unexpected character (''' (code 39)): was expecting double-quote to start field name",
                "{`a`:1} // x  | 1 | 9 | Unexpected character ('/' (code 47)): maybe a (non-standard) comment?",
                "{`a`: {       | 1 | 8 | the text ends before the JSON value does",
                "{} {}         | 1 | 4 | text behind the end of the JSON value",
                "1 1           | 1 | 3 | text behind the end of the JSON value",
                "[NaN]         | 1 | 5 | Non-standard token 'NaN'",
                "[hunter2]     | 1 | 2 | a word that is none of true, false and null; a string stands in double quotes",
                "[`\\ud83e`]   | 1 | 2 | half of a surrogate pair in a string"
            })
    void what_is_no_json_is_refused_with_its_place(String text, int line, int column, String message) {
        NotJsonException refusal = catchThrowableOfType(
                NotJsonException.class, () -> JsonEvents.read(text == null ? "" : text.replace('`', '"')));

        assertThat(refusal).hasMessage(message);
        assertThat(refusal.line()).isEqualTo(line);
        assertThat(refusal.column()).isEqualTo(column);
    }

    @Test
    void what_is_too_deep_is_refused() {
        assertThat(catchThrowableOfType(NotJsonException.class, () -> JsonEvents.read("[".repeat(100_000))))
                .hasMessage("JSON beyond the limits of depth, length or count");
    }
}
