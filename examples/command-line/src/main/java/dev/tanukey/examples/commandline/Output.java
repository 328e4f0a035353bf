package dev.tanukey.examples.commandline;

import java.util.List;
import picocli.CommandLine.Help;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Help.Ansi.IStyle;
import picocli.CommandLine.Help.Ansi.Style;
import picocli.CommandLine.Option;

/** How a command shows its result: for people, with or without colours, or as one JSON object. */
final class Output {

    /** When to use colours. */
    enum Colour {
        auto,
        always,
        never
    }

    @Option(names = "--json", description = "Print one JSON object instead of text; README.md describes its fields.")
    boolean json;

    @Option(
            names = "--color",
            paramLabel = "WHEN",
            description = "Colours: ${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}.")
    Colour colour = Colour.auto;

    String good(String text) {
        return styled(text, Style.fg_green);
    }

    String bad(String text) {
        return styled(text, Style.fg_red, Style.bold);
    }

    String unsure(String text) {
        return styled(text, Style.fg_yellow);
    }

    String faint(String text) {
        return styled(text, Style.faint);
    }

    String strong(String text) {
        return styled(text, Style.bold);
    }

    private String styled(String text, IStyle... styles) {
        return Help.defaultColorScheme(ansi()).apply(text, List.of(styles)).toString();
    }

    private Ansi ansi() {
        return switch (colour) {
            case auto -> Ansi.AUTO;
            case always -> Ansi.ON;
            case never -> Ansi.OFF;
        };
    }
}
