package dev.tanukey.strict;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.io.JsonEOFException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads a JSON text (RFC 8259) that an operator wrote, piece by piece, so that every complaint about it can name a line
 * and a column.
 *
 * <p>Refused: text behind the value, comments, a lone surrogate, more than 64 levels, strings of more than 1,048,576
 * characters, more than 200,000 pieces. Equal member names are not refused here: the caller sees them, and where.
 *
 * <p>Thread-safe. For tokens and keys, which strangers write, {@link StrictJson} is the reader.
 */
public final class JsonEvents {
    private static final JsonFactory FACTORY = new JsonFactoryBuilder()
            .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(64)
                    .maxStringLength(1 << 20)
                    .maxTokenCount(200_000)
                    .build())
            .build();

    private JsonEvents() {}

    /** What a piece is. */
    public enum Kind {
        /** An object begins. */
        OBJECT_START,
        /** An object ends. */
        OBJECT_END,
        /** An array begins. */
        ARRAY_START,
        /** An array ends. */
        ARRAY_END,
        /** The name of a member. */
        NAME,
        /** A string. */
        STRING,
        /** A number. */
        NUMBER,
        /** {@code true} or {@code false}. */
        BOOLEAN,
        /** {@code null}. */
        NULL
    }

    /**
     * A piece of the text. Immutable.
     *
     * @param kind what it is
     * @param text a name or a string without its escapes, everything else as it is written
     * @param line where it begins, from 1
     * @param column where it begins, from 1, in characters
     */
    public record Event(Kind kind, String text, int line, int column) {}

    /** The text is no JSON. The message says why and may quote a character of the text, but no word. */
    public static final class NotJsonException extends Exception {
        private static final long serialVersionUID = 1L;

        private final int line;
        private final int column;

        NotJsonException(String message, JsonLocation at) {
            super(message, null, false, false);
            this.line = Math.max(1, at.getLineNr());
            this.column = Math.max(1, at.getColumnNr());
        }

        /** {@return what is wrong; never null} */
        @Override
        public String getMessage() {
            return String.valueOf(super.getMessage());
        }

        /** {@return the line, from 1} */
        public int line() {
            return line;
        }

        /** {@return the column, from 1, in characters} */
        public int column() {
            return column;
        }
    }

    /**
     * Reads one value.
     *
     * @param text the whole text
     * @return its pieces in their order; names and values alternate in objects, and what begins also ends
     * @throws NotJsonException if the text is anything but one well-formed value within the limits
     */
    public static List<Event> read(String text) throws NotJsonException {
        try (JsonParser parser = FACTORY.createParser(text)) {
            List<Event> events = new ArrayList<>();
            int depth = 0;
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                if (depth == 0 && !events.isEmpty()) {
                    throw new NotJsonException("text behind the end of the JSON value", parser.currentTokenLocation());
                }
                Event event = event(token, parser);
                depth += token.isStructStart() ? 1 : token.isStructEnd() ? -1 : 0;
                events.add(event);
            }
            if (events.isEmpty()) {
                throw new NotJsonException("no JSON value", parser.currentLocation());
            }
            return events;
        } catch (StreamConstraintsException beyondLimit) {
            throw new NotJsonException("JSON beyond the limits of depth, length or count", location(beyondLimit));
        } catch (JsonEOFException cutOff) {
            throw new NotJsonException("the text ends before the JSON value does", location(cutOff));
        } catch (JsonProcessingException notJson) {
            throw new NotJsonException(withoutOptions(notJson.getOriginalMessage()), location(notJson));
        } catch (IOException impossible) {
            throw new NotJsonException("not well-formed JSON", JsonLocation.NA);
        }
    }

    /** The parser also tells how it could be made to let it pass, and quotes words that may be secrets. */
    private static String withoutOptions(String message) {
        if (message.startsWith("Unrecognized token")) {
            return "a word that is none of true, false and null; a string stands in double quotes";
        }
        int end = message.length();
        for (String hint : List.of(" (not recognized", ": enable")) {
            int at = message.indexOf(hint);
            end = at < 0 ? end : Math.min(end, at);
        }
        return message.substring(0, end);
    }

    private static JsonLocation location(JsonProcessingException fault) {
        JsonLocation at = fault.getLocation();
        return at == null ? JsonLocation.NA : at;
    }

    private static Event event(JsonToken token, JsonParser parser) throws IOException, NotJsonException {
        JsonLocation at = parser.currentTokenLocation();
        String text = parser.getText();
        if (hasLoneSurrogate(text)) {
            throw new NotJsonException("half of a surrogate pair in a string", at);
        }
        return new Event(kind(token), text, at.getLineNr(), at.getColumnNr());
    }

    private static boolean hasLoneSurrogate(String text) {
        return text.codePoints().anyMatch(c -> c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE);
    }

    private static Kind kind(JsonToken token) {
        return switch (token) {
            case START_OBJECT -> Kind.OBJECT_START;
            case END_OBJECT -> Kind.OBJECT_END;
            case START_ARRAY -> Kind.ARRAY_START;
            case END_ARRAY -> Kind.ARRAY_END;
            case FIELD_NAME -> Kind.NAME;
            case VALUE_STRING -> Kind.STRING;
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> Kind.NUMBER;
            case VALUE_TRUE, VALUE_FALSE -> Kind.BOOLEAN;
            default -> Kind.NULL;
        };
    }
}
