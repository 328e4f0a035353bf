package dev.tanukey.mapping.text;

import dev.tanukey.mapping.schema.ConfigurationProblem.Position;
import java.util.Map;
import java.util.Optional;

/** Where the fields of a configuration stand in the text that it was read from. */
public final class SourcePositions {
    /** Of a configuration that was not read from a text. */
    public static final SourcePositions NONE = new SourcePositions(Map.of());

    private final Map<String, Position> byPath;

    /**
     * Notes places.
     *
     * @param byPath the place of each field by its path, such as {@code jwt[0].issuer.url}
     */
    public SourcePositions(Map<String, Position> byPath) {
        this.byPath = Map.copyOf(byPath);
    }

    /**
     * Finds the place of a field, or of the nearest one around it that is there.
     *
     * @param path the field's path
     * @return the place, if anything was read from a text
     */
    public Optional<Position> of(String path) {
        for (String at = path; ; at = around(at)) {
            Position position = byPath.get(at);
            if (position != null || at.isEmpty()) {
                return Optional.ofNullable(position);
            }
        }
    }

    private static String around(String path) {
        return path.substring(0, Math.max(0, Math.max(path.lastIndexOf('.'), path.lastIndexOf('['))));
    }
}
