package dev.tanukey.testkit.forged;

import static dev.tanukey.reason.RejectionReason.NOT_A_JWT;
import static dev.tanukey.reason.RejectionReason.SIGNATURE_INVALID;
import static dev.tanukey.reason.RejectionReason.TOKEN_MALFORMED;

import dev.tanukey.testkit.TokenBuilder;
import dev.tanukey.testkit.TokenMint;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/** {@link Attack#FORM}. */
final class FormForgeries {
    private static final Chapter FORM = new Chapter(Attack.FORM);

    private static final String STRICT = "The parts are base64url without padding, line breaks or other characters (RFC"
            + " 7515 2, RFC 4648 3.2 and 3.3).";
    private static final String ONE_TEXT = "Anybody can make this text of a good token, without a key. Where it passes,"
            + " one token has many texts, and a list of revoked or used tokens is bypassed (RFC 7515 2).";
    private static final String LOOSE =
            "Bits that nobody reads, changed by anybody; RFC 4648 3.5 lets a reader refuse" + " them. " + ONE_TEXT;
    private static final String THREE_PARTS = "A JWT that is signed has three parts, and no other form (RFC 7515 3.1).";
    private static final String ENCRYPTED = "What is encrypted is not signed (CVE-2023-51774, CVE-2026-29000): five"
            + " parts are no ID token of GitLab's.";
    private static final String COMPACT =
            "A JWT is always in compact form (RFC 7519 1, RFC 8725bis 2.13): a second form" + " is a second reader.";

    private FormForgeries() {}

