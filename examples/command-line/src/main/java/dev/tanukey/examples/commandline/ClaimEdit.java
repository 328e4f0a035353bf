package dev.tanukey.examples.commandline;

import dev.tanukey.testkit.TokenBuilder;
import org.jspecify.annotations.Nullable;

/**
 * One claim that the person has set.
 *
 * @param name its name
 * @param value its value as JSON says it
 */
record ClaimEdit(String name, @Nullable Object value) {

    /** Reads {@code name=json}. */
    static ClaimEdit parse(String text) {
        int equals = text.indexOf('=');
        if (equals < 1) {
            throw Refusal.usage("--claim wants name=json, as in --claim user_id='\"7\"', but came " + text);
        }
        String name = text.substring(0, equals);
        String json = text.substring(equals + 1);
        try {
            return new ClaimEdit(name, JsonText.read(json));
        } catch (IllegalArgumentException notJson) {
            throw Refusal.usage("--claim " + name + " wants a value in JSON, but came " + notJson.getMessage()
                    + "; a text needs quotation marks that the shell leaves alone: --claim '" + name + "=\"text\"'");
        }
    }

    void applyTo(TokenBuilder<?> token) {
        token.claim(name, value);
    }
}
