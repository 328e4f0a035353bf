package dev.tanukey.mapping.gitlab;

import dev.tanukey.gitlab.TokenKind;
import dev.tanukey.mapping.configuration.AuthenticationConfiguration;
import dev.tanukey.mapping.schema.JwtAuthenticator;
import dev.tanukey.reason.RejectedException;
import dev.tanukey.reason.Rejection;
import dev.tanukey.token.Claims;
import dev.tanukey.token.VerifiedToken;
import dev.tanukey.user.ClaimsMapper;
import dev.tanukey.user.NamePrefixes;
import dev.tanukey.user.UserInfo;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How one kind of GitLab's tokens becomes users. {@link GitLabMappings} has ready ones; each is a value that can be
 * changed, used as it is, and written for a cluster:
 *
 * <pre>{@code
 * GitLabMapping mapping = GitLabMappings.cloudfleet()
 *         .withGroup("gitlab:project:{project_id}")
 *         .withExtra("example.org/runner", "runner_id")
 *         .with(GitLabRules.protectedRef());
 *
 * TokenAuthenticator.builder().issuer(gitlab, keys, mapping).build();
 * AuthenticationConfiguration.of(
 *         mapping.jwtAuthenticator(JwtAuthenticator.Issuer.of("https://gitlab.com", audiences))).toYaml();
 * }</pre>
 *
 * <p>Names and groups are templates: text with claims in braces. Of {@code {job_project_id|project_id}} the first
 * counts that is there. A username comes out, or the token is refused with {@code MAPPING_FAILED}; a group, extra
 * attribute or uid of which a claim is absent, null or empty is left out. A claim of another type is refused and never
 * made a string. A token with {@code jti} gets {@code authentication.kubernetes.io/credential-id} as extra, as in
 * Kubernetes.
 *
 * <p>The kind is decided first, by {@link TokenKind#of}; tokens of every other are refused with
 * {@code TOKEN_KIND_NOT_ACCEPTED}. What is written lets in and makes of it the same, in a kube-apiserver of 1.34 or
 * later, but for two things: it refuses names beginning with {@code system:} itself, which here the
 * {@code TokenAuthenticator} does, and its reasons are Kubernetes'.
 *
 * <p>Immutable and thread-safe. Equal to a mapping that says the same.
 */
public final class GitLabMapping implements ClaimsMapper {
    private static final Pattern EXTRA_KEY = Pattern.compile(
            "(?!(?:[a-z0-9.-]+\\.)?(?:kubernetes|k8s)\\.io/)(?=[^/]{1,253}/)(?:LABEL\\.)*+LABEL/[a-z0-9][a-z0-9._~/-]*"
                    .replace("LABEL", "[a-z0-9](?:[a-z0-9-]*[a-z0-9])?"));

    private final TokenKind kind;
    private final UserTerms terms;
    private final List<GitLabRule> rules;

    private GitLabMapping(TokenKind kind, UserTerms terms, List<GitLabRule> rules) {
        this.kind = kind;
        this.terms = terms;
        this.rules = List.copyOf(rules);
    }

    /**
     * Begins with nothing but a username for the ID tokens of CI/CD jobs.
     *
     * @param username a template, for instance {@code gitlab:{sub}}
     * @return the mapping
     * @throws IllegalArgumentException if it is no template, or begins with {@code system:}
     */
    public static GitLabMapping jobs(String username) {
        return of(TokenKind.CI_JOB, username);
    }

    /**
     * Begins with nothing but a username for the ID tokens of people.
     *
     * @param username a template, for instance {@code gitlab:{preferred_username}}; with {@code {email}}, the token
     *     must say that the address is verified
     * @return the mapping
     * @throws IllegalArgumentException if it is no template, or begins with {@code system:}
     */
    public static GitLabMapping users(String username) {
        return of(TokenKind.USER, username);
    }

    private static GitLabMapping of(TokenKind kind, String username) {
        return new GitLabMapping(
                kind, UserTerms.named(KindRules.sureClaims(kind), Template.parse(username)), List.of());
    }

    private GitLabMapping with(UserTerms others) {
        return new GitLabMapping(kind, others, rules);
    }

    /**
     * The same with another username.
     *
     * @param template the template
     * @param fallbacks what to take, in this order, if a claim of the one before is absent, null or empty
     * @return a copy
     * @throws IllegalArgumentException if one is no template, or begins with {@code system:}
     */
    public GitLabMapping withUsername(String template, String... fallbacks) {
        List<Template> names = new ArrayList<>(List.of(Template.parse(template)));
        for (String fallback : fallbacks) {
            names.add(Template.parse(fallback));
        }
        return with(terms.withUsername(names));
    }

    /**
     * The same with one more group.
     *
     * @param template the template; fixed text is a group of everybody
     * @return a copy
     * @throws IllegalArgumentException if it is no template, or begins with {@code system:}
     */
    public GitLabMapping withGroup(String template) {
        return withGroups(new GroupSource.One(Template.parse(template)));
    }

    /**
     * The same with one more group for each element of a claim.
     *
     * @param prefix what to put before each element, for instance {@code gitlab:}; must not be empty
     * @param claim a claim that is a list of strings, for instance {@code groups_direct}
     * @param except the elements that become no group; the empty one never does
     * @return a copy
     * @throws IllegalArgumentException if the prefix has claims, or begins with {@code system:}, or the claim's name
     *     has anything but letters, digits and single underscores
     */
    public GitLabMapping withGroups(String prefix, String claim, String... except) {
        return withGroups(GroupSource.Each.of(prefix, claim, List.of(except)));
    }

    private GitLabMapping withGroups(GroupSource source) {
        List<GroupSource> more = new ArrayList<>(terms.groups());
        more.add(source);
        return with(terms.withGroups(more));
    }

    /** {@return the same without any group} */
    public GitLabMapping withoutGroups() {
        return with(terms.withGroups(List.of()));
    }

    /**
     * The same with another uid.
     *
     * @param template the template; it should be made of ids, which no renaming changes
     * @return a copy
     * @throws IllegalArgumentException if it is no template
     */
    public GitLabMapping withUid(String template) {
        return with(terms.withUid(Template.parse(template)));
    }

    /**
     * The same with one more extra attribute, or another value for one.
     *
     * @param key its key, which begins with a domain, as in {@code example.org/project}, in small letters
     * @param claim the claim that it shows, a string or a list of strings, or several with {@code |} between them of
     *     which the first counts that is there; {@code runner_id}, GitLab's one number, is shown in decimal digits
     * @return a copy
     * @throws IllegalArgumentException if the key is no such key, or the claim's name has anything but letters, digits
     *     and single underscores
     */
    public GitLabMapping withExtra(String key, String claim) {
        if (!EXTRA_KEY.matcher(key).matches()) {
            throw new IllegalArgumentException("Expected a key of small letters with a domain in front that is not"
                    + " Kubernetes' own, as in example.org/project, but came " + Rejection.quote(key));
        }
        Map<String, ExtraSource> more = new LinkedHashMap<>(terms.extra());
        more.put(key, ExtraSource.parse(claim));
        return with(terms.withExtra(more));
    }

    /**
     * The same without an extra attribute.
     *
     * @param key its key
     * @return a copy
     */
    public GitLabMapping withoutExtra(String key) {
        Map<String, ExtraSource> fewer = new LinkedHashMap<>(terms.extra());
        fewer.remove(key);
        return with(terms.withExtra(fewer));
    }

    /**
     * The same with one more rule. All rules must hold.
     *
     * @param rule the rule
     * @return a copy
     */
    public GitLabMapping with(GitLabRule rule) {
        if (rules.contains(rule)) {
            return this;
        }
        List<GitLabRule> more = new ArrayList<>(rules);
        more.add(rule);
        return new GitLabMapping(kind, terms, more);
    }

    @Override
    public UserInfo map(VerifiedToken token) throws RejectedException {
        GitLabMappings.requireKind(kind, token.claims());
        return map(token.claims());
    }

    /** Maps the claims of a token of this kind. */
    UserInfo map(Claims claims) throws RejectedException {
        UserInfo user = terms.read(claims);
        for (GitLabRule rule : rules) {
            rule.require(claims);
        }
        return user;
    }

    UserTerms terms() {
        return terms;
    }

    /**
     * {@return what the names and groups begin with, up to the first colon, such as {@code gitlab:}; a fixed group
     * without a colon is nobody's own}
     */
    @Override
    public NamePrefixes prefixes() {
        return terms.ownPrefixes();
    }

    /**
     * Writes the mapping, its kind and its rules in the form of an {@link AuthenticationConfiguration}.
     *
     * @param issuer whose tokens they are
     * @return what a kube-apiserver of 1.34 or later takes
     */
    public JwtAuthenticator jwtAuthenticator(JwtAuthenticator.Issuer issuer) {
        return WrittenMapping.of(this, issuer);
    }

    /** {@return the kind of tokens that it takes} */
    public TokenKind kind() {
        return kind;
    }

    /** {@return the templates of the username; the first counts of which all claims are there} */
    public List<String> username() {
        return terms.username().stream().map(Template::text).toList();
    }

    /** {@return the templates of the groups, in order} */
    public List<String> groups() {
        return terms.groups().stream().map(GroupSource::text).toList();
    }

    /** {@return the template of the uid, if there is one} */
    public Optional<String> uid() {
        return terms.uid().map(Template::text);
    }

    /** {@return the claims of the extra attributes, by key, in order} */
    public Map<String, String> extra() {
        Map<String, String> claims = new LinkedHashMap<>();
        terms.extra().forEach((key, source) -> claims.put(key, source.claim().text()));
        return Collections.unmodifiableMap(claims);
    }

    /** {@return the rules besides the kind, in order} */
    public List<GitLabRule> rules() {
        return rules;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof GitLabMapping that
                && kind == that.kind
                && terms.equals(that.terms)
                && rules.equals(that.rules);
    }

    @Override
    public int hashCode() {
        return Objects.hash(kind, terms, rules);
    }

    /** {@return the mapping in one line} */
    @Override
    public String toString() {
        return "GitLabMapping[" + kind + ", username=" + String.join(" or else ", username()) + ", groups=" + groups()
                + ", uid=" + uid().orElse("") + ", extra=" + extra() + ", rules=" + rules + "]";
    }
}
