package dev.tanukey.testkit.forged;

import static dev.tanukey.reason.RejectionReason.AUDIENCE_MISMATCH;
import static dev.tanukey.reason.RejectionReason.CLAIM_MALFORMED;
import static dev.tanukey.reason.RejectionReason.CLAIM_MISSING;

import dev.tanukey.testkit.TokenBuilder;
import java.util.List;
import java.util.function.UnaryOperator;

/** {@link Attack#AUDIENCE}. */
final class AudienceForgeries {
    private static final Chapter AUDIENCE = new Chapter(Attack.AUDIENCE);

    private static final String OTHER =
            "Whoever receives it for himself can use it here (RFC 7519 4.1.3, RFC 8725 3.9).";
    private static final String EXACT =
            "Compared as it stands, without any transformation (RFC 7519 2, StringOrURI); a job can ask for this very"
                    + " audience.";
    private static final String NOBODY = "It is meant for nobody (RFC 7519 4.1.3).";
    private static final String PATTERN = "An audience is a name and no pattern; a job can ask for this very audience.";

    private AudienceForgeries() {}

    static List<ForgedToken> list() {
        return List.of(
                AUDIENCE.standard("other", "for somebody else", OTHER)
                        .claiming("aud", "https://other.example", AUDIENCE_MISMATCH),
                AUDIENCE.standard("others", "for several others", OTHER)
                        .claiming("aud", List.of("https://other.example", "https://third.example"), AUDIENCE_MISMATCH),
                AUDIENCE.standard("issuer", "for GitLab itself, as CI_JOB_JWT_V2 was without being asked", OTHER)
                        .by((mint, good) -> forIssuer(good), AUDIENCE_MISMATCH),
                near("slash", "a slash more, or less, at the end", Lookalike::slash),
                near("case", "in the other case", Lookalike::otherCase),
                near("prefix", "its last character is missing", text -> text.substring(0, text.length() - 1)),
                near("suffix", "a letter more at the end", text -> text + "x"),
                near("subdomain", "ours as the beginning of another domain", text -> text + ".attacker.example"),
                near("path", "a path below ours", text -> text + "/admin"),
                near(
                        "path-of-another",
                        "ours as the end of another's path",
                        text -> "https://attacker.example/" + text),
                near("port", "a port behind it", text -> text + ":443"),
                near("query", "a query behind it", text -> text + "?x=y"),
                near("fragment", "a fragment behind it", text -> text + "#x"),
                near("homoglyph", "a letter is Cyrillic", Lookalike::homoglyph),
                near("blank-before", "a blank before it", text -> " " + text),
                near("blank-behind", "a blank behind it", text -> text + " "),
                near("line-break-behind", "a line break behind it", text -> text + "\n"),
                near("nul-behind", "U+0000 behind it", text -> text + "\0"),
                near(
                        "zero-width",
                        "a character without width in it",
                        text -> text.charAt(0) + "\u200B" + text.substring(1)),
                near("percent-encoded", "its first character percent-encoded", AudienceForgeries::percent),
                AUDIENCE.standard("star", "for a star", PATTERN).claiming("aud", "*", AUDIENCE_MISMATCH),
                AUDIENCE.standard("pattern", "for a pattern that matches everything", PATTERN)
                        .claiming("aud", ".*", AUDIENCE_MISMATCH),
                AUDIENCE.standard("empty", "for an empty string", NOBODY).claiming("aud", "", AUDIENCE_MISMATCH),
                AUDIENCE.standard("empty-list", "for an empty list", NOBODY)
                        .claiming("aud", List.of(), AUDIENCE_MISMATCH, CLAIM_MALFORMED, CLAIM_MISSING),
                AUDIENCE.standard("list-of-empty", "for a list with an empty string", NOBODY)
                        .claiming("aud", List.of(""), AUDIENCE_MISMATCH),
                AUDIENCE.standard("null", "for null", NOBODY)
                        .by((mint, good) -> good.claim("aud", null).sign(), CLAIM_MALFORMED, CLAIM_MISSING));
    }

    private static ForgedToken near(String name, String title, UnaryOperator<String> bend) {
        return AUDIENCE.standard(name, title, EXACT)
                .by(
                        (mint, good) -> good.claim("aud", bend.apply(Workshop.audience(good)))
                                .sign(),
                        AUDIENCE_MISMATCH);
    }

    private static String percent(String text) {
        return "%" + Integer.toHexString(text.charAt(0)) + text.substring(1);
    }

    private static String forIssuer(TokenBuilder<?> good) {
        String issuer = Workshop.issuer(good);
        Workshop.requireOtherAudience(good, issuer);
        return good.claim("aud", issuer).sign();
    }
}
