package dev.tanukey.token;

import static dev.tanukey.Forge.token;
import static dev.tanukey.Rejections.rejectionOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tanukey.Forge;
import dev.tanukey.key.KeySet;
import dev.tanukey.key.KeysUnavailableException;
import dev.tanukey.key.SignatureAlgorithm;
import dev.tanukey.key.VerificationKey;
import dev.tanukey.reason.RejectionReason;
import dev.tanukey.reason.UnavailabilityReason;
import dev.tanukey.token.StandInProvider.Behaviour;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Provider;
import java.security.Security;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Who checks signatures. The real native providers are tried in the module {@code jwks}. */
class SignatureProviderTest {

    private static TokenVerifier.Builder verifier(SignatureAlgorithm first, SignatureAlgorithm... more) {
        return TokenVerifier.builder()
                .issuer(Forge.issuer().algorithms(first, more).build(), Forge.keys())
                .clock(Forge.clockAt(Forge.NOW));
    }

    @Test
    void the_jvms_own_check_unless_said_otherwise_and_are_named() {
        assertThat(verifier(SignatureAlgorithm.RS256, SignatureAlgorithm.ES256)
                        .build()
                        .signatureProviders())
                .containsOnlyKeys(SignatureAlgorithm.RS256, SignatureAlgorithm.ES256)
                .hasEntrySatisfying(SignatureAlgorithm.RS256, name -> assertThat(name)
                        .isEqualTo("SunRsaSign "
                                + Security.getProvider("SunRsaSign").getVersionStr()));
    }

    @Test
    void a_chosen_provider_checks_and_is_named_and_the_jvm_does_not_know_it() throws Exception {
        StandInProvider chosen = new StandInProvider("SHA256withRSA", Behaviour.HONEST);
        List<Provider> before = List.of(Security.getProviders());
        TokenVerifier verifier =
                verifier(SignatureAlgorithm.RS256).signatureProvider(chosen).build();

        verifier.verify(token());

        assertThat(chosen.checks()).as("self-test and token").isEqualTo(5);
        assertThat(verifier.signatureProviders()).containsEntry(SignatureAlgorithm.RS256, "StandIn 1.0");
        assertThat(Security.getProviders()).containsExactlyElementsOf(before);
    }

    @Test
    void an_algorithm_that_the_chosen_provider_lacks_is_checked_by_the_jvms_own() throws Exception {
        StandInProvider chosen = new StandInProvider("SHA512withRSA", Behaviour.HONEST);
        TokenVerifier verifier = verifier(SignatureAlgorithm.RS256, SignatureAlgorithm.RS512)
                .signatureProvider(chosen)
                .build();

        assertThat(verifier.verify(token()).issuer().url()).isEqualTo(Forge.URL);
        assertThat(chosen.checks()).isZero();
        assertThat(verifier.signatureProviders())
                .hasEntrySatisfying(
                        SignatureAlgorithm.RS256, name -> assertThat(name).startsWith("SunRsaSign"))
                .containsEntry(SignatureAlgorithm.RS512, "StandIn 1.0");
    }

    @ParameterizedTest
    @EnumSource(names = {"TAKES_NO_KEY", "BREAKS_ON_KEYS"})
    void a_key_that_the_chosen_provider_cannot_take_is_checked_by_the_jvms_own(Behaviour behaviour) throws Exception {
        StandInProvider chosen = new StandInProvider("SHA256withRSA", behaviour);
        TokenVerifier verifier =
                verifier(SignatureAlgorithm.RS256).signatureProvider(chosen).build();

        assertThat(verifier.verify(token()).issuer().url()).isEqualTo(Forge.URL);
        assertThat(rejectionOf(verifier, forged()).reason()).isEqualTo(RejectionReason.SIGNATURE_INVALID);
    }

    @Test
    void a_provider_that_takes_everything_is_found_out_when_the_verifier_is_built() {
        TokenVerifier.Builder builder = verifier(SignatureAlgorithm.RS256)
                .signatureProvider(new StandInProvider("SHA256withRSA", Behaviour.TAKES_EVERYTHING));

        assertThatThrownBy(builder::build)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("RS256 accepts a signature of zeros")
                .hasMessageContaining("Do not verify tokens with it");
    }

    @Test
    void checks_of_another_algorithm_that_take_everything_let_no_token_in() throws Exception {
        TokenVerifier verifier = verifier(SignatureAlgorithm.RS256, SignatureAlgorithm.RS512)
                .signatureProvider(new StandInProvider("SHA512withRSA", Behaviour.TAKES_EVERYTHING))
                .build();
        String header = Forge.HEADER.replace("RS256", "RS512");

        for (int i = 0; i < 2; i++) {
            assertThatThrownBy(() -> verifier.verify(token(header, Forge.CLAIMS)))
                    .isInstanceOfSatisfying(KeysUnavailableException.class, unknown -> {
                        assertThat(unknown.unavailability().reason()).isEqualTo(UnavailabilityReason.INTERNAL_ERROR);
                        assertThat(unknown.unavailability().detail())
                                .contains("The self-test of RS512 failed", "accepts a signature of zeros");
                    });
        }
        assertThat(verifier.verify(token()).algorithm()).isEqualTo(SignatureAlgorithm.RS256);
    }

