package dev.tanukey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tanukey.key.SignatureAlgorithm;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AuthenticatorHealthTest {
    private static final TokenCacheStatistics STATISTICS = new TokenCacheStatistics(4_711, 2, 1, 120, 10_000);

    @Test
    void it_tells_its_story_in_one_line() {
        AuthenticatorHealth health = new AuthenticatorHealth(
                Map.of(SignatureAlgorithm.ES256, "SunEC 17", SignatureAlgorithm.RS256, "SunRsaSign 17"),
                Optional.of(STATISTICS));

        assertThat(health.operatorMessage())
                .isEqualTo("RS256 by SunRsaSign 17, ES256 by SunEC 17; 120 of at most 10,000 tokens remembered, 4,711"
                        + " credentials let in as remembered, 2 judged anew, 1 tokens forgotten for lack of room");
    }

    @Test
    void it_says_what_is_not_there() {
        assertThat(new AuthenticatorHealth(Map.of(), Optional.empty()).operatorMessage())
                .isEqualTo("no signature is checked; no token is remembered");
    }

    @Test
    void it_cannot_be_changed() {
        Map<SignatureAlgorithm, String> providers = new HashMap<>();
        AuthenticatorHealth health = new AuthenticatorHealth(providers, Optional.empty());
        providers.put(SignatureAlgorithm.RS256, "SunRsaSign 17");

        assertThat(health.signatureProviders()).isEmpty();
        assertThatThrownBy(() -> health.signatureProviders().clear()).isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void an_authenticator_names_the_providers_of_its_verifier() {
        TokenAuthenticator authenticator = TokenAuthenticator.builder()
                .issuer(Forge.issuer().build(), Forge.keys(), token -> {
                    throw new AssertionError();
                })
                .build();

        assertThat(authenticator.health().signatureProviders())
                .isEqualTo(Forge.verifier().signatureProviders());
    }
}