    static List<ForgedToken> list() {
        return List.of(
                FORM.standard("header-padded", "padding behind the header, signed with it", STRICT)
                        .by((mint, good) -> header(good, part -> part + "=".repeat(padding(part))), TOKEN_MALFORMED),
                FORM.standard("payload-padded", "padding behind the payload, signed with it", STRICT)
                        .by((mint, good) -> payload(good, part -> part + "=".repeat(padding(part))), NOT_A_JWT),
                FORM.standard("signature-padded", "padding behind the signature", ONE_TEXT)
                        .by(
                                (mint, good) -> signature(good, part -> part + "=".repeat(padding(part))),
                                TOKEN_MALFORMED,
                                SIGNATURE_INVALID),
                FORM.standard("payload-standard-alphabet", "the payload in base64, signed so", STRICT)
                        .by((mint, good) -> payload(good, FormForgeries::base64), NOT_A_JWT),
                FORM.standard("signature-standard-alphabet", "the signature in base64", ONE_TEXT)
                        .by((mint, good) -> signature(good, FormForgeries::base64), TOKEN_MALFORMED, SIGNATURE_INVALID),
                FORM.standard("payload-line-break", "a line break in the payload, signed with it", STRICT)
                        .by((mint, good) -> payload(good, part -> inTheMiddle(part, "\n")), NOT_A_JWT),
                FORM.standard("signature-line-break", "a line break in the signature", ONE_TEXT)
                        .by(
                                (mint, good) -> signature(good, part -> inTheMiddle(part, "\r\n")),
                                TOKEN_MALFORMED,
                                SIGNATURE_INVALID),
                FORM.standard("signature-blank", "a blank in the signature", ONE_TEXT)
                        .by(
                                (mint, good) -> signature(good, part -> inTheMiddle(part, " ")),
                                TOKEN_MALFORMED,
                                SIGNATURE_INVALID),
                FORM.standard("signature-foreign-character", "an exclamation mark in the signature", ONE_TEXT)
                        .by(
                                (mint, good) -> signature(good, part -> inTheMiddle(part, "!")),
                                TOKEN_MALFORMED,
                                SIGNATURE_INVALID),
                FORM.standard("signature-behind-padding", "padding and more behind the signature", ONE_TEXT)
                        .by(
                                (mint, good) -> signature(good, part -> part + "==AAAA"),
                                TOKEN_MALFORMED,
                                SIGNATURE_INVALID),
                FORM.standard("signature-single-character", "one character too many behind the signature", ONE_TEXT)
                        .by((mint, good) -> signature(good, part -> part + "AAA"), TOKEN_MALFORMED, SIGNATURE_INVALID),
                FORM.policy("header-loose-bits", "unused bits of the header set, signed so", LOOSE)
                        .by((mint, good) -> header(good, Workshop::withLooseBits), TOKEN_MALFORMED),
                FORM.policy("payload-loose-bits", "unused bits of the payload set, signed so", LOOSE)
                        .by((mint, good) -> payload(good, Workshop::withLooseBits), NOT_A_JWT),
                FORM.policy("signature-loose-bits", "unused bits of the signature set", LOOSE)
                        .by(
                                (mint, good) -> signature(good, Workshop::withLooseBits),
                                TOKEN_MALFORMED,
                                SIGNATURE_INVALID),
                FORM.standard("nul", "U+0000 behind the token", ONE_TEXT)
                        .by((mint, good) -> good.sign() + "\0", TOKEN_MALFORMED, SIGNATURE_INVALID, NOT_A_JWT),
                FORM.standard("nul-in-payload", "U+0000 in the payload, signed with it", STRICT)
                        .by((mint, good) -> payload(good, part -> inTheMiddle(part, "\0")), NOT_A_JWT),
                FORM.standard("full-width", "the signature begins with a full-width letter", ONE_TEXT)
                        .by(
                                (mint, good) -> signature(good, part -> "\uFF21" + part.substring(1)),
                                TOKEN_MALFORMED,
                                SIGNATURE_INVALID),
                FORM.policy("blank-before", "a blank before the token", ONE_TEXT)
                        .by((mint, good) -> " " + good.sign(), TOKEN_MALFORMED, NOT_A_JWT),
                FORM.policy("blank-behind", "a blank behind the token", ONE_TEXT)
                        .by((mint, good) -> good.sign() + " ", TOKEN_MALFORMED, SIGNATURE_INVALID, NOT_A_JWT),
                FORM.policy("line-break-behind", "a line break behind the token, as of a file", ONE_TEXT)
                        .by((mint, good) -> good.sign() + "\n", TOKEN_MALFORMED, SIGNATURE_INVALID, NOT_A_JWT),
                FORM.standard("byte-order-mark", "a byte order mark before the token", ONE_TEXT)
                        .by((mint, good) -> "\uFEFF" + good.sign(), TOKEN_MALFORMED, NOT_A_JWT),
                FORM.standard("quoted", "quotation marks around the token", ONE_TEXT)
                        .by((mint, good) -> "\"" + good.sign() + "\"", TOKEN_MALFORMED, NOT_A_JWT),
                FORM.standard("bearer", "the word Bearer before the token", ONE_TEXT)
                        .by((mint, good) -> "Bearer " + good.sign(), TOKEN_MALFORMED, NOT_A_JWT),
                FORM.standard("percent-encoded", "the dots are percent-encoded", ONE_TEXT)
                        .by((mint, good) -> good.sign().replace(".", "%2E"), NOT_A_JWT),
                FORM.standard("dot-before", "a dot before the token", THREE_PARTS)
                        .by((mint, good) -> "." + good.sign(), NOT_A_JWT),
                FORM.standard("dot-behind", "a dot behind the token", THREE_PARTS)
                        .by((mint, good) -> good.sign() + ".", NOT_A_JWT),
                FORM.standard("four-parts", "a fourth part", THREE_PARTS)
                        .by((mint, good) -> good.sign() + ".e30", NOT_A_JWT),
                FORM.standard("one-part", "the payload alone", THREE_PARTS)
                        .by((mint, good) -> Workshop.parts(good).payload(), NOT_A_JWT),
                FORM.standard("plain-json", "the payload as text between the dots, signed so", STRICT)
                        .by((mint, good) -> payload(good, part -> "{\"sub\":\"1\"}"), NOT_A_JWT),
                FORM.standard("five-parts", "five parts, as of something encrypted", ENCRYPTED)
                        .by(FormForgeries::fiveParts, NOT_A_JWT),
                FORM.standard("five-parts-around-unsigned", "five parts, with a token of alg none inside", ENCRYPTED)
                        .by(
                                (mint, good) ->
                                        Workshop.base64url("{\"alg\":\"dir\",\"enc\":\"A128GCM\",\"cty\":\"JWT\"}")
                                                + "..AAAAAAAAAAAAAAAA."
                                                + Workshop.base64url(Workshop.base64url("{\"alg\":\"none\"}") + "."
                                                        + Workshop.base64url(good.payload()) + ".")
                                                + ".AAAAAAAAAAAAAAAAAAAAAA",
                                NOT_A_JWT),
                FORM.standard("flattened-json", "the flattened JSON serialization", COMPACT)
                        .by((mint, good) -> flattened(Workshop.parts(good)), NOT_A_JWT),
                FORM.standard("general-json", "the general JSON serialization", COMPACT)
                        .by((mint, good) -> general(Workshop.parts(good)), NOT_A_JWT),
                FORM.standard("polyglot", "JSON that has two dots, too", COMPACT)
                        .by(
                                (mint, good) -> "{\"a\":\"..\","
                                        + flattened(Workshop.parts(good)).substring(1),
                                NOT_A_JWT),
                FORM.standard("empty", "nothing at all", THREE_PARTS).by((mint, good) -> "", NOT_A_JWT),
                FORM.standard("dots", "two dots and nothing else", THREE_PARTS).by((mint, good) -> "..", NOT_A_JWT));
    }

