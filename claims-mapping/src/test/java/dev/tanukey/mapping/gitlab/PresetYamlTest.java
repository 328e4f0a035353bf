package dev.tanukey.mapping.gitlab;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tanukey.mapping.configuration.AuthenticationConfiguration;
import dev.tanukey.mapping.schema.JwtAuthenticator;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The files that clusters would take, to be read by people. */
class PresetYamlTest {

    static Stream<Arguments> presets() {
        return Stream.of(
                Arguments.of("cloudfleet", written(GitLabMappings.cloudfleet())),
                Arguments.of("agent-ci-job", written(GitLabMappings.agentCiJob())),
                Arguments.of("by-project", written(GitLabMappings.byProject())),
                Arguments.of("users", written(GitLabMappings.users())),
                Arguments.of(
                        "users-and-jobs",
                        GitLabMappings.usersAndJobs().jwtAuthenticator(GitLabFixtures.WRITTEN_ISSUER)));
    }

    private static JwtAuthenticator written(GitLabMapping mapping) {
        return mapping.jwtAuthenticator(GitLabFixtures.WRITTEN_ISSUER);
    }

    @ParameterizedTest
    @MethodSource("presets")
    void a_preset_is_written_as_in_the_file_of_its_name(String name, JwtAuthenticator preset) throws IOException {
        AuthenticationConfiguration configuration = AuthenticationConfiguration.of(preset);

        assertThat(configuration.toYaml()).isEqualTo(file(name));
        assertThat(AuthenticationConfiguration.parse(file(name))).isEqualTo(configuration);
    }

    private static String file(String name) throws IOException {
        try (InputStream file = PresetYamlTest.class.getResourceAsStream("presets/" + name + ".yaml")) {
            return new String(Objects.requireNonNull(file).readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
