package dev.tanukey.testkit.junit;

import dev.tanukey.testkit.CiTokenBuilder;
import dev.tanukey.testkit.FakeGitLab;
import dev.tanukey.testkit.MutableClock;
import dev.tanukey.testkit.TokenMint;
import dev.tanukey.testkit.UserTokenBuilder;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolutionException;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Fills parameters of tests, lifecycle methods and constructors with a {@link FakeGitLab} and what belongs to it.
 * {@link GitLabTest} brings it along and describes what it does; nobody needs to name it.
 *
 * <p>Thread-safe: all it knows is in JUnit's store.
 */
public final class GitLabExtension implements ParameterResolver {
    private static final ExtensionContext.Namespace NAMESPACE =
            ExtensionContext.Namespace.create(GitLabExtension.class);
    private static final Set<Class<?>> TYPES =
            Set.of(FakeGitLab.class, TokenMint.class, MutableClock.class, CiTokenBuilder.class, UserTokenBuilder.class);

    /** For JUnit. */
    public GitLabExtension() {}

    /** {@return the scope of the test, so that a constructor sees the same instance as the test} */
    @Override
    public ExtensionContextScope getTestInstantiationExtensionContextScope(ExtensionContext rootContext) {
        return ExtensionContextScope.TEST_METHOD;
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return TYPES.contains(parameter.getParameter().getType())
                || parameter.findAnnotation(IdToken.class).isPresent()
                || parameter.findAnnotation(UserIdToken.class).isPresent();
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        Class<?> type = parameter.getParameter().getType();
        Optional<IdToken> job = parameter.findAnnotation(IdToken.class);
        Optional<UserIdToken> user = parameter.findAnnotation(UserIdToken.class);
        requireFittingType(type, job, user);
        RunningGitLab running = running(Choice.of(parameter, context));
        TokenMint mint = running.gitlab().mint();
        if (job.isPresent()) {
            CiTokenBuilder token = TokenAnnotations.ciToken(mint, job.get());
            return type == String.class ? token.sign() : token;
        }
        if (user.isPresent()) {
            UserTokenBuilder token = TokenAnnotations.userToken(mint, user.get());
            return type == String.class ? token.sign() : token;
        }
        if (type == CiTokenBuilder.class) {
            return mint.ciToken();
        }
        if (type == UserTokenBuilder.class) {
            return mint.userToken();
        }
        if (type == TokenMint.class) {
            return mint;
        }
        return type == MutableClock.class ? clock(running) : running.gitlab();
    }

    /** A store looks into those of the enclosing contexts first: an instance of the class is there for its tests. */
    private static RunningGitLab running(Choice choice) {
        RunningGitLab running = choice.scope()
                .getStore(NAMESPACE)
                .getOrComputeIfAbsent(choice.options(), Options::start, RunningGitLab.class);
        return Objects.requireNonNull(running);
    }

    private static MutableClock clock(RunningGitLab running) {
        return running.clock()
                .orElseThrow(() -> new ParameterResolutionException("A MutableClock can be had if the instance's clock"
                        + " stands still: say since when, as in @GitLabTest(clock = \"2026-09-21T13:33:20Z\")"));
    }

    private static void requireFittingType(Class<?> type, Optional<IdToken> job, Optional<UserIdToken> user) {
        if (job.isPresent() && user.isPresent()) {
            throw new ParameterResolutionException(
                    "@IdToken is a job's token and @UserIdToken a user's: a parameter can have only one of them");
        }
        if (job.isPresent() && type != String.class && type != CiTokenBuilder.class) {
            throw new ParameterResolutionException(
                    "@IdToken stands on a String or a CiTokenBuilder, but came " + type.getName());
        }
        if (user.isPresent() && type != String.class && type != UserTokenBuilder.class) {
            throw new ParameterResolutionException(
                    "@UserIdToken stands on a String or a UserTokenBuilder, but came " + type.getName());
        }
    }
}
