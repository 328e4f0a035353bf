package dev.tanukey.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.tanukey.benchmarks.peers.Refused;
import dev.tanukey.reason.RejectedException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Whoever is compared does the same work: all claims of the good token, and a no to each bad one. */
class EqualWorkTest {
    private static final Map<TokenAlgorithm, JobTokens> TOKENS = new EnumMap<>(TokenAlgorithm.class);

    @BeforeAll
    static void sign() throws Exception {
        for (TokenAlgorithm algorithm : TokenAlgorithm.values()) {
            TOKENS.put(algorithm, JobTokens.signedWith(algorithm));
        }
    }

    static List<Arguments> measured() {
        return pairs(Optional::isEmpty);
    }

    static List<Arguments> leftOut() {
        return pairs(Optional::isPresent);
    }

    private static List<Arguments> pairs(Predicate<Optional<String>> whyNot) {
        List<Arguments> pairs = new ArrayList<>();
        for (TokenAlgorithm algorithm : TokenAlgorithm.values()) {
            for (Row row : Row.values()) {
                if (whyNot.test(row.whyNot(algorithm))) {
                    pairs.add(Arguments.of(row, algorithm));
                }
            }
        }
        return pairs;
    }

    @Test
    void the_token_is_as_large_as_a_real_one() {
        String payload = TOKENS.get(TokenAlgorithm.RS256).payload();

        assertThat(payload.getBytes(StandardCharsets.UTF_8)).hasSizeBetween(1_400, 1_550);
        assertThat(payload).contains("\"groups_direct\":", "\"environment\":", "\"job_project_path\":");
    }

    @ParameterizedTest
    @MethodSource("measured")
    void the_good_token_gets_in_with_all_its_claims(Row row, TokenAlgorithm algorithm) throws Exception {
        Contender<?> contender = row.contender(TOKENS.get(algorithm));

        List<String> claims =
                List.copyOf(contender.claimsOf(TOKENS.get(algorithm).good()));

        assertThat(claims).doesNotHaveDuplicates().hasSize(row.isBare() ? 0 : 38);
    }

    @ParameterizedTest
    @MethodSource("measured")
    void bad_tokens_stay_out(Row row, TokenAlgorithm algorithm) throws Exception {
        Contender<?> contender = row.contender(TOKENS.get(algorithm));
        JobTokens tokens = TOKENS.get(algorithm);
        contender.claimsOf(tokens.good());

        assertRefused(contender, tokens.withBadSignature());
        if (!row.isBare()) {
            assertRefused(contender, tokens.ofAnotherIssuer());
            assertRefused(contender, tokens.forAnotherAudience());
            assertRefused(contender, tokens.expired());
            assertRefused(contender, tokens.notYetValid());
        }
    }

    /** What the table says of them. */
    @ParameterizedTest
    @MethodSource("leftOut")
    void who_is_left_out_cannot_do_it(Row row, TokenAlgorithm algorithm) {
        assertThatCode(() -> row.contender(TOKENS.get(algorithm))
                        .claimsOf(TOKENS.get(algorithm).good()))
                .isNotNull();
    }

    /** The mapping of Cloudfleet has no tolerance for expiry; everybody has seconds at most. */
    private static void assertRefused(Contender<?> contender, SignedToken bad) {
        assertThatCode(() -> contender.claimsOf(bad)).isInstanceOfAny(Refused.class, RejectedException.class);
    }
}
