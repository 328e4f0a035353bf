package dev.tanukey.mapping.lint;

import dev.tanukey.mapping.schema.JwtAuthenticator;
import dev.tanukey.user.UserInfo;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** Which name a sample has, or would have if another part of the mapping did not fail; and what stands before it. */
final class Names {
    /** Whatever tells one person, project or job from another. */
    private static final List<String> IDENTITIES = List.of(
            "sub",
            "preferred_username",
            "nickname",
            "name",
            "email",
            "project_path",
            "project_id",
            "namespace_path",
            "namespace_id",
            "user_login",
            "user_id",
            "user_email",
            "job_id",
            "pipeline_id",
            "job_project_path",
            "job_project_id",
            "job_namespace_path",
            "job_namespace_id",
            "ref",
            "sha",
            "environment",
            "jti");

    private Names() {}

    /** The name of a sample for which all rules hold. */
    static Optional<String> username(Bench bench, Verdict verdict) {
        if (verdict.user().isPresent()) {
            return verdict.user().map(UserInfo::username);
        }
        if (!RuleChecks.allow(bench, verdict)) {
            return Optional.empty();
        }
        JwtAuthenticator.PrefixedClaimOrExpression source =
                bench.jwt().claimMappings().username();
        if (source.expression().isEmpty()) {
            String value = verdict.sample().text(source.claim());
            return value.isEmpty()
                    ? Optional.empty()
                    : Optional.of(source.prefix().orElse("") + value);
        }
        return bench.value(
                        bench.expressions().overClaims("claimMappings.username.expression"),
                        verdict.sample(),
                        verdict.audiences().get(0))
                .map(Bench.Value::value)
                .filter(String.class::isInstance)
                .map(String.class::cast);
    }

    /** What stands in a username before anything that comes from the claims. */
    static String prefix(JwtAuthenticator.PrefixedClaimOrExpression source, Sample sample, String name) {
        if (source.expression().isEmpty()) {
            return source.prefix().orElse("");
        }
        int begin = IDENTITIES.stream()
                .map(sample::text)
                .filter(value -> !value.isEmpty())
                .mapToInt(name::indexOf)
                .filter(at -> at >= 0)
                .min()
                .orElse(name.length());
        return name.substring(0, begin);
    }

    /** What stands before the names of the person's groups, if the sample has any. */
    static Optional<String> groupPrefix(Bench bench, Verdict verdict) {
        JwtAuthenticator.PrefixedClaimOrExpression source =
                bench.jwt().claimMappings().groups();
        if (!(verdict.sample().claims().get("groups_direct") instanceof List<?> memberships)) {
            return Optional.empty();
        }
        return verdict.user().stream()
                .flatMap(user -> user.groups().stream())
                .flatMap(group -> memberships.stream()
                        .map(Objects::toString)
                        .filter(group::endsWith)
                        .map(path -> group.substring(0, group.length() - path.length())))
                .findFirst()
                .or(() -> source.claim().equals("groups_direct") ? source.prefix() : Optional.empty());
    }
}
