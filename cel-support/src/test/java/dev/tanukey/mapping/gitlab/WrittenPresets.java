package dev.tanukey.mapping.gitlab;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tanukey.cel.CelExpressionLanguage;
import dev.tanukey.mapping.ClaimMappings;
import dev.tanukey.mapping.expression.Expression;
import dev.tanukey.mapping.expression.InvalidExpressionException;
import dev.tanukey.mapping.schema.JwtAuthenticator;
import dev.tanukey.mapping.schema.JwtAuthenticator.ClaimValidationRule;
import dev.tanukey.mapping.schema.JwtAuthenticator.ExtraMapping;
import dev.tanukey.mapping.schema.JwtAuthenticator.UserValidationRule;
import dev.tanukey.reason.RejectedException;
import dev.tanukey.token.Claims;
import dev.tanukey.token.VerifiedToken;
import dev.tanukey.user.ClaimsMapper;
import dev.tanukey.user.UserInfo;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A preset, and its written form as a cluster would run it.
 *
 * @param name the preset's name
 * @param here the preset
 * @param there what its written form does
 */
record WrittenPresets(String name, ClaimsMapper here, ClaimsMapper there) {
    private static final CelExpressionLanguage CEL =
            CelExpressionLanguage.builder().ticker(() -> 0).build();

    /** All presets, and mappings with everything that a preset can be changed to. */
    static List<WrittenPresets> all() {
        Map<String, GitLabMapping> mappings = new LinkedHashMap<>();
        mappings.put("cloudfleet", GitLabMappings.cloudfleet());
        mappings.put(
                "cloudfleet by environment",
                GitLabMappings.cloudfleet()
                        .withUsername("gitlab:project_path:{project_path}:environment:{environment}", "gitlab:{sub}")
                        .withExtra("example.org/runner", "runner_id"));
        mappings.put(
                "cloudfleet with environments only",
                GitLabMappings.cloudfleet()
                        .withUsername("gitlab:project_path:{project_path}:environment:{environment}"));
        mappings.put("agentCiJob", GitLabMappings.agentCiJob());
        mappings.put(
                "one of several claims",
                GitLabMapping.jobs("x:{environment|user_login|ref}")
                        .withUid("{job_project_id|namespace_id}")
                        .withExtra("example.org/one", "environment|groups_direct"));
        mappings.put("byProject", GitLabMappings.byProject());
        mappings.put("users", GitLabMappings.users());
        mappings.put(
                "users by e-mail",
                GitLabMapping.users("{email}")
                        .withUid("{sub}-{email}")
                        .withGroup("it's:{email}\\{sub}")
                        .withGroups("gitlab:", "groups_direct", "user"));
        mappings.put(
                "users with groups as extra",
                GitLabMapping.users("gitlab:{sub}")
                        .withExtra("example.org/groups", "groups_direct")
                        .withGroup("{sub}{preferred_username}"));
        List<GitLabRule> rules = List.of(
                GitLabRules.protectedRef(),
                GitLabRules.notFromFork(),
                GitLabRules.environment("production", "13"),
                GitLabRules.protectedEnvironment(),
                GitLabRules.branch("main", "13"),
                GitLabRules.tag(),
                GitLabRules.project(13, 99),
                GitLabRules.claim("pipeline_source", "push", ""));
        for (GitLabRule rule : rules) {
            mappings.put(rule.expression(), GitLabMappings.byProject().with(rule));
        }
        List<WrittenPresets> all = new ArrayList<>();
        mappings.forEach((name, mapping) -> all.add(
                new WrittenPresets(name, mapping, run(mapping.jwtAuthenticator(GitLabFixtures.WRITTEN_ISSUER)))));
        all.add(of("usersAndJobs", GitLabMappings.usersAndJobs()));
        all.add(of(
                "usersAndJobs with everything",
                new UsersAndJobs(
                        GitLabMapping.users("gitlab:{email}")
                                .withExtra("example.org/number", "runner_id")
                                .withExtra("example.org/one", "preferred_username")
                                .with(GitLabRules.claim("preferred_username", "MyUserName", "user")),
                        GitLabMappings.agentCiJob()
                                .withExtra("example.org/one", "user_login")
                                .with(GitLabRules.notFromFork()))));
        return all;
    }

    private static WrittenPresets of(String name, UsersAndJobs both) {
        return new WrittenPresets(name, both, run(both.jwtAuthenticator(GitLabFixtures.WRITTEN_ISSUER)));
    }

    void judgeAlike(VerifiedToken token) {
        assertThat(outcome(there, token))
                .as("%s over %s", name, token.claims().asMap())
                .isEqualTo(outcome(here, token));
    }

    boolean accepts(VerifiedToken token) {
        return !outcome(here, token).equals("refused");
    }

    private static Object outcome(ClaimsMapper mapper, VerifiedToken token) {
        try {
            UserInfo user = mapper.map(token);
            // Of a preset the TokenAuthenticator refuses them, of a written form its own rules.
            boolean ofTheSystem = Stream.concat(Stream.of(user.username()), user.groups().stream())
                    .anyMatch(name -> name.startsWith("system:"));
            return ofTheSystem ? "refused" : user;
        } catch (RejectedException refused) {
            return "refused";
        }
    }

    private static ClaimsMapper run(JwtAuthenticator written) {
        JwtAuthenticator.ClaimMappings mappings = written.claimMappings();
        ClaimMappings.Builder builder =
                ClaimMappings.username(claims(mappings.username().expression()));
        if (!mappings.groups().expression().isEmpty()) {
            builder.groups(claims(mappings.groups().expression()));
        }
        if (!mappings.uid().expression().isEmpty()) {
            builder.uid(claims(mappings.uid().expression()));
        } else if (!mappings.uid().claim().isEmpty()) {
            builder.uid(mappings.uid().claim());
        }
        for (ExtraMapping extra : mappings.extra()) {
            builder.extra(extra.key(), claims(extra.valueExpression()));
        }
        for (ClaimValidationRule rule : written.claimValidationRules()) {
            Expression<Claims> expression = claims(rule.expression());
            assertThat(expression.isBoolean()).as(rule.expression()).isTrue();
            builder.claimRule(expression, rule.message());
        }
        for (UserValidationRule rule : written.userValidationRules()) {
            try {
                builder.userRule(CEL.overUser(rule.expression()), rule.message());
            } catch (InvalidExpressionException invalid) {
                throw new AssertionError(rule.expression(), invalid);
            }
        }
        return builder.build();
    }

    private static Expression<Claims> claims(String expression) {
        try {
            return CEL.overClaims(expression);
        } catch (InvalidExpressionException invalid) {
            throw new AssertionError(expression, invalid);
        }
    }
}
