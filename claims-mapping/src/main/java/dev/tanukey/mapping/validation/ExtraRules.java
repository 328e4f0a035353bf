package dev.tanukey.mapping.validation;

import dev.tanukey.mapping.expression.Expression;
import dev.tanukey.mapping.schema.JwtAuthenticator.ExtraMapping;
import dev.tanukey.mapping.text.Discreet;
import dev.tanukey.token.Claims;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** Judges the section {@code claimMappings.extra}. */
final class ExtraRules {
    private static final int MAXIMUM_DOMAIN_BYTES = 253;
    private static final String LABEL = "[a-z0-9]([-a-z0-9]*[a-z0-9])?";
    private static final String PATH = "[A-Za-z0-9/\\-._~%!$&'()*+,;=:]+";
    private static final Pattern PATH_PATTERN = Pattern.compile(PATH);
    private static final String WRITE_A_KEY = "Write a domain of yours, a slash and a name, as in example.org/project";

    private final ExpressionRules expressions;
    private final Problems problems;

    ExtraRules(ExpressionRules expressions, Problems problems) {
        this.expressions = expressions;
        this.problems = problems;
    }

    /** Judges the attributes, and gives the expressions that compile. */
    List<Expression<Claims>> judge(String path, List<ExtraMapping> extra) {
        List<Expression<Claims>> compiled = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < extra.size(); i++) {
            String key = extra.get(i).key();
            String keyPath = path + "[" + i + "].key";
            String valuePath = path + "[" + i + "].valueExpression";
            judgeForm(keyPath, key);
            judgeCase(keyPath, key);
            judgeReserved(keyPath, key);
            if (!seen.add(key)) {
                problems.duplicate(keyPath, key, "Take out one of the two, or give it another key");
            } else if (extra.get(i).valueExpression().isEmpty()) {
                problems.required(valuePath, "Write an expression over claims, or take the entry out");
            } else {
                expressions.value(valuePath, extra.get(i).valueExpression()).ifPresent(compiled::add);
            }
        }
        return compiled;
    }

    private void judgeForm(String path, String key) {
        int slash = key.indexOf('/');
        if (key.isEmpty()) {
            problems.required(path, WRITE_A_KEY);
        } else if (slash <= 0 || slash == key.length() - 1) {
            problems.invalid(path, key, "must be a domain-prefixed path (such as \"acme.io/foo\")", WRITE_A_KEY);
        } else {
            judgeDomain(path, key.substring(0, slash));
            judgePath(path, key, key.substring(slash + 1));
        }
    }

    private void judgeDomain(String path, String domain) {
        if (domain.getBytes(StandardCharsets.UTF_8).length > MAXIMUM_DOMAIN_BYTES) {
            problems.invalid(
                    path,
                    domain,
                    "must be no more than " + MAXIMUM_DOMAIN_BYTES + " characters",
                    "Shorten what stands before the slash");
        }
        if (!isSubdomain(domain)) {
            problems.invalid(
                    path,
                    domain,
                    "a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.',"
                            + " and must start and end with an alphanumeric character (e.g. 'example.com', regex used"
                            + " for validation is '" + LABEL + "(\\." + LABEL + ")*')",
                    "Write a domain name in lower case before the slash");
        }
    }

    /** The regular expression of the message, told step by step: the one of the JDK overflows on long texts. */
    private static boolean isSubdomain(String domain) {
        char before = '.';
        for (char c : (domain + ".").toCharArray()) {
            boolean inner = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
            boolean edge = c == '.' ? before == '.' || before == '-' : c == '-' && before == '.';
            if (edge || !(inner || c == '-' || c == '.')) {
                return false;
            }
            before = c;
        }
        return true;
    }

    private void judgePath(String path, String key, String rest) {
        if (!PATH_PATTERN.matcher(rest).matches()) {
            problems.invalid(
                    path,
                    Discreet.text(key).equals(key) ? rest : Discreet.OMITTED,
                    "Invalid path (regex used for validation is '" + PATH + "')",
                    "Write letters, digits, - and . behind the slash");
        }
    }

    private void judgeCase(String path, String key) {
        if (!key.equals(key.toLowerCase(Locale.ROOT))) {
            problems.invalid(path, key, "must be lowercase", "Write it in lower case");
        }
    }

    private void judgeReserved(String path, String key) {
        String domain = key.substring(0, Math.max(0, key.indexOf('/')));
        if (isOrIsUnder("k8s.io", domain) || isOrIsUnder("kubernetes.io", domain)) {
            problems.invalid(
                    path,
                    key,
                    "k8s.io, kubernetes.io and their subdomains are reserved for Kubernetes use",
                    "Take a domain of yours");
        }
    }

    private static boolean isOrIsUnder(String parent, String domain) {
        return domain.equals(parent) || domain.endsWith("." + parent);
    }
}
