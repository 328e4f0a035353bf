package dev.tanukey.mapping.lint;

import static dev.tanukey.mapping.lint.Configurations.lint;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tanukey.mapping.gitlab.GitLabMapping;
import dev.tanukey.mapping.gitlab.GitLabMappings;
import dev.tanukey.mapping.gitlab.GitLabRules;
import dev.tanukey.mapping.gitlab.UsersAndJobs;
import dev.tanukey.mapping.lint.Finding.Kind;
import dev.tanukey.mapping.lint.Finding.Severity;
import dev.tanukey.mapping.schema.JwtAuthenticator.Issuer;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The presets on an instance of one's own, with the guards that belong to them: no false alarm. */
class PresetLintTest {
    private static final Issuer GITLAB = Issuer.of(Configurations.GITLAB, List.of("https://api.example.com"));

    private static GitLabMapping guarded(GitLabMapping mapping) {
        return mapping.with(GitLabRules.project(4711))
                .with(GitLabRules.notFromFork())
                .with(GitLabRules.branch("main"))
                .with(GitLabRules.protectedRef());
    }

    private static LintReport report(GitLabMapping mapping) {
        return lint(mapping.jwtAuthenticator(GITLAB));
    }

    @Test
    void cloudfleet_has_no_error_and_is_told_of_the_path_in_its_names() {
        LintReport report = report(guarded(GitLabMappings.cloudfleet()));
        assertThat(report.hasErrors()).isFalse();
        assertThat(report.findings()).singleElement().satisfies(finding -> assertThat(finding.message())
                .contains("when sub changes"));
    }

    @Test
    void by_project_has_no_finding() {
        assertThat(report(guarded(GitLabMappings.byProject())).print()).contains("No findings.");
    }

    @Test
    void agent_ci_job_has_no_finding_though_no_two_jobs_are_called_alike() {
        assertThat(report(guarded(GitLabMappings.agentCiJob())).print()).contains("No findings.");
        LintReport everyProject = report(
                GitLabMappings.agentCiJob().with(GitLabRules.notFromFork()).with(GitLabRules.protectedRef()));
        assertThat(everyProject.hasErrors()).isFalse();
        assertThat(everyProject.findings(Kind.OPEN_TO_EVERY_PROJECT))
                .singleElement()
                .satisfies(finding -> assertThat(finding.message()).doesNotContain("as ours does"));
    }

    @Test
    void agent_ci_job_without_guards_gives_our_groups_to_forks() {
        assertThat(report(GitLabMappings.agentCiJob()).findings(Kind.REACHABLE_FROM_FORK))
                .singleElement()
                .satisfies(finding -> assertThat(finding.message()).contains("with a group of the jobs"));
    }

    @Test
    void a_protected_environment_is_a_guard_too() {
        assertThat(report(GitLabMappings.byProject()
                                .with(GitLabRules.project(4711))
                                .with(GitLabRules.notFromFork())
                                .with(GitLabRules.protectedEnvironment()))
                        .print())
                .contains("No findings.");
    }

    @Test
    void users_keep_their_uid_when_they_are_renamed_and_that_is_a_note() {
        LintReport report = lint(GitLabMappings.users().jwtAuthenticator(GITLAB));
        assertThat(report.hasErrors()).isFalse();
        assertThat(report.findings(Kind.IDENTITY_HANGS_ON_NAMES))
                .singleElement()
                .satisfies(finding -> assertThat(finding.severity()).isEqualTo(Severity.NOTE))
                .satisfies(finding -> assertThat(finding.message()).contains("the uid stays"))
                .satisfies(finding -> assertThat(finding.advice()).doesNotContain("Map sub"));
    }

    @Test
    void users_and_jobs_have_no_error_and_no_group_of_the_agent() {
        UsersAndJobs both = GitLabMappings.usersAndJobs();
        LintReport guarded = lint(both.withJobs(guarded(both.jobs())).jwtAuthenticator(GITLAB));
        assertThat(guarded.hasErrors()).isFalse();
        assertThat(guarded.findings(Kind.PREFIX_IS_AMBIGUOUS)).isEmpty();
        assertThat(lint(both.jwtAuthenticator(GITLAB)).hasErrors()).isFalse();
    }
}
