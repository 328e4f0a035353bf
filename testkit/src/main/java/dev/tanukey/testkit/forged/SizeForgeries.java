package dev.tanukey.testkit.forged;

import static dev.tanukey.reason.RejectionReason.NOT_A_JWT;
import static dev.tanukey.reason.RejectionReason.TOKEN_MALFORMED;
import static dev.tanukey.reason.RejectionReason.TOKEN_TOO_LARGE;

import dev.tanukey.testkit.TokenBuilder;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** {@link Attack#SIZE}. Web servers often refuse these before a verifier sees them, with 400 or 431. */
final class SizeForgeries {
    private static final Chapter SIZE = new Chapter(Attack.SIZE);
    private static final int LIMIT = 65_536;

    private static final String LENGTH =
            "Every byte is decoded, hashed and parsed before the signature can be wrong; no"
                    + " token of GitLab's comes near.";
    private static final String DOTS = "Who splits at every dot makes a part of each (CVE-2025-27144, CVE-2025-30204).";
    private static final String HEADER = "A header is read before anything is proven; GitLab's has 100 characters.";

    private SizeForgeries() {}

    static List<ForgedToken> list() {
        return List.of(
                SIZE.policy("too-long", "a little more than 64 KiB, and the rest is good", LENGTH)
                        .by((mint, good) -> ofLength(good, LIMIT + 1), TOKEN_TOO_LARGE),
                SIZE.policy("megabyte", "a megabyte, and the rest is good", LENGTH)
                        .by((mint, good) -> ofLength(good, 1_000_000), TOKEN_TOO_LARGE),
                SIZE.policy("long-signature", "a signature of 100,000 characters", LENGTH)
                        .by(
                                (mint, good) -> Workshop.parts(good)
                                        .withSignature(old -> "A".repeat(100_000))
                                        .token(),
                                TOKEN_TOO_LARGE),
                SIZE.standard("dots", "100,000 dots", DOTS).by((mint, good) -> ".".repeat(100_000), TOKEN_TOO_LARGE),
                SIZE.standard("dots-behind", "60,000 dots behind a good token", DOTS)
                        .by((mint, good) -> good.sign() + ".".repeat(60_000), NOT_A_JWT),
                SIZE.policy("header", "a header of 20,000 characters", HEADER)
                        .heading("x", "y".repeat(20_000), TOKEN_MALFORMED),
                SIZE.policy("header-members", "a header of 1,000 parameters", HEADER)
                        .by((mint, good) -> Workshop.withHeader(good, SizeForgeries::withMembers), TOKEN_MALFORMED));
    }

    /** At least that long, and by a few characters more. */
    private static String ofLength(TokenBuilder<?> good, int length) {
        int padding = (length - good.sign().length()) * 3 / 4;
        String token = good.claim("x", "x".repeat(padding)).sign();
        while (token.length() < length) {
            padding++;
            token = good.claim("x", "x".repeat(padding)).sign();
        }
        return token;
    }

    private static String withMembers(String header) {
        return "{"
                + IntStream.range(0, 1_000).mapToObj(i -> "\"x" + i + "\":1").collect(Collectors.joining(","))
                + "," + header.substring(1);
    }
}
