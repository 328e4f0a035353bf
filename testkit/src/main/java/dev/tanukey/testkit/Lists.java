package dev.tanukey.testkit;

import java.util.List;
import java.util.stream.Stream;

/** Lists of at least one. */
final class Lists {

    private Lists() {}

    static List<String> of(String first, String... more) {
        return Stream.concat(Stream.of(first), Stream.of(more)).toList();
    }
}
