package dev.tanukey.gitlab;

import dev.tanukey.reason.RejectedException;
import dev.tanukey.reason.Rejection;
import dev.tanukey.reason.RejectionReason;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The {@code sub} of a CI/CD token, taken apart into its components:
 * {@code project_path:acme/shop:ref_type:branch:ref:main}. A project chooses which components there are and in which
 * order, and a component without a value is left out, so they are found by name and never by position. Neither names
 * nor values contain a colon; GitLab sees to that.
 *
 * <p>To identify the owner of a token compare the whole text, or better the claims themselves: a prefix of the text
 * also begins other projects' subjects.
 *
 * <p>Immutable and thread-safe.
 *
 * @param text the whole subject
 * @param components the values by component name, in the token's order; cannot be changed
 */
public record Subject(String text, Map<String, String> components) {
    private static final Set<String> LEADING_COMPONENTS = Set.of(
            "project_path",
            "project_id",
            "job_project_path",
            "job_project_id",
            "source_project_path",
            "source_project_id");

    /** Copies the components. */
    public Subject {
        components = Collections.unmodifiableMap(new LinkedHashMap<>(components));
    }

    /**
     * Takes a subject apart.
     *
     * @param text the {@code sub} of a CI/CD token
     * @return the subject
     * @throws RejectedException with {@code CLAIM_MALFORMED}, if the text is no sequence of name and value pairs with
     *     distinct names
     */
    public static Subject parse(String text) throws RejectedException {
        Map<String, String> components = new LinkedHashMap<>();
        int start = 0;
        while (start <= text.length()) {
            int colon = text.indexOf(':', start);
            int end = colon < 0 ? -1 : text.indexOf(':', colon + 1);
            end = end < 0 ? text.length() : end;
            if (colon <= start || colon + 1 == end) {
                throw malformed("a component without name or value");
            }
            if (components.put(text.substring(start, colon), text.substring(colon + 1, end)) != null) {
                throw malformed("two components of one name");
            }
            start = end + 1;
        }
        return new Subject(text, components);
    }

    /** Tells whether a subject begins as those of CI/CD tokens do. */
    static boolean namesProject(String text) {
        int colon = text.indexOf(':');
        return colon > 0 && LEADING_COMPONENTS.contains(text.substring(0, colon));
    }

    /**
     * Gives the value of one component.
     *
     * @param name for instance {@code project_path} or {@code ref}
     * @return the value, if the project put this component into its subjects and it had a value
     */
    public Optional<String> component(String name) {
        return Optional.ofNullable(components.get(name));
    }

    private static RejectedException malformed(String actual) {
        return new RejectedException(
                Rejection.ofClaim(RejectionReason.CLAIM_MALFORMED, "sub", "name:value pairs joined by colons", actual));
    }

    /** {@return the whole subject} */
    @Override
    public String toString() {
        return text;
    }
}
