package dev.tanukey.mapping.lint;

import dev.tanukey.gitlab.TokenKind;
import dev.tanukey.mapping.schema.JwtAuthenticator.ClaimValidationRule;
import dev.tanukey.reason.Rejection;
import dev.tanukey.user.UserInfo;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Whether anybody gets in at all, and whether somebody gets in under whatever name. */
final class AdmissionChecks {
    private static final String NAME = "kubernetes-admin";
    private static final String GROUP = "cluster-admins";
    /** What people and groups call themselves on GitLab. */
    private static final List<String> CHOSEN =
            List.of("preferred_username", "nickname", "name", "user_login", "namespace_path");

    private final Bench bench;

    private AdmissionChecks(Bench bench) {
        this.bench = bench;
    }

    static List<Finding> check(Bench bench, List<Finding> aboutRules) {
        AdmissionChecks checks = new AdmissionChecks(bench);
        List<Finding> findings = new ArrayList<>();
        checks.nobody(aboutRules).ifPresent(findings::add);
        checks.anyName().ifPresent(findings::add);
        return findings;
    }

    private Optional<Finding> nobody(List<Finding> aboutRules) {
        if (bench.admitted(sample -> true).findAny().isPresent()) {
            return Optional.empty();
        }
        List<String> unknown = unknownClaims();
        boolean certain = aboutRules.stream().anyMatch(rule -> rule.severity() == Finding.Severity.ERROR);
        Finding finding = Finding.of(
                Finding.Kind.NOBODY_GETS_IN,
                bench.path("claimValidationRules"),
                List.of(),
                "No sample gets in"
                        + (certain
                                ? ", since no token of GitLab fulfils what is demanded."
                                : !unknown.isEmpty()
                                        ? ". " + String.join(". ", unknown) + "."
                                        : "; the samples could not be moved to where the rules want them, and nothing is"
                                                + " proven."),
                "See above why each is refused; give samples of your own where the rules are right.");
        return Optional.of(certain || !unknown.isEmpty() ? finding.as(Finding.Severity.ERROR) : finding);
    }

    /** The claims of rules and username that are unlike what GitLab sends, and like something that it does. */
    private List<String> unknownClaims() {
        Set<String> claims = new LinkedHashSet<>();
        claims.add(bench.jwt().claimMappings().username().claim());
        claims.addAll(Comparisons.claims(bench.jwt().claimMappings().username().expression()));
        for (ClaimValidationRule rule : bench.jwt().claimValidationRules()) {
            claims.add(rule.claim());
            claims.addAll(Comparisons.claims(rule.expression()));
        }
        return claims.stream()
                .filter(claim -> !KnownClaims.alike(claim).isEmpty())
                .flatMap(claim -> KnownClaims.unknown(claim).map(why -> claim + ": " + why).stream())
                .toList();
    }

    /** Tried with tokens of somebody who takes such a name on GitLab. */
    private Optional<Finding> anyName() {
        for (Verdict verdict : Stream.concat(
                        bench.admitted(TokenKind.USER).limit(1), bench.ownJobs().limit(1))
                .toList()) {
            Draft draft = Draft.of(verdict.sample());
            CHOSEN.forEach(claim -> draft.set(claim, claim.equals("namespace_path") ? GROUP : NAME));
            Sample chosen = draft.set("groups_direct", List.of(GROUP)).sample();
            Optional<UserInfo> user = bench.user(chosen, verdict.audiences().get(0));
            boolean named = user.filter(who -> who.username().equals(NAME)).isPresent();
            boolean grouped = user.filter(who -> who.groups().contains(GROUP)).isPresent();
            if (named || grouped) {
                return Optional.of(anyName(verdict, named, grouped));
            }
        }
        return Optional.empty();
    }

    private Finding anyName(Verdict verdict, boolean named, boolean grouped) {
        String name = "whoever calls himself " + Rejection.quote(NAME) + " on GitLab is the user of that name here";
        String group = "a group " + Rejection.quote(GROUP) + " on GitLab is the group of that name here";
        String message = named ? name + (grouped ? ", and " + group : "") : group;
        Finding finding = Finding.of(
                Finding.Kind.NO_PREFIX,
                named ? bench.usernamePath() : bench.groupsPath(),
                List.of(verdict.sample().name()),
                Character.toUpperCase(message.charAt(0)) + message.substring(1) + ".",
                "Put a prefix of this issuer's own before usernames and groups, such as gitlab:.");
        return bench.isOpenToTheWorld() ? finding.as(Finding.Severity.ERROR) : finding;
    }
}
