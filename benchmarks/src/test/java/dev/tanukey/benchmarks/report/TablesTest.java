package dev.tanukey.benchmarks.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tanukey.benchmarks.TokenAlgorithm;
import java.util.List;
import org.junit.jupiter.api.Test;

class TablesTest {
    private static final String BARE = entry("RS256", "BARE", 1, 10, 5_996);
    private static final String BARE_BESIDE_ITSELF = besideBare("RS256", "BARE", 10, 10, 5_996);

    @Test
    void a_row_has_the_undisturbed_own_time_and_its_ratio_to_the_bare_check_beside_it() throws Exception {
        String table = tables(BARE_BESIDE_ITSELF, besideBare("RS256", "CLAIMS", 24, 20, 13_000))
                .verification(TokenAlgorithm.RS256);

        assertThat(table)
                .isEqualTo(
                        """
                        |  | own time, µs | median | of bare RS256 | calls/s per thread | B per call |
                        | --- | --: | --: | --: | --: | --: |
                        | bare `Signature.verify`, JDK | 9.00 | 10.00 | **1.00** | 111,111 | 5,996 |
                        | **Tanukey**, verify and map by claim | 23.00 | 24.00 | **1.20** | 43,478 | 13,000 |
                        """);
    }

    @Test
    void the_rounds_of_a_row_make_one_row_and_a_slow_one_does_not_change_the_ratio() throws Exception {
        String table = tables(BARE_BESIDE_ITSELF, besideBare("RS256", "BARE", 20, 20, 5_998))
                .verification(TokenAlgorithm.RS256);

        assertThat(table).endsWith("| bare `Signature.verify`, JDK | 10.50 | 15.00 | **1.00** | 95,238 | 5,997 |\n");
    }

    @Test
    void another_algorithm_has_the_ratio_to_its_own_bare_check_and_says_who_cannot_do_it() throws Exception {
        String table = tables(
                        BARE_BESIDE_ITSELF,
                        besideBare("EDDSA", "BARE", 400, 400, 36_789),
                        besideBare("EDDSA", "JOSE4J", 503, 401, 190_000))
                .verification(TokenAlgorithm.EDDSA);

        assertThat(table)
                .contains("| of bare RS256 | of the provider's bare EdDSA | beyond it, µs |")
                .contains("| jose4j `JwtConsumer` | 502 | 503 | **55.8** | 1.25 |  | 1,992 | 190,000 |\n")
                .contains("| Auth0 `java-jwt` | – | it has no such algorithm |  |  |  |  |  |\n");
    }

    @Test
    void what_a_fast_provider_leaves_to_be_paid_is_told_in_microseconds() throws Exception {
        String table = tables(BARE_BESIDE_ITSELF, besideBare("ES256", "CLAIMS_ACCP", 43, 40, 7_000))
                .verification(TokenAlgorithm.ES256);

        assertThat(table).endsWith("by claim, ACCP | 42.00 | 43.00 | **4.67** | 1.08 | 3.00 | 23,810 | 7,000 |\n");
    }

    @Test
    void without_the_bare_check_there_are_no_ratios_to_rs256() throws Exception {
        Tables tables = tables(besideBare("ES256", "CLAIMS", 12, 10, 13_000));

        assertThatThrownBy(() -> tables.verification(TokenAlgorithm.ES256))
                .hasMessageContaining("The run has no BARE with RS256");
    }

    @Test
    void two_threads_are_compared_with_the_one_before_by_the_wall() throws Exception {
        String table = tables(BARE, entry("RS256", "BARE", 2, 10, 5_996)).threads();

        assertThat(table)
                .endsWith(
                        """
                        | bare `Signature.verify`, JDK | 1 | 50,000 | 1.00 | 9.00 |
                        | bare `Signature.verify`, JDK | 2 | 100,000 | 2.00 | 9.00 |
                        """);
    }

