package dev.tanukey.examples.configuration;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class FromFileTest {

    @Test
    void the_file_lets_in_whom_it_means_and_a_broken_one_changes_nothing() throws IOException {
        ByteArrayOutputStream written = new ByteArrayOutputStream();

        FromFile.show(Path.of("authentication.yaml"), new PrintStream(written, true, StandardCharsets.UTF_8));

        assertThat(written.toString(StandardCharsets.UTF_8))
                .containsSubsequence(
                        "is gitlab:project_path:acme/shop:ref_type:branch:ref:main, of [gitlab-project:4711]",
                        "of [gitlab-project:4711, gitlab-environment:production]",
                        "is refused: CLAIM_RULE_FAILED (ref_protected)",
                        "is refused: AUDIENCE_MISMATCH (aud)",
                        "The new configuration is refused and the old one stays in force.",
                        "line 8, column 7",
                        "audience",
                        "is gitlab:project_path:acme/shop:ref_type:branch:ref:main",
                        "The new configuration is in force",
                        "is refused: CLAIM_MISSING (environment_protected)");
    }
}
