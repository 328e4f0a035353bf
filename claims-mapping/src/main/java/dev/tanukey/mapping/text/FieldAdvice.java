package dev.tanukey.mapping.text;

import dev.tanukey.strict.Printable;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** What to do about a field that cannot be read. */
final class FieldAdvice {
    static final String WRITE_BOOLEAN = "Write true or false, without quotes";

    private static final Set<String> OF_OBJECTS = Set.of("metadata", "spec", "status");
    private static final Map<String, String> HOMES = homes(Map.of(
            "anonymous", List.of("enabled", "conditions"),
            "jwt[]", List.of("issuer", "claimValidationRules", "claimMappings", "userValidationRules"),
            "issuer",
                    List.of(
                            "url",
                            "discoveryURL",
                            "certificateAuthority",
                            "audiences",
                            "audienceMatchPolicy",
                            "egressSelectorType"),
            "claimMappings", List.of("username", "groups", "uid", "extra"),
            "claimMappings.extra[]", List.of("key", "valueExpression"),
            "claimValidationRules[]", List.of("requiredValue")));

    private FieldAdvice() {}

    private static Map<String, String> homes(Map<String, List<String>> byHome) {
        return byHome.entrySet().stream()
                .flatMap(home -> home.getValue().stream().map(field -> Map.entry(field, home.getKey())))
                .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    /** For a name that is none of those known. */
    static String insteadOf(String unknown, String path, Collection<String> known) {
        Optional<String> meant = known.stream()
                .filter(name -> plain(name).equals(plain(unknown)))
                .findFirst()
                .or(() -> known.stream()
                        .filter(name -> isNear(plain(unknown), plain(name)))
                        .findFirst());
        if (meant.isPresent()) {
            return "Did you mean `%s`?".formatted(meant.get());
        }
        if (path.isEmpty() && OF_OBJECTS.contains(unknown)) {
            return "Delete it: an AuthenticationConfiguration is a file, not an object of the cluster";
        }
        String home = HOMES.get(unknown);
        return home == null
                ? "Delete it; known here are " + names(known)
                : "Put it into `%s`; known here are %s".formatted(home, names(known));
    }

    static String writeObject(Collection<String> known) {
        return "Write its fields below it, each as `name: value`; they are " + names(known);
    }

    static String writeList(Node instead) {
        return instead instanceof Node.Scalar scalar && scalar.type() == ScalarType.STRING
                ? "Write a list, even for one element: [%s]".formatted(Printable.quote(scalar.text()))
                : "Write a list, with `- ` before each element";
    }

    static String writeText(Node instead) {
        if (!(instead instanceof Node.Scalar scalar)) {
            return "Write one text here";
        }
        return "To make it a text, put it into quotes: " + Printable.quote(scalar.text());
    }

    private static String names(Collection<String> known) {
        return known.stream().map(name -> "`" + name + "`").collect(Collectors.joining(", "));
    }

    private static String plain(String name) {
        return name.replace("_", "").replace("-", "").toLowerCase(Locale.ROOT);
    }

    /** Begun but not ended, or with as many slips as its length excuses. */
    private static boolean isNear(String unknown, String name) {
        if (unknown.length() > 2 * name.length()) {
            return false;
        }
        boolean begun = unknown.length() >= 4 && name.startsWith(unknown);
        return begun || distance(unknown, name) <= (name.length() + 1) / 4;
    }

    /** How many letters have to be put in, taken out or changed. */
    private static int distance(String from, String to) {
        int[] row = new int[to.length() + 1];
        for (int j = 0; j < row.length; j++) {
            row[j] = j;
        }
        for (int i = 1; i <= from.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j < row.length; j++) {
                int change = diagonal + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(change, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[to.length()];
    }
}