    @Test
    void sizes_stand_in_their_order() throws Exception {
        String scale = entry("RS256", "CLAIMS", 1, 15, 13_000)
                .replace("VerificationBenchmark", "ScaleBenchmark")
                .replace("\"row\": \"CLAIMS\", \"algorithm\": \"RS256\"", "\"issuers\": \"1000\", \"keys\": \"1\"");

        assertThat(tables(BARE, scale).scale()).endsWith("| 1000 | 1 | 14.00 | 15.00 | 1.56 | 13,000 |\n");
    }

    @Test
    void the_caption_says_how_long_was_measured_and_how_quiet_the_machine_was() throws Exception {
        assertThat(tables(BARE, BARE).caption())
                .isEqualTo("JDK 17.0.15, 2 rounds of 2 iterations of 1 s; by the wall's clock 2.00 times the own time");
    }

    @Test
    void a_place_on_the_page_is_replaced_and_nothing_else() {
        String page = "a\n<!-- begin: es256 -->\nold\n<!-- end: es256 -->\nb\n";

        assertThat(Page.with(page, "es256", "new\n"))
                .isEqualTo("a\n<!-- begin: es256 -->\nnew\n<!-- end: es256 -->\nb\n");
        assertThatThrownBy(() -> Page.with(page, "rs256", "new")).hasMessageContaining("begin: rs256");
    }

    private static Tables tables(String... entries) throws Exception {
        return Tables.read(String.join(",", List.of(entries)).transform(all -> "[" + all + "]"));
    }

    /** As JMH writes it of two in turns: the bare check is as noisy as what it stands beside. */
    private static String besideBare(String algorithm, String row, int microseconds, int bare, int bytes) {
        String both =
                """
                "bareNanoseconds": {"rawData": [[%1$d, %2$d], [%2$d, %1$d]]},
                "bareCalls": {"rawData": [[1000, 1000], [1000, 1000]]},
                "ownBytes": {"rawData": [[%3$d, %3$d], [%3$d, %3$d]]},
                "wallNanoseconds": {"rawData": [[%4$d, %4$d], [%4$d, %4$d]]},
                "ownNanoseconds":"""
                        .formatted(
                                (bare - 1) * 1_000_000L,
                                (bare + 1) * 1_000_000L,
                                bytes * 1_000L,
                                2 * microseconds * 1_000_000L);
        return entry(algorithm, row, 1, microseconds, 0)
                .replace("VerificationBenchmark.verification", "VerificationBenchmark.besideBare")
                .replace("\"ownNanoseconds\":", both);
    }

    /** As JMH writes it: with four iterations, 1,000 calls each, twice as slow by the wall. */
    private static String entry(String algorithm, String row, int threads, int microseconds, int bytes) {
        return """
                {
                  "benchmark": "dev.tanukey.benchmarks.VerificationBenchmark.verification",
                  "mode": "avgt", "threads": %1$d, "forks": 2, "jdkVersion": "17.0.15",
                  "warmupIterations": 3, "warmupTime": "1 s", "measurementIterations": 2, "measurementTime": "1 s",
                  "params": {"row": "%2$s", "algorithm": "%3$s"},
                  "primaryMetric": {"score": %4$d, "scoreError": "NaN", "rawData": [[%4$d, %4$d], [%4$d, %4$d]]},
                  "secondaryMetrics": {
                    "gc.alloc.rate.norm": {"score": %5$d, "rawData": [[%5$d, %5$d], [%5$d, %5$d]]},
                    "ownNanoseconds": {"score": 1, "rawData": [[%6$d, %7$d], [%8$d, %9$d]]},
                    "ownCalls": {"score": 1, "rawData": [[1000, 1000], [1000, 1000]]}
                  }
                }
                """
                .formatted(
                        threads,
                        row,
                        algorithm,
                        2 * microseconds,
                        bytes,
                        (microseconds - 1) * 1_000_000,
                        (microseconds + 1) * 1_000_000,
                        (microseconds + 1) * 1_000_000,
                        (microseconds - 1) * 1_000_000);
    }
}
