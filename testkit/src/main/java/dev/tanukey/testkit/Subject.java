package dev.tanukey.testkit;

import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/** Of which claims a project composes {@code sub}. */
record Subject(List<String> components) {
    private static final List<String> LEADING = List.of("project_path", "project_id");
    private static final List<String> REF = List.of("ref_type", "ref");
    private static final List<String> FLAGS = List.of("ref_protected", "environment_protected", "deployment_tier");

    static final Subject DEFAULT = new Subject(List.of("project_path", "ref_type", "ref"));

    Subject {
        if (!LEADING.contains(components.get(0))) {
            throw new IllegalArgumentException("GitLab lets a subject begin with project_path or project_id, but came"
                    + " \"" + components.get(0) + "\"; claim(\"sub\", value) sets any other");
        }
        components.stream().filter(name -> !isKnown(name)).findFirst().ifPresent(name -> {
            throw new IllegalArgumentException("GitLab composes subjects of project_path, project_id, ref_type, ref,"
                    + " ref_protected, environment_protected and deployment_tier, but came \"" + name
                    + "\"; claim(\"sub\", value) sets any other");
        });
    }

    private static boolean isKnown(String name) {
        return LEADING.contains(name) || REF.contains(name) || FLAGS.contains(name);
    }

    /** Since which change a project can choose these. */
    Change change() {
        if (components.contains("project_id")) {
            return Change.SUBJECT_PROJECT_ID;
        }
        return components.stream().anyMatch(FLAGS::contains) ? Change.SUBJECT_FLAGS : Change.SUBJECT_COMPONENTS;
    }

    /** Names and values; a component without a value is left out, as in GitLab. */
    String of(Map<String, @Nullable Object> claims) {
        StringJoiner subject = new StringJoiner(":");
        for (String component : components) {
            if (claims.get(component) instanceof String value) {
                subject.add(component + ":" + value);
            }
        }
        return subject.toString();
    }
}
