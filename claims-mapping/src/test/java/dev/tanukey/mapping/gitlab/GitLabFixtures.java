package dev.tanukey.mapping.gitlab;

import dev.tanukey.AuthenticationResult;
import dev.tanukey.TokenAuthenticator;
import dev.tanukey.issuer.Issuer;
import dev.tanukey.jwks.JwksKeySource;
import dev.tanukey.key.KeysUnavailableException;
import dev.tanukey.mapping.schema.JwtAuthenticator;
import dev.tanukey.reason.RejectedException;
import dev.tanukey.reason.RejectionReason;
import dev.tanukey.testkit.CiTokenBuilder;
import dev.tanukey.testkit.FakeGitLab;
import dev.tanukey.testkit.TokenBuilder;
import dev.tanukey.testkit.UserTokenBuilder;
import dev.tanukey.token.TokenVerifier;
import dev.tanukey.token.VerifiedToken;
import dev.tanukey.user.ClaimsMapper;
import dev.tanukey.user.UserInfo;
import java.util.List;
import java.util.Optional;

/** Real tokens of every kind that matters to a mapping, signed by a fake GitLab with the claims of version 18.9. */
final class GitLabFixtures implements AutoCloseable {
    static final String LOGIN_AUDIENCE = "group_application_id";
    static final String JOB_AUDIENCE = "id_token_audience";

    /** For {@link GitLabMapping#jwtAuthenticator}. */
    static final JwtAuthenticator.Issuer WRITTEN_ISSUER =
            JwtAuthenticator.Issuer.of("https://gitlab.example.com", List.of(LOGIN_AUDIENCE, JOB_AUDIENCE));

    private final FakeGitLab gitlab = FakeGitLab.start();
    private final Issuer issuer = Issuer.gitlab(gitlab.issuer())
            .audience(LOGIN_AUDIENCE)
            .audience(JOB_AUDIENCE)
            .insecureAllowHttpOnLoopback()
            .build();
    private final JwksKeySource keys = JwksKeySource.discovered(issuer);
    private final TokenVerifier verifier =
            TokenVerifier.builder().issuer(issuer, keys).build();

    /** The names are those of the requirements. */
    enum Fixture {
        /** A person in a group. */
        U,
        /** A person of whom the token tells no groups. */
        U0,
        /** A person's token as older GitLab versions mint it. */
        U_OLD,
        /** A job on the protected branch main. */
        B,
        /** The same with the groups of the person who started it. */
        BG,
        /** The same for the audience of the login application. */
        BA,
        /** The same before GitLab 18.2, which does not tell the project that runs the job. */
        B_OLD,
        /** A tag that is called main. */
        T,
        /** A fork's merge request from a branch that is called main. */
        F,
        /** A job with an environment. */
        E,
        /** A job of a project that leads its subjects with its id. */
        I,
        /** A job of a project that has nothing but its path in its subjects. */
        S,
        /** A job of a project in a subgroup, on an unprotected branch. */
        N;

        boolean isUser() {
            return this == U || this == U0 || this == U_OLD;
        }
    }

    TokenBuilder<?> token(Fixture fixture) {
        return switch (fixture) {
            case U -> person();
            case U0 -> person().without("groups_direct");
            case U_OLD -> person().gitlabVersion("17.7");
            case B -> job();
            case BG -> job().groups("foo", "ops");
            case BA -> job().audience(LOGIN_AUDIENCE);
            case B_OLD -> job().gitlabVersion("18.1");
            case T -> job().tag("main").protectedRef();
            case F -> job().mergeRequestFromFork("evil/bar", 99);
            case E -> job().environment("production");
            case I -> job().subjectComponents("project_id", "ref_type", "ref");
            case S -> job().subjectComponents("project_path");
            case N -> job().project("foo/sub/bar", 14).branch("feature/x");
        };
    }

    /** Fixture B, to be changed. */
    CiTokenBuilder job() {
        return gitlab.ciToken()
                .project("foo/bar", 13)
                .namespaceId(2)
                .user("MyUserName", 2)
                .audience(JOB_AUDIENCE)
                .email("username@example.com")
                .pipeline(123)
                .job(234)
                .selfHostedRunner(1);
    }

    /** Fixture U, to be changed. */
    UserTokenBuilder person() {
        return gitlab.userToken().user("MyUserName", 2).groups("foo").audience(LOGIN_AUDIENCE);
    }

    VerifiedToken verified(TokenBuilder<?> token) {
        return verifiable(token).orElseThrow(() -> new AssertionError("The token does not verify"));
    }

    /** What is proven of a token; nothing if it never reaches a mapping. */
    Optional<VerifiedToken> verifiable(TokenBuilder<?> token) {
        try {
            return Optional.of(verifier.verify(token.sign()));
        } catch (RejectedException refused) {
            return Optional.empty();
        } catch (KeysUnavailableException broken) {
            throw new AssertionError("The fake GitLab is not there", broken);
        }
    }

    AuthenticationResult authenticate(ClaimsMapper mapper, TokenBuilder<?> token) {
        return TokenAuthenticator.builder().issuer(issuer, keys, mapper).build().authenticate(token.sign());
    }

    UserInfo user(ClaimsMapper mapper, TokenBuilder<?> token) {
        AuthenticationResult result = authenticate(mapper, token);
        if (result instanceof AuthenticationResult.Authenticated good) {
            return good.user();
        }
        throw new AssertionError(result.operatorMessage());
    }

    UserInfo user(ClaimsMapper mapper, Fixture fixture) {
        return user(mapper, token(fixture));
    }

    RejectionReason refusal(ClaimsMapper mapper, TokenBuilder<?> token) {
        AuthenticationResult result = authenticate(mapper, token);
        if (result instanceof AuthenticationResult.Rejected bad) {
            return bad.rejection().reason();
        }
        throw new AssertionError(result.operatorMessage());
    }

    RejectionReason refusal(ClaimsMapper mapper, Fixture fixture) {
        return refusal(mapper, token(fixture));
    }

    /** An authenticator that trusts this GitLab and another issuer; the other one's tokens are judged. */
    TokenAuthenticator.Builder trusted(ClaimsMapper mapper) {
        return TokenAuthenticator.builder().issuer(issuer, keys, mapper);
    }

    @Override
    public void close() {
        keys.close();
        gitlab.close();
    }
}
