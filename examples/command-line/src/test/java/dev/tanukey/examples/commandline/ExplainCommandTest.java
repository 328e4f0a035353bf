package dev.tanukey.examples.commandline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tanukey.testkit.CiTokenBuilder;
import dev.tanukey.testkit.SigningKey;
import dev.tanukey.testkit.TokenMint;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExplainCommandTest {
    private static final String CONFIGURATION =
            """
            apiVersion: apiserver.config.k8s.io/v1
            kind: AuthenticationConfiguration
            jwt:
              - issuer:
                  url: https://gitlab.example.com
                  audiences: [https://api.example.com]
                claimValidationRules:
                  - claim: ref_protected
                    requiredValue: "true"
                  - expression: claims.environment_protected == "true"
                    message: only from a protected environment
                claimMappings:
                  username:
                    claim: sub
                    prefix: "gitlab:"
                  groups:
                    expression: '["gitlab-project:" + claims.project_id]'
                  uid:
                    claim: job_id
            """;

    private static final TokenMint MINT = TokenMint.builder("https://gitlab.example.com")
            .clock(Clock.fixed(Typed.NOON, ZoneOffset.UTC))
            .build();

    @TempDir
    Path folder;

    private Path config;
    private Path jwks;

    @BeforeEach
    void write() throws IOException {
        config = Files.writeString(folder.resolve("authentication.yaml"), CONFIGURATION);
        jwks = Files.writeString(folder.resolve("keys.json"), MINT.jwks());
    }

    private CiTokenBuilder job() {
        return MINT.ciToken().environment("production").protectedEnvironment().claim("jti", "JTI");
    }

    private Typed explain(String token, String... more) {
        List<String> args =
                new ArrayList<>(List.of("explain", "--config", config.toString(), "--jwks", jwks.toString()));
        args.addAll(List.of(more));
        return Typed.with(token, args.toArray(String[]::new));
    }

    /** The ids of keys are new for each run, and claims come and go with the releases of GitLab. */
    private String stable(String out) {
        return out.replace(MINT.ciToken().signingKey().keyId(), "KEY")
                .replaceAll("[0-9]+ characters in", "N characters in")
                .replaceAll("Retry in [0-9]+ s", "Retry in N s");
    }

    private void assertGolden(String name, Typed explained, int code) throws IOException {
        try (InputStream golden = getClass().getResourceAsStream("/explain/" + name + ".txt")) {
            String expected = golden == null ? "" : new String(golden.readAllBytes(), StandardCharsets.UTF_8);
            assertThat(stable(explained.out())).as(explained.err()).isEqualTo(expected);
        }
        assertThat(explained.code()).isEqualTo(code);
    }

    private static String statuses(Typed explained) {
        Map<?, ?> json = (Map<?, ?>) JsonText.read(explained.out());
        return ((List<?>) json.get("steps"))
                .stream()
                        .map(step -> (Map<?, ?>) step)
                        .filter(step ->
                                !"passed".equals(step.get("status")) && !"not-reached".equals(step.get("status")))
                        .map(step -> step.get("name") + " " + step.get("status"))
                        .collect(Collectors.joining());
    }

    @Test
    void a_token_in_a_file_does_not_become_an_argument_by_an_at_sign() throws Exception {
        Path file = Files.writeString(folder.resolve("token"), "eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJ4In0.c2lnbmF0dXJl");
        Typed typed = Typed.line("explain", "--config", "authentication.yaml", "@" + file);
        assertThat(typed.code()).isEqualTo(ExitCode.USAGE);
        assertThat(typed.err()).contains("@").doesNotContain("eyJ", "c2lnbmF0dXJl");
    }

    @Test
    void a_good_token_goes_the_whole_way() throws Exception {
        assertGolden("good", explain(job().sign()), ExitCode.GOOD);
    }

    @Test
    void an_expired_token_ends_at_the_claims() throws Exception {
        assertGolden("expired", explain(job().expired().sign()), ExitCode.NO);
    }

    @Test
    void an_audience_with_a_slash_is_another_audience() throws Exception {
        assertGolden(
                "audience-with-slash",
                explain(job().audience("https://api.example.com/").sign()),
                ExitCode.NO);
    }

    @Test
    void an_unknown_key_ends_at_the_key() throws Exception {
        assertGolden("unknown-key", explain(job().header("kid", "unheard-of").sign()), ExitCode.NO);
    }

    @Test
    void a_foreign_issuer_ends_at_the_issuer() throws Exception {
        assertGolden(
                "foreign-issuer",
                explain(job().claim("iss", "https://gitlab.com").sign()),
                ExitCode.NO);
    }

    @Test
    void something_else_than_a_token_ends_at_the_form() throws Exception {
        assertGolden("malformed", explain("Bearer nonsense\n"), ExitCode.NO);
    }

    @Test
    void a_rule_that_fails_is_told_with_its_message() throws Exception {
        assertGolden(
                "rule", explain(job().claim("environment_protected", "false").sign()), ExitCode.NO);
    }

    @Test
    void keys_that_cannot_be_had_leave_it_open() throws Exception {
        // Port 9 (discard) of this machine: nobody answers, and nothing leaves the machine.
        Files.writeString(config, CONFIGURATION.replace("https://gitlab.example.com", "http://127.0.0.1:9"));
        Typed explained = Typed.with(
                job().claim("iss", "http://127.0.0.1:9").sign(),
                "explain",
                "--config",
                config.toString(),
                "--insecure-http-on-loopback");
        assertGolden("keys-unavailable", explained, ExitCode.UNKNOWN);
    }

    @Test
    void the_step_that_failed_is_the_one_that_the_library_names() {
        assertThat(statuses(explain(job().header("alg", "none").sign(), "--json")))
                .isEqualTo("header failed");
        assertThat(statuses(explain(job().header("crit", List.of("x")).sign(), "--json")))
                .isEqualTo("header failed");
        assertThat(statuses(explain(job().sign() + "!", "--json"))).isEqualTo("header failed");
        SigningKey stranger = SigningKey.generate();
        String kid = job().signingKey().keyId();
        assertThat(statuses(explain(job().header("kid", kid).signWith(stranger), "--json")))
                .isEqualTo("signature failed");
        assertThat(statuses(explain(
                        job().signingKey().sign(job().header(), "{\"iss\":\"https://gitlab.example.com\",\"iss\":1}"),
                        "--json")))
                .isIn("claims failed", "form failed");
        assertThat(statuses(explain(job().without("aud").sign(), "--json"))).isEqualTo("claims failed");
        assertThat(statuses(explain(job().without("sub").sign(), "--json"))).isEqualTo("mapping failed");
        assertThat(statuses(explain(job().without("project_id").sign(), "--json")))
                .isEqualTo("mapping failed");
        assertThat(statuses(explain(MINT.ciToken().sign(), "--json"))).isEqualTo("rules failed");
        assertThat(statuses(explain(job().without("ref_protected").sign(), "--json")))
                .isEqualTo("rules failed");
    }

    @Test
    void a_name_that_belongs_to_the_system_ends_at_the_name() throws Exception {
        Files.writeString(config, CONFIGURATION.replace("prefix: \"gitlab:\"", "prefix: \"\""));
        assertThat(statuses(explain(job().claim("sub", "system:admin").sign(), "--json")))
                .isEqualTo("name failed");
    }

    @Test
    void json_has_steps_and_the_user() {
        Map<?, ?> json =
                (Map<?, ?>) JsonText.read(explain(job().sign(), "--json").out());
        assertThat(json.get("verdict")).isEqualTo("authenticated");
        assertThat(json.get("exitCode")).isEqualTo(0);
        assertThat((List<?>) json.get("steps")).hasSize(Step.Name.values().length);
        Map<?, ?> user = (Map<?, ?>) json.get("user");
        assertThat(user.get("username")).isEqualTo("gitlab:project_path:acme/shop:ref_type:branch:ref:main");
        assertThat(user.get("groups")).isEqualTo(List.of("gitlab-project:4711"));
        assertThat(json.containsKey("claims")).isFalse();
    }

    @Test
    void json_has_both_messages_of_a_refusal() {
        Map<?, ?> json = (Map<?, ?>)
                JsonText.read(explain(job().expired().sign(), "--json").out());
        Map<?, ?> refusal = (Map<?, ?>) json.get("refusal");
        assertThat(refusal.get("reason")).isEqualTo("EXPIRED");
        assertThat((String) refusal.get("operatorMessage")).startsWith("EXPIRED (exp): expected");
        assertThat((String) refusal.get("callerMessage")).startsWith("The token has expired.");
    }

    @Test
    void neither_token_nor_signature_nor_claims_are_printed_unless_asked_for() {
        String token = job().user("ada", 7).sign();
        String[] parts = token.split("\\.");
        Typed plain = explain(token, "--show-claims");
        assertThat(plain.out() + plain.err()).doesNotContain(parts[1]).doesNotContain(parts[2]);
        assertThat(plain.out()).contains("The claims, which are proven", "ada@example.com");
        Typed quiet = explain(token);
        assertThat(quiet.out() + quiet.err()).doesNotContain("ada").contains("The token is a secret");
    }

    @Test
    void claims_that_nobody_vouches_for_are_called_so() {
        String out =
                explain(job().signWith(SigningKey.generate()), "--show-claims").out();
        assertThat(out).contains("which nobody has vouched for").contains("acme/shop");
    }

    @Test
    void the_token_may_come_from_a_file() throws Exception {
        Path file = Files.writeString(folder.resolve("token"), job().sign() + "\n");
        assertThat(explain("", "--token-file", file.toString()).code()).isZero();
    }

    @Test
    void another_instant_gives_another_verdict() {
        assertThat(explain(job().sign(), "--at", "2026-11-22T12:00:00Z").code()).isEqualTo(ExitCode.NO);
    }

    @Test
    void control_characters_of_a_token_do_not_reach_the_terminal() throws Exception {
        Files.writeString(config, CONFIGURATION.replace("claim: job_id", "claim: job_odd"));
        assertThat(explain(job().claim("job_odd", "a\u001b[31m\u202eb").sign()).out())
                .contains("a\\u{1b}[31m\\u{202e}b")
                .doesNotContain("\u001b");
    }

    @Test
    void what_cannot_be_read_is_named() throws Exception {
        assertThat(explain("").err()).contains("the standard input is empty");
        assertThat(explain("").code()).isEqualTo(ExitCode.INPUT);
        assertThat(explain("", "--token-file", "no-such-token").err()).contains("no-such-token");
        Files.writeString(config, CONFIGURATION.replace("audiences:", "audience:"));
        Typed invalid = explain(job().sign());
        assertThat(invalid.code()).isEqualTo(ExitCode.INPUT);
        assertThat(invalid.err()).contains("authentication.yaml cannot be used", "line 6, column");
        Files.writeString(jwks, "{}");
        Files.writeString(config, CONFIGURATION);
        assertThat(explain(job().sign()).err()).contains("keys.json", "a list named keys");
    }
}
