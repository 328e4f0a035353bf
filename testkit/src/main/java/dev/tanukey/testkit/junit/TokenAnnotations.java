package dev.tanukey.testkit.junit;

import dev.tanukey.testkit.CiTokenBuilder;
import dev.tanukey.testkit.TokenMint;
import dev.tanukey.testkit.UserTokenBuilder;
import java.util.Arrays;
import org.junit.jupiter.api.extension.ParameterResolutionException;

/** From what an annotation says to a builder of such a token. */
final class TokenAnnotations {
    private static final String DEFAULT_PROJECT = "acme/shop";
    private static final long DEFAULT_PROJECT_ID = 4711;

    private TokenAnnotations() {}

    static CiTokenBuilder ciToken(TokenMint mint, IdToken facts) {
        requireConsistent(facts);
        try {
            CiTokenBuilder token = mint.ciToken();
            if (!facts.gitlabVersion().isEmpty()) {
                token.gitlabVersion(facts.gitlabVersion());
            }
            if (!facts.project().isEmpty() || facts.projectId() != 0) {
                token.project(
                        facts.project().isEmpty() ? DEFAULT_PROJECT : facts.project(),
                        facts.projectId() == 0 ? DEFAULT_PROJECT_ID : facts.projectId());
            }
            addAudience(token, facts.audience());
            addRef(token, facts);
            addEnvironment(token, facts);
            addUser(token, facts);
            if (!facts.fork().isEmpty()) {
                token.mergeRequestFromFork(facts.fork(), facts.forkId());
            }
            if (!facts.pipelineSource().isEmpty()) {
                token.pipelineSource(facts.pipelineSource());
            }
            return facts.expired() ? token.expired() : token;
        } catch (IllegalArgumentException refused) {
            throw new ParameterResolutionException("@IdToken: " + refused.getMessage(), refused);
        }
    }

    private static void addAudience(CiTokenBuilder token, String[] audience) {
        if (audience.length > 0) {
            token.audience(audience[0], Arrays.copyOfRange(audience, 1, audience.length));
        }
    }

    private static void addRef(CiTokenBuilder token, IdToken facts) {
        if (!facts.branch().isEmpty()) {
            token.branch(facts.branch());
        }
        if (!facts.tag().isEmpty()) {
            token.tag(facts.tag());
        }
        if (facts.protectedRef()) {
            token.protectedRef();
        }
        if (facts.unprotectedRef()) {
            token.unprotectedRef();
        }
    }

    private static void addEnvironment(CiTokenBuilder token, IdToken facts) {
        if (!facts.environment().isEmpty()) {
            token.environment(facts.environment());
        }
        if (facts.protectedEnvironment()) {
            token.protectedEnvironment();
        }
        if (!facts.deploymentTier().isEmpty()) {
            token.deploymentTier(facts.deploymentTier());
        }
    }

    private static void addUser(CiTokenBuilder token, IdToken facts) {
        if (!facts.user().isEmpty()) {
            token.user(facts.user(), facts.userId());
        }
        if (!facts.accessLevel().isEmpty()) {
            token.accessLevel(facts.accessLevel());
        }
        if (facts.groups().length > 0) {
            token.groups(facts.groups());
        }
    }

    static UserTokenBuilder userToken(TokenMint mint, UserIdToken facts) {
        requireBothOrNone("@UserIdToken", "user", facts.user(), "userId", facts.userId());
        UserTokenBuilder token = mint.userToken();
        if (!facts.gitlabVersion().isEmpty()) {
            token.gitlabVersion(facts.gitlabVersion());
        }
        if (!facts.audience().isEmpty()) {
            token.audience(facts.audience());
        }
        if (!facts.user().isEmpty()) {
            token.user(facts.user(), facts.userId());
        }
        if (facts.groups().length > 0) {
            token.groups(facts.groups());
        }
        return facts.expired() ? token.expired() : token;
    }

    private static void requireConsistent(IdToken facts) {
        if (!facts.branch().isEmpty() && !facts.tag().isEmpty()) {
            throw refusal(
                    "@IdToken",
                    "a pipeline runs for a branch or for a tag, but came branch = \"" + facts.branch()
                            + "\" and tag = \"" + facts.tag() + "\": leave one out");
        }
        if (facts.protectedRef() && facts.unprotectedRef()) {
            throw refusal("@IdToken", "protectedRef and unprotectedRef exclude each other: leave one out");
        }
        if (facts.environment().isEmpty()
                && (facts.protectedEnvironment() || !facts.deploymentTier().isEmpty())) {
            throw refusal(
                    "@IdToken",
                    "protectedEnvironment and deploymentTier speak of an environment: name it with environment");
        }
        requireBothOrNone("@IdToken", "user", facts.user(), "userId", facts.userId());
        requireBothOrNone("@IdToken", "fork", facts.fork(), "forkId", facts.forkId());
    }

    private static void requireBothOrNone(
            String annotation, String textName, String text, String numberName, long number) {
        if (text.isEmpty() != (number == 0)) {
            throw refusal(
                    annotation,
                    textName + " and " + numberName + " go together, but only "
                            + (text.isEmpty() ? numberName : textName) + " came: add the other");
        }
    }

    private static ParameterResolutionException refusal(String annotation, String message) {
        return new ParameterResolutionException(annotation + ": " + message);
    }
}
