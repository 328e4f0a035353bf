package dev.tanukey.mapping.configuration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tanukey.issuer.Discovery;
import dev.tanukey.key.KeyRequest;
import dev.tanukey.key.KeySource;
import dev.tanukey.key.VerificationKey;
import dev.tanukey.mapping.conformance.ConformanceCases;
import dev.tanukey.mapping.schema.JwtAuthenticator;
import dev.tanukey.mapping.schema.JwtAuthenticator.ClaimMappings;
import dev.tanukey.mapping.schema.JwtAuthenticator.Issuer;
import dev.tanukey.mapping.schema.JwtAuthenticator.PrefixedClaimOrExpression;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Which keys go on in the next configuration: those that are reached in the same way. */
class ConfiguredSourcesTest {
    private static final String URL = "https://gitlab.example.com";
    private static final Issuer PLAIN = Issuer.of(URL, List.of("a"));

    private final List<Discovery> asked = new ArrayList<>();

    private ConfiguredAuthenticator authenticator() {
        return ConfiguredAuthenticator.builder(discovery -> {
                    asked.add(discovery);
                    return request -> {
                        throw new IllegalStateException("never asked");
                    };
                })
                .build(configuration(PLAIN));
    }

    private static AuthenticationConfiguration configuration(Issuer issuer) {
        return AuthenticationConfiguration.of(new JwtAuthenticator(
                issuer, List.of(), ClaimMappings.of(PrefixedClaimOrExpression.claim("sub", "")), List.of()));
    }

    private static String authority() {
        String configuration = ConformanceCases.of("configuration-validation").stream()
                .filter(each -> each.id().equals("cfg.ca.text-around"))
                .findFirst()
                .flatMap(ConformanceCases.ConformanceCase::configuration)
                .orElseThrow();
        return AuthenticationConfiguration.parse(configuration)
                .jwt()
                .get(0)
                .issuer()
                .certificateAuthority();
    }

    @Test
    void other_audiences_leave_the_keys_as_they_are() {
        try (ConfiguredAuthenticator authenticator = authenticator()) {
            assertThat(authenticator.reload(configuration(Issuer.of(URL, List.of("a", "b")))))
                    .isInstanceOf(Reload.Applied.class);
            assertThat(asked).hasSize(1);
        }
    }

    @Test
    void another_address_of_the_metadata_is_another_way() {
        try (ConfiguredAuthenticator authenticator = authenticator()) {
            authenticator.reload(configuration(new Issuer(URL, URL + "/elsewhere", "", List.of("a"), "", "")));

            assertThat(asked).hasSize(2);
            assertThat(asked.get(0).discoveryUri()).isEmpty();
            assertThat(asked.get(1).discoveryUri()).contains(URI.create(URL + "/elsewhere"));
        }
    }

    @Test
    void other_authorities_are_another_way() {
        try (ConfiguredAuthenticator authenticator = authenticator()) {
            authenticator.reload(configuration(new Issuer(URL, "", authority(), List.of("a"), "", "")));

            assertThat(asked).hasSize(2);
            assertThat(asked.get(0).certificateAuthorities()).isEmpty();
            assertThat(asked.get(1).certificateAuthorities()).contains(authority());
        }
    }

    @Test
    void the_issuer_is_kubernetes_own() {
        try (ConfiguredAuthenticator authenticator = authenticator()) {
            assertThat(authenticator.configuration()).isEqualTo(configuration(PLAIN));
            assertThat(asked).singleElement().satisfies(discovery -> {
                assertThat(discovery.issuer().url()).isEqualTo(URL);
                assertThat(discovery.issuer().algorithms()).hasSize(9);
                assertThat(discovery.issuer().requiredClaims()).isEmpty();
                assertThat(discovery.issuer().futureIssuedAtAllowed()).isTrue();
            });
        }
    }

    /** A source that has keys or has none. */
    private record Warm(boolean ready) implements KeySource {
        @Override
        public VerificationKey key(KeyRequest request) {
            throw new IllegalStateException("never asked");
        }

        @Override
        public boolean warmUp(Duration longestWait) {
            return ready;
        }
    }

    @Test
    void a_configuration_that_still_waits_for_its_keys_has_no_part_in_the_sources() {
        try (ConfiguredAuthenticator authenticator = ConfiguredAuthenticator.builder(
                        discovery -> new Warm(!discovery.discoveryUri().equals(Optional.of(URI.create(URL + "/cold")))))
                .longestWarmUp(Duration.ZERO)
                .build(configuration(PLAIN))) {
            List<KeySource> inForce = authenticator.keySources();
            assertThat(inForce).singleElement().isEqualTo(new Warm(true));

            assertThat(authenticator.reload(configuration(new Issuer(URL, URL + "/cold", "", List.of("a"), "", ""))))
                    .isInstanceOf(Reload.NotReady.class);
            assertThat(authenticator.keySources()).singleElement().isSameAs(inForce.get(0));

            assertThat(authenticator.reload(configuration(new Issuer(URL, URL + "/warm", "", List.of("a"), "", ""))))
                    .isInstanceOf(Reload.Applied.class);
            assertThat(authenticator.keySources()).singleElement().isNotSameAs(inForce.get(0));
        }
    }
}
