package dev.tanukey.mapping.lint;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The claims of a sample while some change; what says the same once more, such as sub, follows. */
final class Draft {
    private final Sample sample;
    private final Map<String, @Nullable Object> claims;

    private Draft(Sample sample) {
        this.sample = sample;
        this.claims = new LinkedHashMap<>(sample.claims());
    }

    static Draft of(Sample sample) {
        return new Draft(sample);
    }

    /** The value of a claim that is a string; empty if it is not. */
    String text(String claim) {
        return claims.get(claim) instanceof String text ? text : "";
    }

    Draft add(String claim, Object value) {
        claims.put(claim, value);
        return this;
    }

    /** Changes a claim that is there. */
    Draft set(String claim, Object value) {
        claims.computeIfPresent(claim, (name, old) -> value);
        return this;
    }

    /** The sample with these claims. */
    Sample sample() {
        if (!text("ref").isEmpty()) {
            set("ref_path", (text("ref_type").equals("tag") ? "refs/tags/" : "refs/heads/") + text("ref"));
        }
        if (!text("sub").isEmpty()) {
            set("sub", subject(text("sub")));
        }
        String uri = text("ci_config_ref_uri");
        int file = uri.indexOf("//");
        if (file > 0 && uri.indexOf('/') < file && uri.lastIndexOf('@') > file) {
            String project = text("job_project_path").isEmpty() ? text("project_path") : text("job_project_path");
            set(
                    "ci_config_ref_uri",
                    uri.substring(0, uri.indexOf('/') + 1)
                            + project
                            + uri.substring(file, uri.lastIndexOf('@') + 1)
                            + text("ref_path"));
        }
        return sample.with(claims);
    }

    /** A job's is made of other claims, with their names; a person's is not. */
    private String subject(String old) {
        String[] parts = old.split(":", -1);
        for (int i = 0; parts.length % 2 == 0 && i < parts.length; i += 2) {
            if (!text(parts[i]).isEmpty()) {
                parts[i + 1] = text(parts[i]);
            }
        }
        return String.join(":", parts);
    }
}
