package dev.tanukey.mapping.validation;

import dev.tanukey.mapping.schema.JwtAuthenticator.Issuer;
import dev.tanukey.mapping.text.Discreet;
import java.security.cert.CertificateException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Judges the section {@code issuer}: its URLs, audiences, certificates and way out. */
final class IssuerRules {
    private static final String MATCH_ANY = "MatchAny";
    private static final Set<String> EGRESS_SELECTORS = Set.of("controlplane", "cluster");

    private final Set<String> disallowedIssuers;
    private final UrlRules urls;
    private final Problems problems;

    IssuerRules(Validation.Context context, Problems problems) {
        this.disallowedIssuers = context.disallowedIssuers();
        this.urls = new UrlRules(context.insecureHttpOnLoopback());
        this.problems = problems;
    }

    void judge(String path, Issuer issuer) {
        judgeUrl(path + ".url", issuer.url());
        judgeDiscoveryUrl(path + ".discoveryURL", issuer);
        judgeAudiences(path, issuer);
        judgeCertificateAuthority(path + ".certificateAuthority", issuer.certificateAuthority());
        judgeEgress(path + ".egressSelectorType", issuer.egressSelectorType());
    }

    private void judgeUrl(String path, String url) {
        if (url.isEmpty()) {
            problems.required(path, "Write the exact iss of its tokens, such as https://gitlab.example.com");
            return;
        }
        if (disallowedIssuers.contains(url)) {
            problems.invalid(
                    path,
                    Discreet.url(url),
                    "URL must not overlap with disallowed issuers: ["
                            + new TreeSet<>(disallowedIssuers)
                                    .stream().map(Discreet::url).collect(Collectors.joining(" "))
                            + "]",
                    "Take out this issuer; its tokens are judged elsewhere");
        }
        urls.judge(path, url, problems);
    }

    private void judgeDiscoveryUrl(String path, Issuer issuer) {
        String url = issuer.discoveryUrl();
        if (url.isEmpty()) {
            return;
        }
        if (!issuer.url().isEmpty() && withoutSlashes(issuer.url()).equals(withoutSlashes(url))) {
            problems.invalid(
                    path,
                    Discreet.url(url),
                    "discoveryURL must be different from URL",
                    "Leave it out, or write the whole address of the metadata,"
                            + " with /.well-known/openid-configuration if that belongs to it");
        }
        urls.judge(path, url, problems);
    }

    private static String withoutSlashes(String url) {
        int end = url.length();
        while (end > 0 && url.charAt(end - 1) == '/') {
            end--;
        }
        return url.substring(0, end);
    }

    private void judgeAudiences(String path, Issuer issuer) {
        String listPath = path + ".audiences";
        List<String> audiences = issuer.audiences();
        if (audiences.isEmpty()) {
            problems.required(
                    listPath,
                    "at least one " + listPath + " is required",
                    "Write what the aud of its tokens must hold");
            return;
        }
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < audiences.size(); i++) {
            String audience = audiences.get(i);
            String audiencePath = listPath + "[" + i + "]";
            if (audience.isEmpty()) {
                problems.required(audiencePath, "Write an audience, or take the entry out");
            }
            if (!seen.add(audience)) {
                problems.duplicate(audiencePath, audience, "Take out one of the two");
            }
        }
        judgeMatchPolicy(path + ".audienceMatchPolicy", issuer.audienceMatchPolicy(), audiences.size());
    }

    private void judgeMatchPolicy(String path, String policy, int audiences) {
        if (policy.equals(MATCH_ANY)) {
            return;
        }
        if (audiences > 1) {
            problems.invalidName(
                    path,
                    policy,
                    "audienceMatchPolicy must be MatchAny for multiple audiences",
                    "Write MatchAny; a token for any one of them is then taken");
        } else if (!policy.isEmpty()) {
            problems.invalidName(
                    path,
                    policy,
                    "audienceMatchPolicy must be empty or MatchAny for single audience",
                    "Leave it out; there is no other policy than MatchAny");
        }
    }

    private void judgeCertificateAuthority(String path, String pem) {
        if (pem.isEmpty()) {
            return;
        }
        try {
            CertificateAuthority.parse(pem);
        } catch (CertificateException unusable) {
            problems.invalid(
                    path,
                    "<omitted>",
                    String.valueOf(unusable.getMessage()),
                    "Write the certificates themselves as PEM, not the name of a file, each between"
                            + " -----BEGIN CERTIFICATE----- and -----END CERTIFICATE-----");
        }
    }

    private void judgeEgress(String path, String type) {
        if (!type.isEmpty() && !EGRESS_SELECTORS.contains(type)) {
            problems.invalidName(
                    path,
                    type,
                    "egress selector must be either controlplane or cluster",
                    "Leave it out; it means something in a cluster only");
        }
    }
}
