package dev.tanukey.testkit.junit;

import dev.tanukey.testkit.FakeGitLab;
import dev.tanukey.testkit.FakeGitLabBuilder;
import dev.tanukey.testkit.GitLabVersion;
import dev.tanukey.testkit.MutableClock;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import org.junit.jupiter.api.extension.ParameterResolutionException;

/** What a {@link GitLabTest} says about an instance; equal ones mean the same instance. */
record Options(String name, boolean https, String version, String relativeUrlRoot, String issuer, String clock) {
    static final Options NONE = new Options("", false, "", "", "", "");

    static Options of(GitLabTest annotation) {
        return new Options(
                annotation.name(),
                annotation.https(),
                annotation.version(),
                annotation.relativeUrlRoot(),
                annotation.issuer(),
                annotation.clock());
    }

    RunningGitLab start() {
        try {
            FakeGitLabBuilder gitlab = FakeGitLab.builder();
            Optional<MutableClock> stopped =
                    clock.isEmpty() ? Optional.empty() : Optional.of(MutableClock.at(Instant.parse(clock)));
            stopped.ifPresent(gitlab::clock);
            if (https) {
                gitlab.https();
            }
            if (!version.isEmpty()) {
                gitlab.version(GitLabVersion.of(version));
            }
            if (!relativeUrlRoot.isEmpty()) {
                gitlab.relativeUrlRoot(relativeUrlRoot);
            }
            if (!issuer.isEmpty()) {
                gitlab.issuer(issuer);
            }
            return new RunningGitLab(gitlab.start(), stopped);
        } catch (DateTimeParseException notAnInstant) {
            throw new ParameterResolutionException(
                    "@GitLabTest(clock = \"" + clock + "\"): expected an instant, as in 2026-09-21T13:33:20Z",
                    notAnInstant);
        } catch (IllegalArgumentException refused) {
            throw new ParameterResolutionException("@GitLabTest: " + refused.getMessage(), refused);
        }
    }
}
