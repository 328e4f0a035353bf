package dev.tanukey.gitlab;

import java.util.Optional;

/**
 * The environment that a job names. Whoever edits a job may name any and declare any tier: only {@link #isProtected}
 * says that somebody guards it.
 *
 * @param name the full name
 * @param isProtected whether the environment is protected; always false in GitLab's free edition
 * @param tier {@code production}, {@code staging}, {@code testing}, {@code development} or {@code other}; there since
 *     GitLab 15.2
 * @param action {@code start}, {@code prepare}, {@code stop}, {@code verify} or {@code access}; there since GitLab 16.5
 */
public record Environment(String name, boolean isProtected, Optional<String> tier, Optional<String> action) {}
