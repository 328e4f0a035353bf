package dev.tanukey.testkit;

import dev.tanukey.key.KeySet;
import dev.tanukey.key.SignatureAlgorithm;
import dev.tanukey.key.UnusableKeyException;
import dev.tanukey.key.VerificationKey;
import dev.tanukey.strict.JsonWriter;
import java.time.Clock;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Mints the tokens of a GitLab, and knows the keys that verify them; no server and no network. For unit tests that hand
 * keys over, and behind {@link FakeGitLab}, which publishes them.
 *
 * <pre>{@code
 * TokenMint gitlab = TokenMint.of("https://gitlab.com");
 * Issuer issuer = Issuer.gitlab(gitlab.issuer()).audience("https://api.example.com").build();
 * TokenAuthenticator authenticator = TokenAuthenticator.builder()
 *         .issuer(issuer, gitlab.keySet(), GitLabMappings.ciJobs())
 *         .build();
 * authenticator.authenticate(gitlab.ciToken().audience("https://api.example.com").sign());
 * }</pre>
 *
 * <p>Users' tokens and jobs' tokens are signed with two keys, unless the builder says otherwise. All keys are new for
 * each mint, and made in the background: the first token may wait for its key for a part of a second.
 *
 * <p>Thread-safe; the token builders are not.
 */
public final class TokenMint {
    private final String instance;
    private final String ciIssuer;
    private final Clock clock;
    private final GitLabVersion version;
    private final KeyRing keys;
    private final ServiceKeys serviceKeys = new ServiceKeys();

    private TokenMint(Builder builder) {
        this.instance = Objects.requireNonNull(builder.issuer, "issuer");
        this.ciIssuer = builder.ciIssuer.orElse(instance);
        this.clock = builder.clock;
        this.version = builder.version;
        this.keys = new KeyRing(builder.keys, builder.signingKeys);
    }

    /**
     * A mint with the system's clock and the newest release.
     *
     * @param issuer the instance's address, for instance {@code https://gitlab.com}
     * @return the mint
     */
    public static TokenMint of(String issuer) {
        return builder(issuer).build();
    }

    /**
     * Begins a mint that differs from the usual.
     *
     * @param issuer the instance's address, for instance {@code https://gitlab.com}
     * @return a builder
     */
    public static Builder builder(String issuer) {
        return new Builder(issuer);
    }

    /** {@return the instance's address, and the {@code iss} of users' tokens} */
    public String issuer() {
        return instance;
    }

    /** {@return the {@code iss} of jobs' tokens; {@link #issuer()} unless the builder said otherwise} */
    public String ciIssuer() {
        return ciIssuer;
    }

    /** {@return a whole CI/CD job token, to be changed and signed} */
    public CiTokenBuilder ciToken() {
        return new CiTokenBuilder(ciMint());
    }

    /** {@return a whole ID token of a user who logged in, to be changed and signed} */
    public UserTokenBuilder userToken() {
        return new UserTokenBuilder(new Mint(instance, instance, clock, version, keys::userKey));
    }

    /**
     * Begins a {@code CI_JOB_JWT} (also {@code CI_JOB_JWT_V1}), which every job had from GitLab 12.10 until 16.11: its
     * issuer is the bare host, its subject the job's id, and it has no audience. No verifier of ID tokens accepts it.
     *
     * @return a token of the mint's release, or of 16.11 if that is older; to be changed and signed
     */
    public CiTokenBuilder ciJobJwtV1() {
        return new CiTokenBuilder(ciMint(), CiTokenKind.JOB_JWT_V1);
    }

    /**
     * Begins a {@code CI_JOB_JWT_V2}, which every job had from GitLab 14.7 until 16.11: an ID token whose audience is
     * always the instance's address.
     *
     * @return a token of the mint's release, or of 16.11 if that is older; to be changed and signed
     */
    public CiTokenBuilder ciJobJwtV2() {
        return new CiTokenBuilder(ciMint(), CiTokenKind.JOB_JWT_V2);
    }

    /**
     * Begins the token with which a pipeline speaks to GitLab's secrets manager: a job's ID token in all but two
     * claims, and with the same key. Its audience is {@code https://openbao.example.com} unless told otherwise.
     *
     * @return a whole token, to be changed and signed
     */
    public CiTokenBuilder secretsManagerToken() {
        return new CiTokenBuilder(ciMint(), CiTokenKind.SECRETS_MANAGER);
    }

    /**
     * Begins a {@code CI_JOB_TOKEN} in the form of a JWT behind {@code glcbt-}. It is signed with a key of its own that
     * is never published.
     *
     * @return a whole token, to be changed and signed
     */
    public ServiceTokenBuilder ciJobToken() {
        return service(ServiceTokenKind.JOB_TOKEN, serviceKeys::jobTokenKey);
    }

    /**
     * Begins a Cloud Connector token, with which GitLab speaks to its own cloud services. It is signed with a key of
     * its own, which is published with {@link InstanceKeys#THREE} only.
     *
     * @return a whole token, to be changed and signed
     */
    public ServiceTokenBuilder cloudConnectorToken() {
        return service(ServiceTokenKind.CLOUD_CONNECTOR, this::cloudConnectorKey);
    }

    /**
     * Begins a token that GitLab exchanged for a user's credential, for its own services. It is signed with the Cloud
     * Connector key. Order and lifetime of its claims are not known for certain.
     *
     * @return a whole token, to be changed and signed
     */
    public ServiceTokenBuilder tokenExchangeToken() {
        return service(ServiceTokenKind.TOKEN_EXCHANGE, this::cloudConnectorKey);
    }

