package dev.tanukey.examples.commandline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tanukey.issuer.Issuer;
import dev.tanukey.jwks.JsonWebKeySet;
import dev.tanukey.token.TokenVerifier;
import dev.tanukey.token.VerifiedToken;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MintCommandTest {
    @TempDir
    Path folder;

    private Typed mint(String... options) {
        String[] args = new String[options.length + 1];
        args[0] = "mint";
        System.arraycopy(options, 0, args, 1, options.length);
        return Typed.line(args);
    }

    private Map<String, @Nullable Object> claims(String... options) {
        Typed minted = mint(options);
        assertThat(minted.code()).as(minted.err()).isZero();
        return UnprovenClaims.of(minted.out().strip()).orElseThrow();
    }

    @Test
    void the_token_alone_goes_to_the_output_and_verifies_with_the_key_set() throws Exception {
        Path jwks = folder.resolve("test.jwks");
        Typed minted = mint("--issuer", "https://gitlab.com", "--audience", "a", "--jwks", jwks.toString());
        assertThat(minted.err()).isEmpty();
        assertThat(minted.out().lines()).hasSize(1);
        VerifiedToken token = TokenVerifier.builder()
                .issuer(Issuer.gitlab("https://gitlab.com").audience("a").build(), JsonWebKeySet.read(jwks))
                .clock(Clock.fixed(Typed.NOON, ZoneOffset.UTC))
                .build()
                .verify(minted.out().strip());
        assertThat(token.subject()).contains("project_path:acme/shop:ref_type:branch:ref:main");
    }

    @Test
    void a_key_file_is_made_for_the_owner_alone_and_then_used_again() throws Exception {
        Path key = folder.resolve("test.key");
        Path first = folder.resolve("1.jwks");
        Path second = folder.resolve("2.jwks");
        assertThat(mint("--key", key.toString(), "--jwks", first.toString()).code())
                .isZero();
        assertThat(mint("--key", key.toString(), "--jwks", second.toString()).code())
                .isZero();
        assertThat(Files.readString(second)).isEqualTo(Files.readString(first)).contains("\"kty\": \"RSA\"");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(key)))
                .isEqualTo("rw-------");
        assertThat(Files.readString(key)).startsWith("-----BEGIN PRIVATE KEY-----\n");
        assertThat(Files.readString(first)).doesNotContain("\"d\"");
    }

    @Test
    void what_cannot_be_minted_is_a_wrong_usage_and_no_bug() {
        for (String[] wrong : new String[][] {
            {"--gitlab-version", "15.6"},
            {"merge-request", "--tag", "v1"},
            {"--lifetime", "99999999999999999"},
            {"--lifetime", "-5"}
        }) {
            Typed minted = mint(wrong);
            assertThat(minted.code()).as(minted.err()).isEqualTo(ExitCode.USAGE);
            assertThat(minted.out()).isEmpty();
        }
    }

    @Test
    void a_key_without_a_directory_is_told_why() {
        Typed minted = mint("--key", folder.resolve("nowhere/test.key").toString());
        assertThat(minted.code()).isEqualTo(ExitCode.INPUT);
        assertThat(minted.err()).contains("there is no such file or directory");
    }

    @Test
    void a_file_that_is_no_key_is_named_and_not_overwritten() throws Exception {
        Path key = Files.writeString(folder.resolve("no.key"), "something");
        Typed minted = mint("--key", key.toString());
        assertThat(minted.code()).isEqualTo(ExitCode.INPUT);
        assertThat(minted.err()).contains("no.key", "PKCS #8");
        assertThat(Files.readString(key)).isEqualTo("something");
    }

    @Test
    void without_a_key_to_keep_it_says_that_nobody_has_it() {
        assertThat(mint().err()).contains("--key FILE or --jwks FILE");
    }

    @ParameterizedTest
    @CsvSource({
        "ci-job, ref_type, branch",
        "tag, ref, v1.0.0",
        "merge-request, pipeline_source, merge_request_event",
        "fork, project_path, mallory/shop",
        "schedule, pipeline_source, schedule",
        "bot, pipeline_source, trigger",
        "child-pipeline, pipeline_source, parent_pipeline",
        "downstream-pipeline, pipeline_source, pipeline",
        "policy-job, job_source, pipeline_execution_policy",
        "ci-job-jwt-v1, iss, gitlab.example.com",
        "ci-job-jwt-v2, aud, https://gitlab.example.com",
        "secrets-manager, secrets_manager_scope, pipeline",
        "cloud-connector, gitlab_realm, self-managed",
        "token-exchange, gitlab, ",
        "user, auth_time, "
    })
    void each_kind_has_what_it_is_known_by(String kind, String claim, @Nullable String value) {
        Map<String, @Nullable Object> claims = claims(kind);
        assertThat(claims).containsKey(claim);
        if (value != null) {
            assertThat(claims).containsEntry(claim, value);
        }
    }

    @Test
    void options_change_the_token() {
        assertThat(claims(
                        "--project",
                        "acme/infra/dns:12",
                        "--branch",
                        "next",
                        "--protected",
                        "--environment",
                        "production",
                        "--user",
                        "ada:7",
                        "--audience",
                        "a",
                        "--audience",
                        "b",
                        "--claim",
                        "job_id=\"9\"",
                        "--without",
                        "sha"))
                .containsEntry("project_path", "acme/infra/dns")
                .containsEntry("project_id", "12")
                .containsEntry("ref", "next")
                .containsEntry("ref_protected", "true")
                .containsEntry("environment", "production")
                .containsEntry("user_login", "ada")
                .containsEntry("aud", java.util.List.of("a", "b"))
                .containsEntry("job_id", "9")
                .doesNotContainKey("sha");
    }

    @Test
    void main_can_be_left_unprotected() {
        assertThat(claims("--no-protected")).containsEntry("ref_protected", "false");
    }

    @Test
    void times_are_those_that_were_asked_for() {
        assertThat(claims("--issued-at", "2026-01-01T00:00:00Z", "--lifetime", "60"))
                .extractingByKey("exp")
                .isEqualTo((int) Instant.parse("2026-01-01T00:01:00Z").getEpochSecond());
        assertThat(((Number) claims("--expired").get("exp")).longValue()).isLessThan(Typed.NOON.getEpochSecond());
    }

    @ParameterizedTest
    @CsvSource({
        "--claim;groups=[, JSON",
        "--claim;environment=production, quotation marks",
        "--claim;x, name=json",
        "--gitlab-version;15.0, 15.7",
        "policy-job;--gitlab-version;18.0, 18.9",
        "ci-job-jwt-v1;--gitlab-version;17.0, removed with 17.0",
        "ci-job-jwt-v2;--audience;a, cannot choose its audience",
        "merge-request;--tag;v1, one of a branch",
        "cloud-connector;--project;acme/shop:1, --claim",
        "--project;acme/shop:x, number",
        "--project;shop, namespace",
        "job, merge-request"
    })
    void what_cannot_be_is_wrong_usage_and_says_what_can(String options, String said) {
        Typed minted = mint(options.split(";"));
        assertThat(minted.code()).isEqualTo(ExitCode.USAGE);
        assertThat(minted.err()).contains(said);
        assertThat(minted.out()).isEmpty();
    }

    @Test
    void a_users_token_has_nothing_of_a_job() {
        Typed minted = mint("user", "--branch", "main");
        assertThat(minted.code()).isEqualTo(ExitCode.USAGE);
        assertThat(minted.err()).contains("--branch is for jobs");
    }

    @Test
    void a_job_token_has_its_prefix_and_the_key_that_was_asked_for() {
        Typed minted = mint("ci-job-token");
        assertThat(minted.code()).isZero();
        assertThat(minted.out()).startsWith("glcbt-eyJ");
        assertThat(claims("cloud-connector", "--audience", "a")).containsEntry("aud", "a");
        assertThat(claims("--group", "b", "--group", "a")).containsEntry("groups_direct", java.util.List.of("a", "b"));
    }

    @Test
    void json_has_the_token_and_what_is_in_it() {
        Typed minted = mint("user", "--user", "ada:7", "--group", "acme", "--audience", "client", "--json");
        Map<?, ?> json = (Map<?, ?>) JsonText.read(minted.out());
        assertThat(json.keySet().stream().map(Object::toString))
                .containsExactly("token", "issuer", "kind", "keyId", "claims");
        assertThat(((Map<?, ?>) json.get("claims")).get("aud")).isEqualTo("client");
        assertThat(((String) json.get("token")).split("\\.")).hasSize(3);
    }
}
