package dev.tanukey.testkit.forged;

import static dev.tanukey.reason.RejectionReason.ISSUER_UNKNOWN;
import static dev.tanukey.reason.RejectionReason.KEY_UNKNOWN;

import java.util.List;
import java.util.function.UnaryOperator;

/** {@link Attack#ISSUER}. */
final class IssuerForgeries {
    private static final Chapter ISSUER = new Chapter(Attack.ISSUER);

    private static final String OTHER = "Who runs a GitLab of his own mints what he likes there (RFC 8725 3.8).";
    private static final String EXACT = "The issuer is compared exactly (OpenID Connect Core 3.1.3.7, RFC 7519 2;"
            + " CVE-2024-53861): what is nearly ours may be another's.";

    private IssuerForgeries() {}

    static List<ForgedToken> list() {
        return List.of(
                ISSUER.standard("own-instance", "a stranger's GitLab, with its own key", OTHER)
                        .by(
                                (mint, good) ->
                                        Stranger.signUnderOwnName(good.claim("iss", "https://gitlab.attacker.example")),
                                ISSUER_UNKNOWN),
                ISSUER.standard("own-instance-named-as-ours", "a stranger's GitLab that bears our issuer's name", OTHER)
                        .by((mint, good) -> Stranger.signUnderOwnName(good), KEY_UNKNOWN),
                ISSUER.standard("other-instance", "another instance, signed with our issuer's key", EXACT)
                        .claiming("iss", "https://gitlab.other.example", ISSUER_UNKNOWN),
                near("slash", "a slash more, or less, at the end", Lookalike::slash),
                near("case", "in the other case", Lookalike::otherCase),
                near("scheme", "http for https, or the reverse", Lookalike::otherScheme),
                near("port", "another port, or the usual one written out", Lookalike::port),
                near("bare-host", "without a scheme, as in CI_JOB_JWT", Lookalike::withoutScheme),
                near("host-suffix", "ours as the beginning of another domain", text -> text + ".attacker.example"),
                near(
                        "host-prefix",
                        "ours as the end of another domain",
                        text -> Lookalike.scheme(text) + "://evil-" + Lookalike.withoutScheme(text)),
                near(
                        "subdomain",
                        "a domain below ours, as GitLab Pages has",
                        text -> Lookalike.scheme(text) + "://attacker." + Lookalike.withoutScheme(text)),
                near("user-info", "ours before an at sign, another behind it", text -> text + "@attacker.example"),
                near("path", "a path below ours", text -> text + "/attacker"),
                near("path-up", "a path below ours, and up again", text -> text + "/attacker/.."),
                near(
                        "path-of-another",
                        "ours as the end of another's path",
                        text -> "https://attacker.example/" + text),
                near("query", "a query behind it", text -> text + "?x=y"),
                near("fragment", "a fragment behind it", text -> text + "#x"),
                near("homoglyph", "a letter is Cyrillic", Lookalike::homoglyph),
                near("percent-encoded", "a character percent-encoded", text -> text.replaceFirst("\\.", "%2E") + "%20"),
                near("blank-before", "a blank before it", text -> " " + text),
                near("blank-behind", "a blank behind it", text -> text + " "),
                near("nul-behind", "U+0000 behind it", text -> text + "\0"),
                near("dot-behind", "a dot behind the host", text -> text + "."),
                near("two", "ours and another in one text", text -> text + " https://attacker.example"),
                near("empty", "an empty string", text -> ""));
    }

    private static ForgedToken near(String name, String title, UnaryOperator<String> bend) {
        return ISSUER.standard(name, title, EXACT)
                .by(
                        (mint, good) -> good.claim("iss", bend.apply(Workshop.issuer(good)))
                                .sign(),
                        ISSUER_UNKNOWN);
    }
}
