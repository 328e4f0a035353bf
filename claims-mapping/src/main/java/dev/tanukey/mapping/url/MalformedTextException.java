package dev.tanukey.mapping.url;

import dev.tanukey.mapping.text.Discreet;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * A text is no URL, or no address. The reason is that of Go, which quotes the text; the message is the innermost reason
 * and quotes nothing, so that it can be shown. It carries no stack trace: such texts may come in a flood.
 */
public final class MalformedTextException extends Exception {
    private static final long serialVersionUID = 1L;

    private final String reason;
    private final List<String> quoted;

    private MalformedTextException(String message, String reason, List<String> quoted) {
        super(message, null, false, false);
        this.reason = reason;
        this.quoted = quoted;
    }

    /** Takes a reason with {@code %s} for each of the octets that it quotes. */
    static MalformedTextException because(String reason, String... quoted) {
        return new MalformedTextException(
                reason.replace("%s", "\"" + Discreet.OMITTED + "\""), reason, List.of(quoted));
    }

    /** The same, with a word before it, which quotes octets too. */
    MalformedTextException within(String place, String... octets) {
        List<String> all = Stream.concat(Stream.of(octets), quoted.stream()).toList();
        return new MalformedTextException(String.valueOf(getMessage()), place + reason, all);
    }

    /**
     * Tells Go's reason.
     *
     * @param shown what to quote in the place of octets of the text
     * @return the whole reason
     */
    public String reason(UnaryOperator<String> shown) {
        return reason.formatted(quoted.stream().map(shown).map(Octets::quote).toArray());
    }
}
