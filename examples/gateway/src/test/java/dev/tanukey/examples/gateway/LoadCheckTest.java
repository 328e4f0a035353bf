package dev.tanukey.examples.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** So that the load check does not rot; how fast it is depends on the machine, and is no matter of tests. */
class LoadCheckTest {

    @Test
    void nobody_is_refused_under_load_nor_while_gitlab_is_down(@TempDir Path folder) throws Exception {
        assertThat(LoadCheck.run(folder, Duration.ofMillis(300))).hasSize(6).allSatisfy(line -> {
            assertThat(line.failed()).isZero();
            assertThat(line.perSecond()).isPositive();
        });
    }
}
