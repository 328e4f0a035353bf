package dev.tanukey.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DeploymentTierTest {

    @ParameterizedTest
    @CsvSource({
        "production,   production",
        "production/eu, production",
        "Prod EU,      production",
        "gprd,         production",
        "live,         production",
        "staging,      staging",
        "stg,          staging",
        "pre-prod,     staging",
        "nonprod,      staging",
        "integration,  testing",
        "acceptance,   testing",
        "qa,           testing",
        "review/x,     development",
        "dev-prod,     development",
        "customers,    other"
    })
    void the_first_tier_with_a_word_in_the_name_is_guessed(String environment, String tier) {
        assertThat(DeploymentTier.guess(environment)).isEqualTo(tier);
    }
}
