package dev.tanukey.mapping.text;

import dev.tanukey.strict.Printable;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What to do about a field that cannot be read. Stateless. */
public final class FieldAdvice {
    static final String WRITE_BOOLEAN = "Write true or false, without quotes";

    private static final Set<String> OF_OBJECTS = Set.of("metadata", "spec", "status");
    private static final Set<String> OF_NAMES = Set.of("claim", "prefix", "expression");
    private static final Pattern OF_AUTHENTICATOR = Pattern.compile("jwt\\[\\d+]");
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
        Optional<String> meant = meant(unknown, path, known);
        if (meant.isPresent()) {
            return "Did you mean `%s`?".formatted(meant.get());
        }
        if (path.isEmpty() && OF_OBJECTS.contains(unknown)) {
            return "Delete it: an AuthenticationConfiguration is a file, not an object of the cluster";
        }
        return home(unknown, path)
                .map(home -> "Put it into %s; known here are %s".formatted(home, names(known)))
                .orElse("Delete it; known here are " + names(known));
    }

    /**
     * Finds the name that somebody wanted to write.
     *
     * @param written what stands there
     * @param path the path of what it stands in
     * @param known the names that could stand there
     * @return the likeliest of them, if any is like it
     */
    public static Optional<String> meant(String written, String path, Collection<String> known) {
        String around = plain(path.substring(path.lastIndexOf('.') + 1));
        return known.stream()
                .filter(name -> plain(name).equals(plain(written)) || (around + plain(name)).equals(plain(written)))
                .findFirst()
                .or(() -> known.stream()
                        .filter(name -> isNear(plain(written), plain(name)))
                        .findFirst());
    }

    /** Where a field belongs that is known elsewhere. */
    private static Optional<String> home(String field, String path) {
        if (OF_NAMES.contains(field)) {
            return path.endsWith(".claimMappings")
                    ? Optional.of("`username` or `groups`")
                    : OF_AUTHENTICATOR.matcher(path).matches()
                            ? Optional.of("`claimMappings.username` or `claimMappings.groups`")
                            : Optional.empty();
        }
        return Optional.ofNullable(HOMES.get(field)).map(home -> "`" + home + "`");
    }

    static String writeObject(Collection<String> known) {
        return "Write its fields below it, each as `name: value`; they are " + names(known);
    }

    static String writeList(Node instead) {
        return instead instanceof Node.Scalar scalar && scalar.type() == ScalarType.STRING
                ? "Write a list, even for one element: [%s]".formatted(Printable.quote(Discreet.text(scalar.text())))
                : "Write a list, with `- ` before each element";
    }

    static String writeText(Node instead) {
        if (!(instead instanceof Node.Scalar scalar)) {
            return "Write one text here";
        }
        return "To make it a text, put it into quotes: " + Printable.quote(Discreet.text(scalar.text()));
    }

    /**
     * Lists names for a sentence.
     *
     * @param known the names
     * @return all of them, each between backquotes
     */
    public static String names(Collection<String> known) {
        return known.stream().map(name -> "`" + name + "`").collect(Collectors.joining(", "));
    }

    private static String plain(String name) {
        return name.replace("_", "").replace("-", "").toLowerCase(Locale.ROOT);
    }

    /** The beginning or the end of it, or with as many slips as its length excuses. */
    private static boolean isNear(String unknown, String name) {
        if (unknown.length() > 2 * name.length()) {
            return false;
        }
        boolean part = unknown.length() >= 4 && (name.startsWith(unknown) || name.endsWith(unknown));
        return part || Slips.between(unknown, name) <= (name.length() + 1) / 4;
    }
}
