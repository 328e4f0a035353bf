package dev.tanukey.mapping.gitlab;

import dev.tanukey.mapping.CredentialId;
import dev.tanukey.mapping.schema.JwtAuthenticator.ClaimValidationRule;
import dev.tanukey.reason.RejectedException;
import dev.tanukey.reason.Rejection;
import dev.tanukey.reason.RejectionReason;
import dev.tanukey.token.Claims;
import dev.tanukey.user.NamePrefixes;
import dev.tanukey.user.UserInfo;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Of what a user is made: what that is over the claims of a token, and the same said in CEL.
 *
 * @param sure the claims that each token has, as strings that are not empty
 * @param username the first counts of which all claims are there; at least one
 */
record UserTerms(
        Set<String> sure,
        List<Template> username,
        List<GroupSource> groups,
        Optional<Template> uid,
        Map<String, ExtraSource> extra) {
    private static final String EMAIL_VERIFIED = "email_verified";

    UserTerms {
        username = List.copyOf(username);
        groups = List.copyOf(groups);
        extra = Collections.unmodifiableMap(new LinkedHashMap<>(extra));
    }

    static UserTerms named(Set<String> sure, Template username) {
        return new UserTerms(sure, List.of(username), List.of(), Optional.empty(), Map.of());
    }

    UserTerms withUsername(List<Template> others) {
        return new UserTerms(sure, others, groups, uid, extra);
    }

    UserTerms withGroups(List<GroupSource> others) {
        return new UserTerms(sure, username, others, uid, extra);
    }

    UserTerms withUid(Template other) {
        return new UserTerms(sure, username, groups, Optional.of(other), extra);
    }

    UserTerms withExtra(Map<String, ExtraSource> others) {
        return new UserTerms(sure, username, groups, uid, others);
    }

    UserInfo read(Claims claims) throws RejectedException {
        UserInfo user = new UserInfo(name(claims), id(claims), memberships(claims), attributes(claims));
        if (isNamedByEmail() && !claims.value(EMAIL_VERIFIED).equals(Optional.of(true))) {
            throw new RejectedException(Rejection.ofClaim(
                    RejectionReason.EMAIL_NOT_VERIFIED,
                    EMAIL_VERIFIED,
                    "true, since the username has the e-mail address",
                    claims.value(EMAIL_VERIFIED).isPresent() ? "something else" : "none"));
        }
        return user;
    }

    private String name(Claims claims) throws RejectedException {
        for (Template template : username) {
            if (template.isGiven(claims)) {
                return template.value(claims);
            }
        }
        throw username.get(username.size() - 1).missing(claims);
    }

    private String id(Claims claims) throws RejectedException {
        return uid.isPresent() && uid.get().isGiven(claims) ? uid.get().value(claims) : "";
    }

    private List<String> memberships(Claims claims) throws RejectedException {
        List<String> all = new ArrayList<>();
        for (GroupSource source : groups) {
            all.addAll(source.read(claims));
        }
        return all;
    }

    private Map<String, List<String>> attributes(Claims claims) throws RejectedException {
        Map<String, List<String>> all = new LinkedHashMap<>(CredentialId.of(claims));
        for (Map.Entry<String, ExtraSource> attribute : extra.entrySet()) {
            List<String> values = attribute.getValue().read(claims);
            if (!values.isEmpty()) {
                all.put(attribute.getKey(), values);
            }
        }
        return all;
    }

    private boolean isNamedByEmail() {
        return username.stream().anyMatch(template -> template.uses("email"));
    }

    NamePrefixes ownPrefixes() {
        return new NamePrefixes(
                prefixes(username.stream().map(Template::ownPrefix)),
                prefixes(groups.stream().map(GroupSource::ownPrefix)));
    }

    private static Set<String> prefixes(Stream<Optional<String>> ofEach) {
        return ofEach.flatMap(Optional::stream).collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /** An expression of type string; where a claim is missing it fails or gives the empty string, which is no name. */
    String celUsername() {
        Template last = username.get(username.size() - 1);
        // Without a claim of the last one there is no value anyway.
        String expression = celOr(last.celIsNotEmpty(sure), last.cel(), "''");
        for (int i = username.size() - 2; i >= 0; i--) {
            expression = celOr(username.get(i).celIsGiven(sure), username.get(i).cel(), expression);
        }
        return expression;
    }

    /** An expression of type string; nothing where there is no uid. */
    Optional<String> celUid() {
        return uid.map(template -> celOr(template.celIsGiven(sure), template.cel(), "''"));
    }

    /** The one claim that is the uid, if it is sure to be there. */
    Optional<String> sureUidClaim() {
        return uid.flatMap(template -> template.sureClaim(sure));
    }

    /** An expression of type list; nothing where there are no groups. */
    Optional<String> celGroups() {
        List<String> summands = new ArrayList<>();
        List<String> always = new ArrayList<>();
        for (GroupSource source : groups) {
            Optional<String> given = source.celIsGiven(sure);
            if (source instanceof GroupSource.One one && given.isEmpty()) {
                always.add(one.template().cel());
            } else {
                addList(summands, always);
                summands.add(celOr(given, source.cel(), "[]"));
            }
        }
        addList(summands, always);
        return summands.size() > 1
                ? Optional.of(summands.stream().map(UserTerms::grouped).collect(Collectors.joining(" + ")))
                : summands.stream().findFirst();
    }

    private static void addList(List<String> summands, List<String> elements) {
        if (!elements.isEmpty()) {
            summands.add("[" + String.join(", ", elements) + "]");
            elements.clear();
        }
    }

    /** An expression fit to be part of another one. */
    static String grouped(String expression) {
        return expression.contains(" ? ") ? "(" + expression + ")" : expression;
    }

    /** An expression that gives a string, a list of strings or null. */
    String celExtra(String key) {
        ExtraSource source = extra.get(key);
        return source == null ? "null" : source.cel();
    }

    private static String celOr(Optional<String> condition, String expression, String otherwise) {
        return condition
                .map(given -> given + " ? " + expression + " : " + otherwise)
                .orElse(expression);
    }

    /** What must hold besides, for the expressions to mean what {@link #read} does. */
    List<ClaimValidationRule> impliedRules() {
        List<ClaimValidationRule> rules = new ArrayList<>();
        if (isNamedByEmail()) {
            rules.add(ClaimValidationRule.expression(
                    Cel.claimOr(EMAIL_VERIFIED, "null") + " == true", "the e-mail address must be verified"));
        }
        extra.values().forEach(source -> source.rule().ifPresent(rules::add));
        return rules;
    }
}
