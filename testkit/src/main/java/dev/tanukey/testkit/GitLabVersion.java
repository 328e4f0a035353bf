package dev.tanukey.testkit;

import java.util.Comparator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A release of GitLab, such as 18.9: names, order and values of the claims differ from release to release. A release is
 * meant with its last patches: what GitLab's documentation gives to 18.4 and 18.2.2 brought as well is in 18.2 here.
 *
 * <p>Immutable and thread-safe.
 *
 * @param major the first number
 * @param minor the second number
 */
public record GitLabVersion(int major, int minor) implements Comparable<GitLabVersion> {
    /** The release with {@code id_tokens:}, and the oldest whose ID tokens are known here. */
    public static final GitLabVersion OLDEST = new GitLabVersion(15, 7);

    /** The newest release that is known here; what a token looks like unless told otherwise. */
    public static final GitLabVersion NEWEST = new GitLabVersion(19, 0);

    private static final Pattern FORM = Pattern.compile("([0-9]{1,3})\\.([0-9]{1,3})");
    private static final Comparator<GitLabVersion> ORDER =
            Comparator.comparingInt(GitLabVersion::major).thenComparingInt(GitLabVersion::minor);

    /**
     * Checks that the release is known; later ones than {@link #NEWEST} are taken to be like it. Before {@link #OLDEST}
     * there are users' tokens, and of jobs only the legacy {@code CI_JOB_JWT}.
     *
     * @throws IllegalArgumentException if it is before 12.10
     */
    public GitLabVersion {
        if (major < 12 || (major == 12 && minor < 10)) {
            throw new IllegalArgumentException("Jobs have tokens since GitLab 12.10, so there is none of " + major + "."
                    + minor + "; ask for 12.10 or later, and for an ID token of a job for 15.7 or later");
        }
    }

    /**
     * Reads a release.
     *
     * @param text for instance {@code 17.4}
     * @return the release
     * @throws IllegalArgumentException if the text has another form, or the release is before 12.10
     */
    public static GitLabVersion of(String text) {
        Matcher numbers = FORM.matcher(text);
        if (!numbers.matches()) {
            throw new IllegalArgumentException("A release of GitLab is written as in 18.9, but came \"" + text + "\"");
        }
        return new GitLabVersion(Integer.parseInt(numbers.group(1)), Integer.parseInt(numbers.group(2)));
    }

    @Override
    public int compareTo(GitLabVersion other) {
        return ORDER.compare(this, other);
    }

    /** {@return the release as GitLab writes it, for instance {@code 18.9}} */
    @Override
    public String toString() {
        return major + "." + minor;
    }
}
