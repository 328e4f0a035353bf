package dev.tanukey.testkit;

/** An instance's address as GitLab cuts it for the texts that begin with it. */
final class GitLabUrl {

    private GitLabUrl() {}

    /** What paths are appended to; a separate CI issuer may end in a slash. */
    static String withoutTrailingSlash(String url) {
        return url.endsWith("/") ? url.substring(0, url.length() - 1) : url;
    }

    /** Host, port and relative URL root, with which {@code ci_config_ref_uri} begins. */
    static String withoutScheme(String url) {
        return withoutTrailingSlash(url).replaceFirst("^https?://", "");
    }

    /** Scheme, host and port, without relative URL root. */
    static String base(String url) {
        return url.replaceFirst("^(https?://[^/]*)/.*$", "$1");
    }

    /** The bare host. */
    static String host(String url) {
        return withoutScheme(url).replaceFirst("[:/].*$", "");
    }
}
