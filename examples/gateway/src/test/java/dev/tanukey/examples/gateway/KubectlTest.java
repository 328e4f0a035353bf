package dev.tanukey.examples.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.tanukey.examples.gateway.Kubectl.Run;
import dev.tanukey.strict.StrictJson;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The real kubectl asks the gateway who it is. */
class KubectlTest {
    @TempDir
    private Path folder;

    private final ByteArrayOutputStream audit = new ByteArrayOutputStream();
    private Demo demo;
    private Kubectl kubectl;

    @BeforeAll
    static void needs_kubectl() {
        if (Kubectl.find().isEmpty()) {
            System.out.println("KubectlTest: skipped, since there is no kubectl on the PATH");
        }
        assumeTrue(Kubectl.find().isPresent(), "kubectl on the PATH");
    }

    @BeforeEach
    void start() throws Exception {
        demo = Demo.start(folder.resolve("demo"), new PrintStream(audit, true, UTF_8));
        kubectl = new Kubectl(Kubectl.find().orElseThrow(), demo, folder);
    }

    @AfterEach
    void stop() throws Exception {
        demo.close();
    }

    @Test
    void a_job_on_a_branch_sees_its_name_groups_and_extra() throws Exception {
        Run run = kubectl.whoami(demo.job().branch("main").sign());

        Map<?, ?> user = userIn(run);
        assertThat(user.get("username")).isEqualTo("gitlab-ci:project_path:acme/shop:ref_type:branch:ref:main");
        assertThat(user.get("groups")).isEqualTo(List.of("gitlab-ci:acme"));
        assertThat(((Map<?, ?>) user.get("extra")).get("gateway.example.com/project"))
                .isEqualTo(List.of("acme/shop"));
        assertThat(((Map<?, ?>) user.get("extra")).get("gateway.example.com/ref"))
                .isEqualTo(List.of("main"));
        assertThat(run.exit()).isZero();
    }

    @Test
    void a_table_is_printed_without_an_output_format() throws Exception {
        Run run = kubectl.run("--token=" + demo.job().sign(), "auth", "whoami");

        assertThat(run.output()).contains("ATTRIBUTE").containsPattern("Username\\s+gitlab-ci:project_path:acme/shop");
    }

    @Test
    void a_job_of_a_tag_and_a_job_of_an_environment_see_theirs() throws Exception {
        assertThat(userIn(kubectl.whoami(demo.job().tag("v1.2.3").sign())).get("username"))
                .isEqualTo("gitlab-ci:project_path:acme/shop:ref_type:tag:ref:v1.2.3");
        assertThat(userIn(kubectl.whoami(demo.job().environment("production").sign()))
                        .get("groups"))
                .isEqualTo(List.of("gitlab-ci:acme", "gitlab-ci:environment:4711:production"));
    }

    @Test
    void a_person_sees_login_and_memberships() throws Exception {
        Map<?, ?> user = userIn(kubectl.whoami(demo.person().sign()));

        assertThat(user.get("username")).isEqualTo("gitlab:alice");
        assertThat(user.get("uid")).isEqualTo("42");
        assertThat(user.get("groups")).isEqualTo(List.of("gitlab:acme", "gitlab:acme/platform"));
    }

    @Test
    void an_expired_token_is_told_so() throws Exception {
        refused(demo.job().expired().sign(), "The token has expired.", "EXPIRED");
    }

    @Test
    void a_slash_behind_the_audience_is_another_audience() throws Exception {
        refused(
                demo.job().audience(Demo.AUDIENCE + "/").sign(),
                "The token is meant for another audience.",
                "AUDIENCE_MISMATCH");
    }

    @Test
    void a_token_for_somebody_else_is_told_so() throws Exception {
        refused(
                demo.job().audience("https://elsewhere.example.com").sign(),
                "The token is meant for another audience.",
                "AUDIENCE_MISMATCH");
    }

    @Test
    void a_token_of_a_gitlab_that_is_not_ours_is_refused() throws Exception {
        refused(demo.job().claim("iss", "https://gitlab.com").sign(), "", "ISSUER_UNKNOWN");
    }

    private void refused(String token, String why, String reason) throws Exception {
        Run run = kubectl.whoami(token);

        assertThat(run.error()).contains("You must be logged in to the server (" + why);
        assertThat(run.exit()).isEqualTo(1);
        assertThat(audit.toString(UTF_8)).contains("\"reason\":\"" + reason + "\"");
        assertThat(run.output() + run.error() + audit.toString(UTF_8)).doesNotContain(token);
    }

    @Test
    void after_a_rotation_new_tokens_get_in_and_old_ones_do_not() throws Exception {
        String old = demo.job().sign();
        assertThat(kubectl.whoami(old).exit()).isZero();

        demo.gitlab().rotateCiKey();

        assertThat(kubectl.whoami(demo.job().sign()).exit()).isZero();
        refused(old, "", "KEY_UNKNOWN");
    }

    @Test
    void while_gitlab_is_down_known_keys_serve() throws Exception {
        assertThat(kubectl.whoami(demo.job().sign()).exit()).isZero();

        demo.gitlab().goDown();

        assertThat(kubectl.whoami(demo.job().sign()).exit()).isZero();
    }

    @Test
    void a_gateway_that_never_had_keys_asks_to_come_again() throws Exception {
        demo.gitlab().goDown();
        demo.restartGateway("");

        Run run = kubectl.whoami(demo.job().sign());

        assertThat(run.error()).contains("The token cannot be checked at the moment. Try again shortly.");
        assertThat(run.exit()).isEqualTo(1);
    }

    @Test
    void a_request_for_something_behind_goes_on_in_the_name_of_the_job() throws Exception {
        Run run = kubectl.run("--token=" + demo.job().sign(), "get", "--raw", "/version");

        assertThat(run.output()).contains("GET /version").contains("gitlab-ci:project_path:acme/shop");
    }

    @Test
    void nobody_is_impersonated_from_outside() throws Exception {
        Run run = kubectl.run("--token=" + demo.job().sign(), "--as=admin", "get", "--raw", "/version");

        assertThat(run.error()).contains("nobody may impersonate others through this gateway");
        assertThat(run.output()).isEmpty();
    }

    private static Map<?, ?> userIn(Run run) throws Exception {
        assertThat(run.exit()).as(run.error()).isZero();
        Object status = StrictJson.readObject(run.output().getBytes(UTF_8)).get("status");
        return (Map<?, ?>)
                Optional.ofNullable(((Map<?, ?>) status).get("userInfo")).orElseThrow();
    }
}
