package dev.tanukey.testkit;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An ID token of a CI/CD job ({@code id_tokens:}), with the claims that the mint's release of GitLab gives it, in its
 * order.
 *
 * <p>Unless told otherwise, {@code jdoe}, a developer, has pushed to the protected branch {@code main} of
 * {@code acme/shop}, and the job asked for the audience {@code https://api.example.com}; it has no environment, and the
 * token lives an hour. The order of the calls does not matter; of two calls about one thing the last counts. Claims
 * that follow from others follow: {@code ref_path} and {@code sub} from the ref, {@code job_project_*} from the
 * project, the e-mail address from the login.
 *
 * <p>What a release cannot mint it is not asked to: signing then fails and says since when there is such a thing.
 * {@link #claim} knows no releases and sets anything. Names are written as they come: that Git has no colon in a ref,
 * and GitLab none in a path or an environment, nor mints a {@code sub} with one inside a value since 18.7, is not
 * checked.
 *
 * <p>The same sentences make the legacy {@code CI_JOB_JWT} and {@code CI_JOB_JWT_V2}, see {@link TokenMint}.
 *
 * <p>Not thread-safe. A builder may sign any number of tokens; each has a {@code jti} of its own.
 */
public final class CiTokenBuilder extends CiTokenRun {
    private static final long NOT_BEFORE_OFFSET_SECONDS = 5;

    private final CiTokenKind kind;
    private Optional<Subject> subject = Optional.empty();
    private Optional<Object> audience = Optional.empty();

    CiTokenBuilder(Mint mint) {
        this(mint, CiTokenKind.ID_TOKEN);
    }

    CiTokenBuilder(Mint mint, CiTokenKind kind) {
        super(mint.at(kind.atMost(mint.version())), Duration.ofHours(1));
        this.kind = kind;
    }

    /**
     * Composes {@code sub} of other claims, as the project setting {@code ci_id_token_sub_claim_components} does; those
     * that the token lacks are skipped. Default: {@code project_path}, {@code ref_type}, {@code ref}. Since GitLab
     * 17.10; with {@code ref_protected}, {@code environment_protected} or {@code deployment_tier} since 18.7, with
     * {@code project_id} since 19.0.
     *
     * @param first the first one, {@code project_path} or {@code project_id}
     * @param more further ones, for instance {@code ref_protected}
     * @return this
     * @throws IllegalArgumentException if GitLab composes no subject so
     */
    public CiTokenBuilder subjectComponents(String first, String... more) {
        subject = Optional.of(new Subject(Lists.of(first, more)));
        return this;
    }

    /**
     * Sets {@code aud}: a string if there is one audience, an array if there are several. Default:
     * {@code https://api.example.com}.
     *
     * @param first an audience
     * @param more further ones
     * @return this; signing fails for a legacy token, which cannot choose
     */
    public CiTokenBuilder audience(String first, String... more) {
        audience = Optional.of(more.length == 0 ? first : Lists.of(first, more));
        return this;
    }

    /**
     * Sets {@code aud} as an array even if there is one audience only, as GitLab does if the job asked with one.
     *
     * @param audiences the audiences; may be none
     * @return this; signing fails for a legacy token, which cannot choose
     */
    public CiTokenBuilder audienceList(String... audiences) {
        audience = Optional.of(List.of(audiences));
        return this;
    }

    @Override
    CiTokenBuilder self() {
        return this;
    }

    @Override
    Map<String, @Nullable Object> header(Mint mint, String keyId) {
        Map<String, @Nullable Object> header = new LinkedHashMap<>();
        if (!mint.has(Change.HEADER_ENDS_IN_ALGORITHM)) {
            header.put("alg", "RS256");
        }
        header.put("kid", keyId);
        header.put("typ", "JWT");
        header.put("alg", "RS256");
        return header;
    }

    @Override
    Map<String, @Nullable Object> claims(Mint mint, long issuedAt, long expiresAt) {
        requireMintable(mint);
        Map<String, @Nullable Object> claims = new LinkedHashMap<>();
        if (!mint.has(Change.JOB_PROJECT)) {
            named(mint).addNamespaceTo(claims, "");
        }
        named(mint).addTo(claims, "");
        addUser(claims, mint);
        running().addTo(claims, "job_");
        pipeline().addTo(claims);
        addRef(claims, pipeline());
        addGroups(claims, mint);
        addEnvironment(claims);
        addSource(claims, mint.instance());
        if (kind != CiTokenKind.JOB_JWT_V1) {
            addRunner(claims, mint.instance());
            addCommit(claims);
            addIdentities(claims);
            addConfiguration(claims, mint, pipeline());
        }
        if (kind == CiTokenKind.SECRETS_MANAGER) {
            claims.put("secrets_manager_scope", "pipeline");
            claims.put("project_group_ids", List.of(Long.toString(named(mint).namespaceId())));
        }
        addRegistered(claims, mint, issuedAt, expiresAt);
        Change.rewind(claims, mint.version());
        return claims;
    }

    private void requireMintable(Mint mint) {
        kind.require(mint.version());
        requireForkOfMergeRequest(pipeline());
        subject.ifPresent(it -> it.change().require(mint.version()));
        if (kind.isJobJwt() && audience.isPresent()) {
            throw new IllegalStateException("A CI_JOB_JWT cannot choose its audience; take ciToken(), or set it alone"
                    + " with claim(\"aud\", value)");
        }
    }

    private void addRegistered(Map<String, @Nullable Object> claims, Mint mint, long issuedAt, long expiresAt) {
        boolean issuerLate = mint.has(Change.SUBJECT_AND_ISSUER_LATE);
        claims.put("jti", UUID.randomUUID().toString());
        if (issuerLate) {
            addTimes(claims, issuedAt, expiresAt);
            claims.put("iss", issuer(mint));
        } else {
            claims.put("iss", issuer(mint));
            addTimes(claims, issuedAt, expiresAt);
        }
        claims.put("sub", subject(claims));
        claims.put("aud", audience(mint));
        if (!issuerLate && claims.containsKey("user_identities")) {
            claims.put("user_identities", claims.remove("user_identities"));
        }
    }

    private static void addTimes(Map<String, @Nullable Object> claims, long issuedAt, long expiresAt) {
        claims.put("iat", issuedAt);
        claims.put("nbf", issuedAt - NOT_BEFORE_OFFSET_SECONDS);
        claims.put("exp", expiresAt);
    }

    private String subject(Map<String, @Nullable Object> claims) {
        return kind == CiTokenKind.JOB_JWT_V1
                ? "job_" + pipeline().job()
                : subject.orElse(Subject.DEFAULT).of(claims);
    }

    private String issuer(Mint mint) {
        return switch (kind) {
            case ID_TOKEN, SECRETS_MANAGER -> mint.jobIssuer();
            case JOB_JWT_V1 -> GitLabUrl.host(mint.instance());
            case JOB_JWT_V2 -> GitLabUrl.base(mint.instance());
        };
    }

    private Object audience(Mint mint) {
        return switch (kind) {
            case ID_TOKEN -> audience.orElse("https://api.example.com");
            case SECRETS_MANAGER -> audience.orElse("https://openbao.example.com");
            case JOB_JWT_V1 -> Edits.ONLY_IF_SET;
            case JOB_JWT_V2 -> GitLabUrl.base(mint.instance());
        };
    }
}
