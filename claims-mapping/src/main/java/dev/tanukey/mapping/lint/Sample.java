package dev.tanukey.mapping.lint;

import dev.tanukey.gitlab.TokenKind;
import dev.tanukey.strict.MalformedTextException;
import dev.tanukey.strict.StrictJson;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A token that might come, without its signature. {@code iss}, {@code aud}, {@code exp}, {@code nbf} and {@code iat}
 * are set to fit the issuer when it is judged; what the claims say about them does not count.
 *
 * <p>Immutable and thread-safe.
 *
 * @param name a short name, for the report
 * @param description what it is, in a few words
 * @param kind which kind of token it is
 * @param claims the claims: String, Boolean, Integer, Long, Double, Map, Collection and null
 * @param traits what the report should know about it
 */
public record Sample(
        String name, String description, TokenKind kind, Map<String, @Nullable Object> claims, Set<Trait> traits) {

    /** What matters about where a token comes from. */
    public enum Trait {
        /** A merge request's pipeline that runs code of a fork, written by somebody who may have no role here. */
        FORK,
        /** A ref to which every developer may push. */
        UNPROTECTED_REF,
        /** A ref that is protected in other projects, and in this one is not. */
        PROTECTED_ELSEWHERE,
        /** A project that has nothing to do with ours, on the same instance. */
        STRANGER,
        /** A job that names several audiences at once, that of the login application among them. */
        EVERY_AUDIENCE
    }

    /** Copies the collections. */
    public Sample {
        claims = Collections.unmodifiableMap(new LinkedHashMap<>(claims));
        traits = Collections.unmodifiableSet(new LinkedHashSet<>(traits));
    }

    /**
     * A sample of one's own. That it comes from a fork or an unprotected ref is read off its claims; other traits are
     * added by {@link #with(Trait)}.
     *
     * @param name a short name, for the report
     * @param kind which kind of token it is
     * @param json the claims as a JSON object
     * @return the sample
     * @throws IllegalArgumentException if the text is no JSON object
     */
    public static Sample of(String name, TokenKind kind, String json) {
        try {
            Map<String, @Nullable Object> claims = StrictJson.readObject(json.getBytes(StandardCharsets.UTF_8));
            Set<Trait> traits = new LinkedHashSet<>();
            Object project = claims.get("project_id");
            if (project != null && !project.equals(claims.getOrDefault("job_project_id", project))) {
                traits.add(Trait.FORK);
            }
            if ("false".equals(claims.get("ref_protected"))) {
                traits.add(Trait.UNPROTECTED_REF);
            }
            return new Sample(name, name, kind, claims, traits);
        } catch (MalformedTextException notJson) {
            throw new IllegalArgumentException(
                    "The claims of the sample " + name + " must be a JSON object, but are " + notJson.getMessage(),
                    notJson);
        }
    }

    /**
     * The same sample with one more trait.
     *
     * @param trait the trait
     * @return a copy
     */
    public Sample with(Trait trait) {
        Set<Trait> more = new LinkedHashSet<>(traits);
        more.add(trait);
        return new Sample(name, description, kind, claims, more);
    }

    boolean has(Trait trait) {
        return traits.contains(trait);
    }

    /** The value of a claim that is a string; empty if it is not. */
    String text(String claim) {
        return claims.get(claim) instanceof String text ? text : "";
    }

    /** The same with one claim changed. */
    Sample with(String claim, Object value) {
        Map<String, @Nullable Object> changed = new LinkedHashMap<>(claims);
        changed.put(claim, value);
        return with(changed);
    }

    /** The same with other claims. */
    Sample with(Map<String, @Nullable Object> others) {
        return new Sample(name, description, kind, others, traits);
    }

    /** {@return name and description, without the claims} */
    @Override
    public String toString() {
        return name.equals(description) ? name : name + " (" + description + ")";
    }
}