    private static String header(TokenBuilder<?> good, UnaryOperator<String> bend) {
        good.header("x", "");
        while (padding(Workshop.base64url(good.header())) == 0) {
            good.header("x", "y");
        }
        return Workshop.parts(good).withHeader(bend).signedBy(good).token();
    }

    /** The payload is made such that its base64url has unused bits, and a character that base64 has not. */
    private static String payload(TokenBuilder<?> good, UnaryOperator<String> bend) {
        good.claim("x", "???");
        if (padding(Workshop.base64url(good.payload())) == 0) {
            good.claim("x", "????");
        }
        return Workshop.parts(good).withPayload(bend).signedBy(good).token();
    }

    private static String signature(TokenBuilder<?> good, UnaryOperator<String> bend) {
        Workshop.Parts parts = Workshop.parts(good);
        for (long attempt = 0; bend.apply(parts.signature()).equals(parts.signature()); attempt++) {
            parts = Workshop.parts(good.claim("x", attempt));
        }
        return parts.withSignature(bend).token();
    }

    private static int padding(String base64url) {
        return (4 - base64url.length() % 4) % 4;
    }

    private static String base64(String base64url) {
        return base64url.replace('-', '+').replace('_', '/');
    }

    private static String inTheMiddle(String part, String text) {
        int middle = part.length() / 2;
        return part.substring(0, middle) + text + part.substring(middle);
    }

    private static String fiveParts(TokenMint mint, TokenBuilder<?> good) {
        Workshop.Parts parts = Workshop.parts(good);
        return Workshop.base64url("{\"alg\":\"RSA-OAEP-256\",\"enc\":\"A256GCM\",\"kid\":\""
                        + good.signingKey().keyId() + "\"}")
                + "." + parts.signature() + ".AAAAAAAAAAAAAAAA." + parts.payload() + ".AAAAAAAAAAAAAAAAAAAAAA";
    }

    private static String flattened(Workshop.Parts parts) {
        return "{\"protected\":\"" + parts.header() + "\",\"payload\":\"" + parts.payload() + "\",\"signature\":\""
                + parts.signature() + "\"}";
    }

    private static String general(Workshop.Parts parts) {
        return Workshop.json(Map.of(
                "payload",
                parts.payload(),
                "signatures",
                List.of(Map.of("protected", parts.header(), "signature", parts.signature()))));
    }
}
