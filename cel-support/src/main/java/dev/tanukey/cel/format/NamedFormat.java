package dev.tanukey.cel.format;

import dev.cel.common.types.OpaqueType;
import dev.cel.common.values.OpaqueValue;
import dev.tanukey.mapping.url.Octets;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A format that a text can have. */
@SuppressWarnings("Immutable") // the checks keep no state
final class NamedFormat extends OpaqueValue {
    static final OpaqueType TYPE = OpaqueType.create("kubernetes.NamedFormat");

    /** All of them, by the name of the function that gives them. */
    static final Map<String, NamedFormat> ALL = Map.ofEntries(
            of("dns1123Label", "DNS1123Label", name(NameFormats::dns1123Label)),
            of("dns1123Subdomain", "DNS1123Subdomain", name(NameFormats::dns1123Subdomain)),
            of("dns1035Label", "DNS1035Label", name(NameFormats::dns1035Label)),
            of("qualifiedName", "QualifiedName", name(NameFormats::qualifiedName)),
            of("dns1123LabelPrefix", "DNS1123LabelPrefix", prefix(NameFormats::dns1123Label)),
            of("dns1123SubdomainPrefix", "DNS1123SubdomainPrefix", prefix(NameFormats::dns1123Subdomain)),
            of("dns1035LabelPrefix", "DNS1035LabelPrefix", prefix(NameFormats::dns1035Label)),
            of("labelValue", "LabelValue", name(NameFormats::labelValue)),
            of("uri", "URI", name(DataFormats::requestUri)),
            of("uuid", "uuid", DataFormats::uuid),
            of("byte", "byte", DataFormats::base64),
            of("date", "date", DataFormats::date),
            of("datetime", "datetime", DataFormats::dateTime));

    private final String name;
    private final Function<String, List<String>> check;

    private NamedFormat(String name, Function<String, List<String>> check) {
        this.name = name;
        this.check = check;
    }

    private static Map.Entry<String, NamedFormat> of(
            String function, String name, Function<String, List<String>> check) {
        return Map.entry(function, new NamedFormat(name, check));
    }

    private static Function<String, List<String>> name(Function<String, List<String>> ofOctets) {
        return text -> ofOctets.apply(Octets.of(text));
    }

    private static Function<String, List<String>> prefix(Function<String, List<String>> ofOctets) {
        return text -> ofOctets.apply(completed(Octets.of(text)));
    }

    /** A prefix may end with a dash, and what stands before that is taken as good. */
    private static String completed(String octets) {
        return octets.length() > 1 && octets.endsWith("-") ? octets.substring(0, octets.length() - 2) + "a" : octets;
    }

    /** What is wrong with a text; nothing if it has the format. */
    List<String> problems(String text) {
        return check.apply(text);
    }

    @Override
    public NamedFormat value() {
        return this;
    }

    @Override
    public OpaqueType celType() {
        return TYPE;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof NamedFormat format && name.equals(format.name);
    }

    @Override
    public int hashCode() {
        return name.hashCode();
    }

    @Override
    public String toString() {
        return name;
    }
}
