package dev.tanukey.testkit;

/** Which keys an instance has, and in its set publishes in this order; as gitlab.com's sets were over the years. */
public enum InstanceKeys {
    /** One key that signs users' and jobs' tokens alike, as on gitlab.com in 2019 and 2020. */
    ONE,

    /** A key for users' tokens, then a key for jobs' tokens; so since 2021, and the usual. */
    TWO,

    /**
     * The two, then the key of the Cloud Connector, as in the Enterprise Edition and on gitlab.com in 2025. Tokens
     * signed with that key may carry the very same {@code iss}, and are for services of GitLab's own.
     */
    THREE
}
