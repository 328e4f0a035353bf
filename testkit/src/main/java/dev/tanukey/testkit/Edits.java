package dev.tanukey.testkit;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a test wants otherwise than GitLab writes it. A member that is there keeps its place; a new one comes last. */
final class Edits {
    /** Keeps the place of a member that GitLab writes only sometimes; without an edit the member is left out. */
    static final Object ONLY_IF_SET = new Object();

    private final Map<String, @Nullable Object> values = new LinkedHashMap<>();
    private final Set<String> leftOut = new HashSet<>();
    private final Set<String> mistyped = new HashSet<>();

    void set(String name, @Nullable Object value) {
        leftOut.remove(name);
        values.put(name, value);
    }

    void leaveOut(String name) {
        values.remove(name);
        leftOut.add(name);
    }

    void mistype(String name) {
        mistyped.add(name);
    }

    void applyTo(Map<String, @Nullable Object> members) {
        members.putAll(values);
        members.keySet().removeAll(leftOut);
        members.values().removeIf(value -> value == ONLY_IF_SET);
        mistyped.forEach(name -> members.computeIfPresent(name, (same, value) -> OtherType.of(value)));
    }
}
