package dev.tanukey.token;

import static dev.tanukey.Forge.CLAIMS;
import static dev.tanukey.Forge.HEADER;
import static dev.tanukey.Forge.encode;
import static dev.tanukey.Forge.token;
import static dev.tanukey.Rejections.rejectionOf;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.tanukey.Forge;
import dev.tanukey.reason.RejectionReason;
import java.lang.management.ManagementFactory;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Texts that are sent to hurt: they are refused, and cost little memory. */
class HostileInputTest {
    /** Of a small payload of the plain form everything is built, before anybody has vouched for it. */
    private static final int GREATEST_COST_OF_PLAIN = 160_000;

    /** What a refusal costs however small the text: the JDK's signature check above all. */
    private static final int BASE_COST = 24_000;

    private static final TokenVerifier VERIFIER = Forge.verifier();

    static Stream<Arguments> texts() {
        String ours = "{\"iss\":\"" + Forge.URL + "\",\"x\":";
        String filler = "x".repeat(48_000);
        return Stream.of(
                text("only dots", () -> ".".repeat(65_536), RejectionReason.NOT_A_JWT),
                text("a million dots", () -> ".".repeat(1_000_000), RejectionReason.TOKEN_TOO_LARGE),
                text("a megabyte of letters", () -> "A".repeat(1_000_000), RejectionReason.TOKEN_TOO_LARGE),
                text("no dot at all", () -> "A".repeat(65_536), RejectionReason.NOT_A_JWT),
                text("a payload of zeros", () -> "e30." + "A".repeat(65_000) + ".e30", RejectionReason.NOT_A_JWT),
                text("foreign characters", () -> "\uD83D\uDE00".repeat(32_768), RejectionReason.NOT_A_JWT),
                text(
                        "foreign characters before a short payload",
                        () -> "\uD83D\uDE00".repeat(3) + ".x.",
                        RejectionReason.NOT_A_JWT),
                text(
                        "a foreign character in the header",
                        () -> "\uD83D\uDE00" + token(),
                        RejectionReason.TOKEN_MALFORMED),
                text(
                        "foreign characters before a signature that is a payload",
                        () -> "\uD83D\uDE00".repeat(400) + ".e30."
                                + encode(CLAIMS.getBytes(UTF_8)).repeat(9),
                        RejectionReason.NOT_A_JWT),
                text(
                        "a foreign character in the signature",
                        () -> token().substring(0, token().length() - 1) + "\uD83D\uDE00",
                        RejectionReason.TOKEN_MALFORMED),
                text(
                        "a foreign issuer of great length",
                        () -> forged(HEADER, "{\"iss\":\"" + filler + "\"}"),
                        RejectionReason.ISSUER_UNKNOWN),
                text(
                        "a foreign issuer full of escapes",
                        () -> forged(HEADER, "{\"iss\":\"" + "\\u0041".repeat(8_000) + "\"}"),
                        RejectionReason.ISSUER_UNKNOWN),
                text(
                        "deep arrays",
                        () -> forged(HEADER, ours + "[".repeat(24_000) + "]".repeat(24_000) + "}"),
                        RejectionReason.SIGNATURE_INVALID),
                text(
                        "deep objects",
                        () -> forged(HEADER, ours + "{\"a\":".repeat(8_000) + "1" + "}".repeat(8_001)),
                        RejectionReason.SIGNATURE_INVALID),
                text(
                        "many small objects",
                        () -> forged(HEADER, ours + "[" + "{},".repeat(15_000) + "1]}"),
                        RejectionReason.SIGNATURE_INVALID),
                text(
                        "many members",
                        () -> forged(HEADER, ours + "{" + members(5_000) + "}}"),
                        RejectionReason.SIGNATURE_INVALID),
                text(
                        "many numbers",
                        () -> forged(HEADER, ours + "[" + "1e9,".repeat(11_000) + "1]}"),
                        RejectionReason.SIGNATURE_INVALID),
                text(
                        "one long claim",
                        () -> forged(HEADER, ours + "\"" + filler + "\"}"),
                        RejectionReason.SIGNATURE_INVALID),
                text(
                        "a long header",
                        () -> forged(HEADER.replace("}", ",\"x\":\"" + filler + "\"}"), CLAIMS),
                        RejectionReason.TOKEN_MALFORMED),
                text(
                        "a header of many members",
                        () -> forged("{" + members(1_200) + "}", CLAIMS),
                        RejectionReason.TOKEN_MALFORMED),
                text(
                        "a header of many small objects",
                        () -> forged("{\"x\":[" + "{},".repeat(3_900) + "1]}", CLAIMS),
                        RejectionReason.TOKEN_MALFORMED),
                text(
                        "a long kid",
                        () -> forged(HEADER.replace("key-1", "k".repeat(10_000)), CLAIMS),
                        RejectionReason.KEY_UNKNOWN),
                text(
                        "a long algorithm",
                        () -> forged(HEADER.replace("RS256", "R".repeat(10_000)), CLAIMS),
                        RejectionReason.ALGORITHM_NOT_ALLOWED),
                text(
                        "a long signature",
                        () -> token().substring(0, token().lastIndexOf('.') + 1) + "A".repeat(60_000),
                        RejectionReason.SIGNATURE_INVALID));
    }

    private static Arguments text(String name, Supplier<String> text, RejectionReason reason) {
        return Arguments.of(name, text, reason);
    }

    private static String members(int count) {
        return String.join(
                ",", IntStream.range(0, count).mapToObj(i -> "\"" + i + "\":1").toList());
    }

    private static String forged(String header, String claims) {
        return encode(header.getBytes(UTF_8)) + "." + encode(claims.getBytes(UTF_8)) + "." + encode(new byte[256]);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("texts")
    void it_is_refused_for_its_reason(String name, Supplier<String> text, RejectionReason reason) {
        assertThat(rejectionOf(VERIFIER, text.get()).reason()).isEqualTo(reason);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("texts")
    void it_costs_at_most_three_times_its_size(String name, Supplier<String> text, RejectionReason reason) {
        String hostile = text.get();

        assertThat(costOf(hostile)).isLessThan(3L * hostile.length() + BASE_COST);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"a\":1},{\"a\":1}", "[1],[1]", "\"ab\",\"ab\"", "12345,12345"})
    void a_plain_payload_costs_little_in_all_however_it_is_filled(String two) {
        String plain = "{\"iss\":\"" + Forge.URL + "\",\"x\":[" + (two + ",").repeat(255) + "1]}";

        assertThat(costOf(forged(HEADER, plain))).isLessThan(GREATEST_COST_OF_PLAIN);
    }

    private static long costOf(String hostile) {
        rejectionOf(VERIFIER, hostile);
        return IntStream.range(0, 5)
                .mapToLong(i -> allocatedBy(() -> rejectionOf(VERIFIER, hostile)))
                .min()
                .orElseThrow();
    }

    private static long allocatedBy(Runnable work) {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = threads.getCurrentThreadAllocatedBytes();
        work.run();
        return threads.getCurrentThreadAllocatedBytes() - before;
    }
}
