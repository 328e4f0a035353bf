package dev.tanukey.cel.option;

/**
 * The Kubernetes release whose functions an expression may use. Kubernetes takes an expression with the functions of
 * the release that runs; a configuration that older clusters read too is checked with the oldest of them.
 *
 * <p>Only functions, macros and syntax differ. How claims look (numbers are doubles, {@code __dot__} stands for a dot)
 * is that of 1.34 and later in each of them.
 */
public enum KubernetesVersion {
    /** The first release with {@code ip} and {@code cidr}. */
    V1_30,
    /** Adds {@code format}. */
    V1_31,
    /** Adds macros with two variables. */
    V1_32,
    /** Adds {@code semver}, and {@code first}, {@code last} and {@code unwrapOpt} of lists. */
    V1_33,
    /** Adds more functions for lists: {@code slice}, {@code flatten}, {@code distinct}, {@code sort} and others. */
    V1_34,
    /** As 1.34. */
    V1_35,
    /** As 1.34; the default. */
    V1_36,
    /** Adds {@code includes}, and names in backticks. */
    V1_37;

    /**
     * Tells whether this release has what came with another.
     *
     * @param other the other
     * @return whether this is the other or a later one
     */
    public boolean isAtLeast(KubernetesVersion other) {
        return compareTo(other) >= 0;
    }
}
