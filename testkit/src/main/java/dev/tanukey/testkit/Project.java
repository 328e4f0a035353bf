package dev.tanukey.testkit;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A project and the namespace right above it. */
record Project(long id, String path, long namespaceId) {

    /** A project in a namespace whose id follows from its path: equal paths, equal ids. */
    static Project at(String path, long id) {
        return new Project(id, path, Integer.toUnsignedLong(namespaceOf(path).hashCode()));
    }

    Project inNamespace(long otherNamespaceId) {
        return new Project(id, path, otherNamespaceId);
    }

    void addTo(Map<String, @Nullable Object> claims, String prefix) {
        claims.put(prefix + "project_id", Long.toString(id));
        claims.put(prefix + "project_path", path);
        addNamespaceTo(claims, prefix);
    }

    void addNamespaceTo(Map<String, @Nullable Object> claims, String prefix) {
        claims.put(prefix + "namespace_id", Long.toString(namespaceId));
        claims.put(prefix + "namespace_path", namespaceOf(path));
    }

    private static String namespaceOf(String path) {
        int lastSlash = path.lastIndexOf('/');
        if (lastSlash <= 0 || lastSlash == path.length() - 1) {
            throw new IllegalArgumentException(
                    "A project's full path has a namespace in front, as in acme/shop, but came \"" + path + "\"");
        }
        return path.substring(0, lastSlash);
    }
}
