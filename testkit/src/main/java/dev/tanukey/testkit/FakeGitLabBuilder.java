package dev.tanukey.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.util.Optional;

/** Collects the options of a {@link FakeGitLab}. Not thread-safe. */
public final class FakeGitLabBuilder {
    Clock clock = Clock.systemUTC();
    boolean https;
    String host = "127.0.0.1";
    String relativeUrlRoot = "";
    Optional<String> issuer = Optional.empty();
    Optional<String> ciIssuerPath = Optional.empty();
    GitLabVersion version = GitLabVersion.NEWEST;
    InstanceKeys keys = InstanceKeys.TWO;
    Optional<GivenKeys> signingKeys = Optional.empty();
    int port;

    FakeGitLabBuilder() {}

    /**
     * Sets the release whose tokens are minted and whose addresses are served: before 17.0 keys at {@code /-/jwks} too,
     * and before 16.7 keys that may not be kept. The metadata is gitlab.com's of 2026 for every release. Default:
     * {@link GitLabVersion#NEWEST}.
     *
     * @param version the release
     * @return this
     */
    public FakeGitLabBuilder version(GitLabVersion version) {
        this.version = version;
        return this;
    }

    /**
     * Sets the clock. Default: the system's.
     *
     * @param clock says when tokens are issued and when requests came
     * @return this
     */
    public FakeGitLabBuilder clock(Clock clock) {
        this.clock = clock;
        return this;
    }

    /**
     * Speaks HTTPS, with a certificate for 127.0.0.1 and localhost from an authority of its own, which is at
     * {@link FakeGitLab#certificateAuthority}, {@link FakeGitLab#sslContext} and {@link FakeGitLab#httpClient}. Both
     * are new for each instance, and good for a year by the system's clock. Default: plain HTTP.
     *
     * @return this
     */
    public FakeGitLabBuilder https() {
        this.https = true;
        return this;
    }

    /**
     * Names it {@code localhost} instead of {@code 127.0.0.1}. It listens on 127.0.0.1 all the same.
     *
     * @return this
     */
    public FakeGitLabBuilder localhost() {
        this.host = "localhost";
        return this;
    }

    /**
     * Puts the instance below a path, as GitLab's {@code relative_url_root} does. Default: none.
     *
     * @param path a path such as {@code /gitlab}
     * @return this
     * @throws IllegalArgumentException if it does not begin with a slash, or ends in one
     */
    public FakeGitLabBuilder relativeUrlRoot(String path) {
        if (!path.startsWith("/") || path.endsWith("/")) {
            throw new IllegalArgumentException("A relative URL root begins with a slash and does not end in one, as in"
                    + " /gitlab, but came \"" + path + "\"");
        }
        this.relativeUrlRoot = path;
        return this;
    }

    /**
     * Gives the instance another name than the address where it listens, for tokens as {@code https://gitlab.com} would
     * mint them. Tokens and metadata then speak of this name only; the keys are still at {@link FakeGitLab#jwksUri()}.
     * Default: the address where it listens.
     *
     * @param issuer an instance's address, for instance {@code https://gitlab.com}
     * @return this
     * @throws IllegalArgumentException if it does not begin with {@code https://} or {@code http://} and a host
     */
    public FakeGitLabBuilder issuer(String issuer) {
        if (!issuer.matches("https?://[^/].*")) {
            throw new IllegalArgumentException("An instance's address is written as in https://gitlab.com, but came \""
                    + issuer + "\"; a token's claim(\"iss\", value) sets any other");
        }
        this.issuer = Optional.of(issuer);
        return this;
    }

    /**
     * Gives jobs' tokens an issuer of their own, as {@code ci_id_tokens_issuer_url} does since GitLab 18.1: a copy of
     * metadata and keys below another path of the same server, in which only {@code issuer} and {@code jwks_uri} are
     * edited, as an operator makes it for a public bucket. The copy is made at the start and again by
     * {@link FakeGitLab#republishCiIssuer}; rotations do not reach it by themselves. Users' tokens keep
     * {@link FakeGitLab#issuer}. Default: none.
     *
     * @param path a path such as {@code /ci-issuer} or {@code /ci-issuer/}, which is then in {@code iss} to the letter
     * @return this
     * @throws IllegalArgumentException if it does not begin with a slash, or is nothing more
     */
    public FakeGitLabBuilder ciIssuerPath(String path) {
        if (!path.matches("/[^/].*")) {
            throw new IllegalArgumentException("The path of the CI issuer begins with a slash and goes on, as in"
                    + " /ci-issuer or /ci-issuer/, but came \"" + path + "\"");
        }
        this.ciIssuerPath = Optional.of(path);
        return this;
    }

    /**
     * Says which keys there are. Default: {@link InstanceKeys#TWO}.
     *
     * @param keys the keys that sign and are published
     * @return this
     */
    public FakeGitLabBuilder keys(InstanceKeys keys) {
        this.keys = keys;
        return this;
    }

    /**
     * Signs users' and jobs' tokens with this key, so that several processes can mean the same key; it takes the place
     * of both. Default: new keys for each instance.
     *
     * @param key the key, for instance from {@link SigningKey#of}
     * @return this
     */
    public FakeGitLabBuilder signingKey(SigningKey key) {
        return signingKeys(key, key);
    }

    /**
     * Signs users' tokens with one key and jobs' tokens with another, instead of new ones: keys take most of the time
     * that an instance takes, so tests that start many share them. Default: new keys for each instance.
     *
     * @param users the key of users' tokens
     * @param jobs the key of jobs' tokens
     * @return this
     */
    public FakeGitLabBuilder signingKeys(SigningKey users, SigningKey jobs) {
        this.signingKeys = Optional.of(new GivenKeys(users, jobs));
        return this;
    }

    /**
     * Listens on a port that others know beforehand. Default: any that is free.
     *
     * @param port 1 to 65535; 0 for any that is free
     * @return this
     * @throws IllegalArgumentException if it is out of range
     */
    public FakeGitLabBuilder port(int port) {
        if (port < 0 || port > 65_535) {
            throw new IllegalArgumentException("A port is 1 to 65535, or 0 for any that is free, but came " + port);
        }
        this.port = port;
        return this;
    }

    /**
     * Starts the instance; when this returns, it answers. Its keys and certificates are still being made then: the
     * first request, or the first token, may wait for a part of a second.
     *
     * @return the running instance, to be closed by the caller
     * @throws IllegalArgumentException if the CI issuer is where the instance is
     * @throws UncheckedIOException if no port, or not the wanted one, of 127.0.0.1 can be had
     */
    public FakeGitLab start() {
        if (ciIssuerPath.map(GitLabUrl::withoutTrailingSlash).equals(Optional.of(relativeUrlRoot))) {
            throw new IllegalArgumentException("The CI issuer's copy needs a path of its own, but " + relativeUrlRoot
                    + " is the relative URL root");
        }
        try {
            return new FakeGitLab(this);
        } catch (IOException noPort) {
            throw new UncheckedIOException(
                    "FakeGitLab wants " + (port == 0 ? "a free port" : "the port " + port)
                            + " of 127.0.0.1 and did not get it: " + noPort.getMessage()
                            + (port == 0 ? "" : ". Another program may have it; without port(..) it takes a free one"),
                    noPort);
        }
    }
}