    @Test
    void a_provider_that_breaks_is_found_out_when_the_verifier_is_built() {
        TokenVerifier.Builder builder = verifier(SignatureAlgorithm.RS256)
                .signatureProvider(new StandInProvider("SHA256withRSA", Behaviour.BREAKS_ON_SIGNATURES));

        assertThatThrownBy(builder::build)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("RS256 fails with java.security.ProviderException");
    }

    @Test
    void a_provider_that_breaks_later_says_nothing_about_the_token() {
        TokenVerifier verifier = verifier(SignatureAlgorithm.RS256)
                .signatureProvider(new StandInProvider("SHA256withRSA", Behaviour.BREAKS_LATER))
                .build();

        assertThatThrownBy(() -> verifier.verify(token()))
                .isInstanceOfSatisfying(KeysUnavailableException.class, unknown -> {
                    assertThat(unknown.unavailability().reason()).isEqualTo(UnavailabilityReason.INTERNAL_ERROR);
                    assertThat(unknown.unavailability().detail())
                            .isEqualTo("the check of RS256 by StandIn 1.0 failed with java.security.ProviderException");
                });
    }

    @Test
    void a_check_that_fails_is_a_no_and_leaves_nothing_behind() throws Exception {
        StandInProvider chosen = new StandInProvider("SHA256withRSA", Behaviour.FAILS_ON_FALSE_ONES);
        TokenVerifier verifier =
                verifier(SignatureAlgorithm.RS256).signatureProvider(chosen).build();

        for (int i = 0; i < 3; i++) {
            assertThat(rejectionOf(verifier, forged()).reason()).isEqualTo(RejectionReason.SIGNATURE_INVALID);
            assertThat(verifier.verify(token()).issuer().url()).isEqualTo(Forge.URL);
        }
    }

    @Test
    void objects_that_check_are_kept_for_the_next_token_of_the_key() throws Exception {
        StandInProvider chosen = new StandInProvider("SHA256withRSA", Behaviour.HONEST);
        TokenVerifier verifier =
                verifier(SignatureAlgorithm.RS256).signatureProvider(chosen).build();
        int made = chosen.objects();

        for (int i = 0; i < 10; i++) {
            verifier.verify(token());
            rejectionOf(verifier, forged());
        }

        assertThat(chosen.objects() - made).isEqualTo(1);
    }

    @Test
    void many_threads_check_with_one_key_and_none_gets_another_ones_answer() throws Exception {
        TokenVerifier verifier = verifier(SignatureAlgorithm.RS256).build();
        String good = token();
        String bad = forged();
        ExecutorService threads = Executors.newFixedThreadPool(40);
        try {
            List<Future<Boolean>> answers = IntStream.range(0, 2_000)
                    .mapToObj(i -> threads.submit(() -> holds(verifier, i % 3 == 0 ? bad : good) == (i % 3 != 0)))
                    .toList();
            for (Future<Boolean> answer : answers) {
                assertThat(answer.get()).isTrue();
            }
        } finally {
            threads.shutdownNow();
        }
    }

    private static boolean holds(TokenVerifier verifier, String token) throws Exception {
        try {
            verifier.verify(token);
            return true;
        } catch (dev.tanukey.reason.RejectedException refused) {
            return false;
        }
    }

    @Test
    void an_elliptic_signature_of_the_form_of_jws_is_checked_by_providers_that_want_another() throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"));
        KeyPair pair = generator.generateKeyPair();
        KeySet keys = KeySet.of(VerificationKey.of(Optional.of(Forge.KEY_ID), pair.getPublic()));
        TokenVerifier verifier = TokenVerifier.builder()
                .issuer(Forge.issuer().algorithms(SignatureAlgorithm.ES256).build(), keys)
                .clock(Forge.clockAt(Forge.NOW))
                .build();
        for (int i = 0; i < 20; i++) {
            String input = encoded(Forge.HEADER.replace("RS256", "ES256")) + "." + encoded(Forge.CLAIMS);
            byte[] signature = signed(pair, input);

            assertThat(verifier.verify(input + "." + Forge.encode(signature)).algorithm())
                    .isEqualTo(SignatureAlgorithm.ES256);
            signature[40] ^= 1;
            assertThat(rejectionOf(verifier, input + "." + Forge.encode(signature))
                            .reason())
                    .isEqualTo(RejectionReason.SIGNATURE_INVALID);
        }
    }

    private static byte[] signed(KeyPair pair, String input) throws GeneralSecurityException {
        Signature signing = Signature.getInstance("SHA256withECDSAinP1363Format");
        signing.initSign(pair.getPrivate());
        signing.update(input.getBytes(StandardCharsets.US_ASCII));
        return signing.sign();
    }

    private static String encoded(String text) {
        return Forge.encode(text.getBytes(StandardCharsets.UTF_8));
    }

    /** A good token with another's signature. */
    private static String forged() {
        String other = token(Forge.claims("acme/shop", "acme/other"));
        String good = token();
        return good.substring(0, good.lastIndexOf('.')) + other.substring(other.lastIndexOf('.'));
    }

    @Test
    void every_algorithm_has_a_name_in_the_jvm() {
        assertThat(Arrays.stream(SignatureAlgorithm.values()).map(JcaScheme::of))
                .allSatisfy(
                        scheme -> assertThat(scheme.checkedBy(Optional.empty())).isNotNull());
    }
}
