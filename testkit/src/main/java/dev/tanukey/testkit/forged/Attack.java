package dev.tanukey.testkit.forged;

/**
 * What a forged token attacks; each is a group of the catalogue.
 *
 * <p>What a verifier must know to refuse a group differs. For the form, the header, the key and the signature it needs
 * nothing but the standards. From {@link #JSON} to {@link #ISSUER} the signature is good, so that nothing but the check
 * in question can save it; GitLab mints no such tokens, but for those of {@link #TIME} and {@link #AUDIENCE}. Those of
 * {@link #ORIGIN}, and some of {@link #KIND}, are flawless tokens that a GitLab signs every day: only a verifier that
 * knows GitLab, or has rules that do, can refuse them ({@link Basis#GITLAB}).
 */
public enum Attack {
    /** The algorithm: none, HMAC with the public key, another name over the signature. */
    ALGORITHM,
    /** The key: the sender's own, wherever it is smuggled in, and ids that name another key or none. */
    KEY,
    /** What else a header may say, and how. */
    HEADER,
    /** The signature, or its absence. */
    SIGNATURE,
    /** The text around and between the three parts, and their base64url: one token, many texts. */
    FORM,
    /** The payload as JSON: two readers, two meanings. The signature is good. */
    JSON,
    /** Registered claims that are missing or of another type. The signature is good. */
    CLAIMS,
    /** Too late, too early, or no time at all. The signature is good. */
    TIME,
    /** Meant for somebody else, or nearly for us. The signature is good. */
    AUDIENCE,
    /** Another issuer, or nearly ours. Where not said otherwise, signed with our issuer's key. */
    ISSUER,
    /**
     * Another credential: tokens of other kinds that the same GitLab signs with keys of the same set, and what else
     * people send by mistake. Those of {@link Basis#GITLAB} are flawless but for their kind.
     */
    KIND,
    /**
     * Really signed by GitLab for a job, with the right audience, but for a job that is not meant: of a fork, of a
     * stranger, of an unprotected branch. A verifier refuses them by its own rules: the ids of the projects that it
     * means, {@code ref_protected}, and where the code comes from. They are forged from a {@code CiTokenBuilder} whose
     * ref is protected.
     */
    ORIGIN,
    /** More than anybody needs. */
    SIZE
}
