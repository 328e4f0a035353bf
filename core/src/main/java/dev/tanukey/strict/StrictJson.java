package dev.tanukey.strict;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads one JSON object (RFC 8259, with the stricter reading of RFC 7493) from UTF-8 bytes.
 *
 * <p>Refused: anything but UTF-8, a byte order mark, a lone surrogate, equal member names at any depth, text behind the
 * object, comments, more than 64 levels, numbers of more than 32 characters or beyond the range of a double, names of
 * more than 256 and strings of more than 65,536 characters, more than 20,000 tokens. Values come as {@code Map},
 * {@code List}, {@code String}, {@code Boolean}, {@code null}, {@code Long} for a whole number without fraction and
 * exponent that fits, and {@code Double} for every other number; maps keep the order of the text, and nothing returned
 * can be changed.
 *
 * <p>Thread-safe. Does not bind objects and does not write.
 */
public final class StrictJson {
    private static final int MAXIMUM_DEPTH = 64;
    private static final int MAXIMUM_NUMBER_LENGTH = 32;
    private static final int MAXIMUM_TOKENS = 20_000;

    // Names are not canonicalized: the table behind that is shared, and its content would come from strangers.
    private static final JsonFactory FACTORY = new JsonFactoryBuilder()
            .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(MAXIMUM_DEPTH)
                    .maxNumberLength(MAXIMUM_NUMBER_LENGTH)
                    .maxStringLength(65_536)
                    .maxNameLength(256)
                    .maxTokenCount(MAXIMUM_TOKENS)
                    .build())
            .build();

    private final JsonParser parser;
    private int valuesLeft;

    private StrictJson(JsonParser parser, int maximumValues) {
        this.parser = parser;
        this.valuesLeft = maximumValues;
    }

    /**
     * Reads one object.
     *
     * @param utf8 the whole text
     * @return its members in the order of the text; cannot be changed
     * @throws MalformedTextException if the text is anything but one well-formed object within the limits
     */
    public static Map<String, @Nullable Object> readObject(byte[] utf8) throws MalformedTextException {
        return readObject(utf8, MAXIMUM_TOKENS);
    }

    /**
     * Reads one small object, so that a stranger's text cannot cost much more memory than it has itself.
     *
     * @param utf8 the whole text
     * @param maximumValues the greatest number of values in it, at all depths together
     * @return its members in the order of the text; cannot be changed
     * @throws MalformedTextException if the text is anything but one well-formed object within the limits
     */
    public static Map<String, @Nullable Object> readObject(byte[] utf8, int maximumValues)
            throws MalformedTextException {
        try (JsonParser parser = FACTORY.createParser(text(utf8))) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new MalformedTextException("not a JSON object");
            }
            Map<String, @Nullable Object> object = new StrictJson(parser, maximumValues).object();
            if (parser.nextToken() != null) {
                throw new MalformedTextException("text behind the JSON object");
            }
            return object;
        } catch (StreamConstraintsException beyondLimit) {
            throw beyondLimits();
        } catch (IOException notJson) {
            throw new MalformedTextException("not well-formed JSON");
        }
    }

    private static String text(byte[] utf8) throws MalformedTextException {
        String text = new String(utf8, StandardCharsets.UTF_8);
        // The JDK repairs what is no UTF-8 with this character; where it stands, a strict decoder has to tell which it
        // was.
        if (text.indexOf('\uFFFD') >= 0) {
            requireUtf8(utf8);
        }
        if (text.startsWith("\uFEFF")) {
            throw new MalformedTextException("a byte order mark in front of the JSON object");
        }
        return text;
    }

    private static void requireUtf8(byte[] utf8) throws MalformedTextException {
        try {
            StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(utf8));
        } catch (CharacterCodingException notUtf8) {
            throw new MalformedTextException("not UTF-8");
        }
    }

    private Map<String, @Nullable Object> object() throws IOException, MalformedTextException {
        Map<String, @Nullable Object> members = new LinkedHashMap<>();
        for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
            parser.nextToken();
            int before = members.size();
            members.put(wellFormed(name), value());
            if (members.size() == before) {
                throw new MalformedTextException("two members of one name in a JSON object");
            }
        }
        return Collections.unmodifiableMap(members);
    }

    private List<@Nullable Object> array() throws IOException, MalformedTextException {
        List<@Nullable Object> elements = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            elements.add(value());
        }
        return Collections.unmodifiableList(elements);
    }

    private @Nullable Object value() throws IOException, MalformedTextException {
        if (--valuesLeft < 0) {
            throw beyondLimits();
        }
        return switch (parser.currentToken()) {
            case VALUE_STRING -> wellFormed(parser.getText());
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> number();
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            case VALUE_NULL -> null;
            case START_OBJECT -> object();
            case START_ARRAY -> array();
            default -> throw new MalformedTextException("not well-formed JSON");
        };
    }

    private Object number() throws IOException, MalformedTextException {
        // Jackson counts digits; the rule counts sign, point and exponent too.
        if (parser.getTextLength() > MAXIMUM_NUMBER_LENGTH) {
            throw beyondLimits();
        }
        return switch (parser.getNumberType()) {
            case INT, LONG -> parser.getLongValue();
            default -> finite(parser.getText());
        };
    }

    private static MalformedTextException beyondLimits() {
        return new MalformedTextException("JSON beyond the limits of depth, length or count");
    }

    private static Double finite(String digits) throws MalformedTextException {
        double number = Double.parseDouble(digits);
        if (Double.isInfinite(number)) {
            throw new MalformedTextException("a JSON number beyond the range of a double");
        }
        return number;
    }

    private static String wellFormed(String text) throws MalformedTextException {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Character.isSurrogate(c)) {
                boolean pair = Character.isHighSurrogate(c)
                        && i + 1 < text.length()
                        && Character.isLowSurrogate(text.charAt(i + 1));
                if (!pair) {
                    throw new MalformedTextException("a lone surrogate in a JSON string");
                }
                i++;
            }
        }
        return text;
    }
}
