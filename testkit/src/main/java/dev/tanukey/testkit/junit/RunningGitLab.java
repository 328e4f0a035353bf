package dev.tanukey.testkit.junit;

import dev.tanukey.testkit.FakeGitLab;
import dev.tanukey.testkit.MutableClock;
import java.util.Optional;

/** An instance that the store closes, and its clock, if a test may move it. */
record RunningGitLab(FakeGitLab gitlab, Optional<MutableClock> clock) implements AutoCloseable {

    @Override
    public void close() {
        gitlab.close();
    }
}
