package dev.tanukey.testkit.forged;

import static dev.tanukey.reason.RejectionReason.CLAIM_MALFORMED;
import static dev.tanukey.reason.RejectionReason.ISSUER_UNKNOWN;
import static dev.tanukey.reason.RejectionReason.NOT_A_JWT;
import static dev.tanukey.reason.RejectionReason.TOKEN_MALFORMED;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** {@link Attack#JSON}. */
final class JsonForgeries {
    private static final Chapter JSON = new Chapter(Attack.JSON);

    private static final String TWICE =
            "RFC 7519 4 wants unique names, and lets a reader refuse or take the last: of two"
                    + " readers, one proxy and one verifier, each sees another token.";
    private static final String ONE_OBJECT = "The claims are one JSON object and nothing else (RFC 7519 7.2).";
    private static final String NO_JSON = "This is no JSON (RFC 8259); a reader that mends it guesses what is meant.";
    private static final String UTF8 =
            "The claims are in UTF-8 (RFC 7519 7.2, RFC 8725 3.7): of two readers each would" + " read another text.";
    private static final String LIMITS =
            "A parser that recurses or calculates can be brought to its knees with one token"
                    + " (CVE-2025-53864, CVE-2025-52999).";

    private JsonForgeries() {}

    static List<ForgedToken> list() {
        return List.of(
                twice("duplicate-iss", "iss twice, another's first", "\"iss\":\"https://attacker.example\""),
                twice("duplicate-aud", "aud twice, another's first", "\"aud\":\"https://attacker.example\""),
                twice("duplicate-sub", "sub twice, another's first", "\"sub\":\"1\""),
                twice("duplicate-exp", "exp twice, a long past first", "\"exp\":1"),
                twice("duplicate-exp-escaped", "exp twice, once with an escaped letter", "\"\\u0065xp\":1"),
                twice("duplicate-iss-escaped", "iss twice, once with an escaped letter", "\"i\\u0073s\":\"x\""),
                twice("duplicate-nested", "the same name twice within a claim", "\"x\":{\"a\":1,\"a\":2}"),
                twice("duplicate-in-list", "the same name twice within a list", "\"x\":[{\"a\":1,\"a\":2}]"),
                bent("text-behind", "a word behind the claims", ONE_OBJECT, "", "x"),
                bent("second-object", "a second object behind the claims", ONE_OBJECT, "", "{\"sub\":\"1\"}"),
                bent("closing-brace", "a second closing brace", NO_JSON, "", "}"),
                bent("nul-behind", "U+0000 behind the claims", ONE_OBJECT, "", "\0"),
                bent("comment-before", "a comment before the claims", NO_JSON, "/* */", ""),
                bent("comment-behind", "a comment behind the claims", NO_JSON, "", "// and more"),
                inside("comment", "a comment between the claims", NO_JSON, "/**/\"x\":1"),
                inside("single-quotes", "single quotes around a name and a value", NO_JSON, "'x':'y'"),
                inside("unquoted", "a name without quotation marks", NO_JSON, "x:1"),
                inside("nan", "a number is NaN", NO_JSON, "\"x\":NaN"),
                inside("infinity", "a number is Infinity", NO_JSON, "\"x\":-Infinity"),
                inside("leading-zero", "a number begins with zero", NO_JSON, "\"x\":007"),
                inside("plus-sign", "a number begins with a plus sign", NO_JSON, "\"x\":+1"),
                inside("hexadecimal", "a number is hexadecimal", NO_JSON, "\"x\":0x10"),
                inside("missing-value", "a claim without a value", NO_JSON, "\"x\":"),
                inside("double-comma", "two commas between two claims", NO_JSON, "\"x\":1,"),
                inside("line-break-in-text", "a raw line break in a string", NO_JSON, "\"x\":\"a\nb\""),
                inside("bad-escape", "an escape that JSON has not", NO_JSON, "\"x\":\"\\x41\""),
                JSON.standard("trailing-comma", "a comma behind the last claim", NO_JSON)
                        .by(
                                (mint, good) -> Workshop.withPayload(
                                        good, payload -> payload.substring(0, payload.length() - 1) + ",}"),
                                TOKEN_MALFORMED),
                JSON.standard("truncated", "the last brace is missing", NO_JSON)
                        .by(
                                (mint, good) ->
                                        Workshop.withPayload(good, text -> text.substring(0, text.length() - 1)),
                                TOKEN_MALFORMED,
                                NOT_A_JWT),
                JSON.policy("byte-order-mark", "a byte order mark before the claims", UTF8)
                        .by(
                                (mint, good) -> Workshop.withPayload(good, payload -> "\uFEFF" + payload),
                                TOKEN_MALFORMED,
                                NOT_A_JWT),
                encoded("utf-16", "the claims are in UTF-16", StandardCharsets.UTF_16BE),
                encoded("utf-16-with-mark", "the claims are in UTF-16 with a byte order mark", StandardCharsets.UTF_16),
                bytes("invalid-utf-8", "a byte that is no UTF-8 in a string", 0xFF),
                bytes("latin-1", "a letter in ISO 8859-1", 0xE9),
                bytes("overlong-utf-8", "a slash in two bytes, which UTF-8 forbids", 0xC0, 0xAF),
                bytes("surrogate-in-utf-8", "half a surrogate pair in three bytes", 0xED, 0xA0, 0x80),
                JSON.policy("lone-surrogate", "half a surrogate pair, escaped", UTF8 + " (RFC 7493 2.1)")
                        .by((mint, good) -> Workshop.withFirst(good, "\"x\":\"\\ud800\""), TOKEN_MALFORMED),
                nested("deep", "20,000 lists in one another", "[".repeat(20_000) + "]".repeat(20_000)),
                nested(
                        "deep-objects",
                        "7,000 objects in one another",
                        "{\"a\":".repeat(7_000) + "1" + "}".repeat(7_000)),
                nested("long-number", "a number of 20,000 digits", "9".repeat(20_000)),
                nested("huge-number", "the number 1e999999", "1e999999"),
                nested("many-values", "a list of 21,000 values", "[1" + ",1".repeat(20_999) + "]"),
                whole("list", "the payload is a list", "[]"),
                whole("list-around", "the payload is a list with the claims in it", "[{\"sub\":\"1\"}]"),
                whole("text", "the payload is a string", "\"claims\""),
                whole("number", "the payload is a number", "1"),
                whole("null", "the payload is null", "null"),
                whole("empty", "the payload is empty", ""),
                whole("no-json", "the payload is no JSON", "sub=1"),
                JSON.standard("empty-object", "the payload is an empty object", "No issuer, nobody to trust.")
                        .by((mint, good) -> Workshop.withPayload(good, claims -> "{}"), ISSUER_UNKNOWN, NOT_A_JWT));
    }

    private static ForgedToken twice(String name, String title, String member) {
        return JSON.policy(name, title, TWICE)
                .by((mint, good) -> Workshop.withFirst(good, member), TOKEN_MALFORMED, ISSUER_UNKNOWN);
    }

    private static ForgedToken inside(String name, String title, String why, String member) {
        return JSON.standard(name, title, why)
                .by((mint, good) -> Workshop.withFirst(good, member), TOKEN_MALFORMED, NOT_A_JWT);
    }

    private static ForgedToken nested(String name, String title, String value) {
        return JSON.policy(name, title, LIMITS)
                .by(
                        (mint, good) -> Workshop.withFirst(good, "\"x\":" + value),
                        TOKEN_MALFORMED,
                        NOT_A_JWT,
                        CLAIM_MALFORMED);
    }

    private static ForgedToken bent(String name, String title, String why, String before, String behind) {
        return JSON.standard(name, title, why)
                .by(
                        (mint, good) -> Workshop.withPayload(good, payload -> before + payload + behind),
                        TOKEN_MALFORMED,
                        NOT_A_JWT);
    }

    private static ForgedToken encoded(String name, String title, Charset charset) {
        return JSON.standard(name, title, UTF8)
                .by(
                        (mint, good) -> Workshop.withPayloadBytes(
                                good, utf8 -> new String(utf8, StandardCharsets.UTF_8).getBytes(charset)),
                        NOT_A_JWT,
                        TOKEN_MALFORMED,
                        ISSUER_UNKNOWN);
    }

    /** ISO 8859-1 writes each of the characters U+0000 to U+00FF as the byte of that number. */
    private static ForgedToken bytes(String name, String title, int... bytes) {
        return JSON.standard(name, title, UTF8)
                .by(
                        (mint, good) -> Workshop.withPayloadBytes(good, utf8 -> {
                            String text = new String(utf8, StandardCharsets.ISO_8859_1);
                            String member = "{\"x\":\"" + new String(bytes, 0, bytes.length) + "\",";
                            return (member + text.substring(1)).getBytes(StandardCharsets.ISO_8859_1);
                        }),
                        TOKEN_MALFORMED,
                        NOT_A_JWT);
    }

    private static ForgedToken whole(String name, String title, String payload) {
        return JSON.standard(name, title, ONE_OBJECT)
                .by((mint, good) -> Workshop.withPayload(good, claims -> payload), NOT_A_JWT);
    }
}