    /** {@return a {@code CI_JOB_TOKEN} in its classic form, which is no JWT; always the same text} */
    public String classicCiJobToken() {
        return "glcbt-64_aBcDeFgHiJkLmNoPqRsT";
    }

    /** {@return a personal access token, which is no JWT; always the same text} */
    public String personalAccessToken() {
        return "glpat-aBcDeFgHiJkLmNoPqRsT";
    }

    /** {@return the JWK Set (RFC 7517 5) as GitLab publishes it, in JSON} */
    public String jwks() {
        return jwks(keys.now());
    }

    /** The JWK Set as of now, whatever is rotated before somebody reads it. */
    Supplier<String> jwksOfNow() {
        KeyRing.Keys now = keys.now();
        return () -> jwks(now);
    }

    private static String jwks(KeyRing.Keys keys) {
        return JsonWriter.write(
                Map.of("keys", keys.published().stream().map(SigningKey::jwk).toList()));
    }

    /** {@return the keys published now, for a verifier that is handed its keys} */
    public KeySet keySet() {
        return KeySet.of(
                keys.published().stream().map(TokenMint::verificationKey).toArray(VerificationKey[]::new));
    }

    /**
     * Replaces the CI key at once, as GitLab does: the old key is no longer published, and tokens signed with it are
     * void. The users' key stays.
     */
    public void rotateCiKey() {
        rotateCiKey(Rotation.SWAP);
    }

    /**
     * Replaces the CI key. The users' key stays, unless they are one ({@link InstanceKeys#ONE}).
     *
     * @param how what becomes of the old one
     */
    public void rotateCiKey(Rotation how) {
        keys.rotateCiKey(how);
    }

    /** Replaces the users' key at once: the old key is no longer published. The CI key stays. */
    public void rotateUserKey() {
        rotateUserKey(Rotation.SWAP);
    }

    /**
     * Replaces the users' key. The CI key stays, unless they are one ({@link InstanceKeys#ONE}).
     *
     * @param how what becomes of the old one
     */
    public void rotateUserKey(Rotation how) {
        keys.rotateUserKey(how);
    }

    /** Publishes no longer what {@link Rotation#OVERLAP} has left there. */
    public void retireOldKeys() {
        keys.retireOldKeys();
    }

    /** {@return for whom it mints, and nothing of the keys} */
    @Override
    public String toString() {
        return "TokenMint[" + instance + "]";
    }

    private Mint ciMint() {
        return new Mint(instance, ciIssuer, clock, version, keys::ciKey);
    }

    private ServiceTokenBuilder service(ServiceTokenKind kind, Supplier<SigningKey> key) {
        return new ServiceTokenBuilder(new Mint(instance, instance, clock, version, key), kind);
    }

    private SigningKey cloudConnectorKey() {
        return keys.cloudConnectorKey().orElseGet(serviceKeys::cloudConnectorKey);
    }

    private static VerificationKey verificationKey(SigningKey key) {
        try {
            return VerificationKey.of(Optional.of(key.keyId()), key.publicKey(), SignatureAlgorithm.RS256);
        } catch (UnusableKeyException impossible) {
            throw new IllegalStateException("A key of 2048 bits made here must be fit", impossible);
        }
    }

    /** Collects the options of a mint. Not thread-safe. */
    public static final class Builder {
        private final String issuer;
        private Optional<String> ciIssuer = Optional.empty();
        private Clock clock = Clock.systemUTC();
        private GitLabVersion version = GitLabVersion.NEWEST;
        private InstanceKeys keys = InstanceKeys.TWO;
        private Optional<GivenKeys> signingKeys = Optional.empty();

        private Builder(String issuer) {
            this.issuer = issuer;
        }

        /**
         * Sets the clock. Default: the system's.
         *
         * @param clock says when tokens are issued
         * @return this
         */
        public Builder clock(Clock clock) {
            this.clock = clock;
            return this;
        }

        /**
         * Sets the release whose tokens are minted. Default: {@link GitLabVersion#NEWEST}. A single token can be of
         * another, see {@link TokenBuilder#gitlabVersion}.
         *
         * @param version the release
         * @return this
         */
        public Builder version(GitLabVersion version) {
            this.version = version;
            return this;
        }

        /**
         * Gives jobs' tokens an issuer of their own, as {@code ci_id_tokens_issuer_url} does since GitLab 18.1; users'
         * tokens and all other claims keep the instance's address. Default: the instance's address.
         *
         * @param issuer the {@code iss} of jobs' tokens, to the letter; may end in a slash
         * @return this
         */
        public Builder ciIssuer(String issuer) {
            this.ciIssuer = Optional.of(issuer);
            return this;
        }

        /**
         * Says which keys there are. Default: {@link InstanceKeys#TWO}.
         *
         * @param keys the keys that sign and are published
         * @return this
         */
        public Builder keys(InstanceKeys keys) {
            this.keys = keys;
            return this;
        }

        /**
         * Signs users' and jobs' tokens with this key, so that several processes can mean the same key; it takes the
         * place of both. Default: new keys for each mint.
         *
         * @param key the key, for instance from {@link SigningKey#of}
         * @return this
         */
        public Builder signingKey(SigningKey key) {
            return signingKeys(key, key);
        }

        /**
         * Signs users' tokens with one key and jobs' tokens with another, instead of new ones: keys take most of the
         * time that an instance takes, so tests that start many share them. Default: new keys for each mint.
         *
         * @param users the key of users' tokens
         * @param jobs the key of jobs' tokens
         * @return this
         */
        public Builder signingKeys(SigningKey users, SigningKey jobs) {
            this.signingKeys = Optional.of(new GivenKeys(users, jobs));
            return this;
        }

        /** {@return the mint} */
        public TokenMint build() {
            return new TokenMint(this);
        }
    }
}
