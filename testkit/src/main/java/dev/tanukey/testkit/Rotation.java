package dev.tanukey.testkit;

/** How a key is replaced. The new one signs from then on, whichever it is. */
public enum Rotation {
    /**
     * The old key is no longer published, so that tokens signed with it are void at once. The only way that GitLab
     * knows.
     */
    SWAP,

    /** The old key stays published until {@link FakeGitLab#retireOldKeys}; what GitLab's issue 421222 asks for. */
    OVERLAP,

    /**
     * Another key under the same {@code kid}, which no issuer should do: a verifier that keeps keys by their id takes
     * new tokens for forged until it fetches again.
     */
    SAME_ID
}
