package dev.tanukey.key;

import static dev.tanukey.Rejections.rejectionOf;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tanukey.reason.Rejection;
import dev.tanukey.reason.RejectionReason;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class KeySetTest {
    private static final KeyRequest ANY = request(Optional.empty(), SignatureAlgorithm.RS256);

    private static final VerificationKey RSA = key("RSA", "a");
    private static final VerificationKey OTHER_RSA = key("RSA", "b");

    private static KeyRequest request(Optional<String> keyId, SignatureAlgorithm algorithm) {
        return new KeyRequest(keyId, algorithm);
    }

    private static KeyRequest request(String keyId) {
        return request(Optional.of(keyId), SignatureAlgorithm.RS256);
    }

    private static VerificationKey key(String family, String keyId) {
        return key(Optional.of(keyId), material(family));
    }

    private static VerificationKey key(Optional<String> keyId, PublicKey material) {
        try {
            return VerificationKey.of(keyId, material);
        } catch (UnusableKeyException impossible) {
            throw new AssertionError(impossible);
        }
    }

    private static PublicKey material(String family) {
        try {
            return KeyPairGenerator.getInstance(family).generateKeyPair().getPublic();
        } catch (java.security.GeneralSecurityException impossible) {
            throw new AssertionError(impossible);
        }
    }

    private static KeySet withUnusable(Optional<String> keyId, VerificationKey... keys) {
        return KeySet.of(List.of(keys), List.of(new UnusableKey(keyId, "an RSA modulus of 1024 bits")));
    }

    @Test
    void a_key_is_found_by_its_exact_id() throws Exception {
        KeySet keys = KeySet.of(RSA, OTHER_RSA);

        assertThat(keys.key(request("a"))).isSameAs(RSA);
        assertThat(keys.key(request("b"))).isSameAs(OTHER_RSA);
        for (String id : List.of("A", "a ", " a", "", "a\u0000", "*", "c")) {
            assertThat(rejectionOf(() -> keys.key(request(id))).reason()).isEqualTo(RejectionReason.KEY_UNKNOWN);
        }
    }

    @Test
    void one_id_may_name_keys_of_several_types() throws Exception {
        VerificationKey ed = key("Ed25519", "a");
        KeySet keys = KeySet.of(RSA, ed);

        assertThat(keys.key(request("a"))).isSameAs(RSA);
        assertThat(keys.key(request(Optional.of("a"), SignatureAlgorithm.EDDSA)))
                .isSameAs(ed);
    }

    @Test
    void different_keys_of_one_id_are_unusable() {
        KeySet keys = KeySet.of(RSA, key("RSA", "a"), OTHER_RSA);
        Rejection rejection = rejectionOf(() -> keys.key(request("a")));

        assertThat(rejection.reason()).isEqualTo(RejectionReason.KEY_UNUSABLE);
        assertThat(rejection.actual()).contains("one of several different keys of one kid and algorithm");
        assertThat(keys.keys()).containsExactly(OTHER_RSA);
        assertThat(keys.unusableKeys()).hasSize(2);
    }

    @Test
    void the_same_key_twice_is_one_key() throws Exception {
        KeySet keys = KeySet.of(RSA, key(Optional.of("a"), RSA.publicKey()));

        assertThat(keys.key(request("a"))).isEqualTo(RSA);
    }

    @Test
    void a_key_of_another_type_is_unusable() {
        Rejection rejection = rejectionOf(() -> KeySet.of(key("Ed25519", "a")).key(request("a")));

        assertThat(rejection.reason()).isEqualTo(RejectionReason.KEY_UNUSABLE);
        assertThat(rejection.actual()).contains("not for RS256");
    }

    @Test
    void a_key_that_must_not_verify_says_why() {
        Rejection rejection =
                rejectionOf(() -> withUnusable(Optional.of("weak"), RSA).key(request("weak")));

        assertThat(rejection.reason()).isEqualTo(RejectionReason.KEY_UNUSABLE);
        assertThat(rejection.operatorMessage()).contains("\"weak\"").contains("1024 bits");
    }

    @Test
    void an_unusable_key_does_not_spoil_its_neighbour() throws Exception {
        assertThat(withUnusable(Optional.of("weak"), RSA).key(request("a"))).isSameAs(RSA);
        assertThat(withUnusable(Optional.of("a"), RSA).key(request("a"))).isSameAs(RSA);
    }

    @Test
    void without_an_id_the_only_key_is_meant() throws Exception {
        VerificationKey nameless = key(Optional.empty(), material("RSA"));

        assertThat(KeySet.of(RSA).key(ANY)).isSameAs(RSA);
        assertThat(KeySet.of(nameless).key(ANY)).isSameAs(nameless);
        assertThat(rejectionOf(() -> KeySet.of(key("Ed25519", "a")).key(ANY)).reason())
                .isEqualTo(RejectionReason.KEY_UNUSABLE);
        assertThat(rejectionOf(() -> withUnusable(Optional.empty()).key(ANY)).reason())
                .isEqualTo(RejectionReason.KEY_UNUSABLE);
    }

    @Test
    void the_same_key_published_twice_is_the_only_key() throws Exception {
        assertThat(KeySet.of(RSA, key(Optional.of("a"), RSA.publicKey())).key(ANY))
                .isEqualTo(RSA);
    }

    @Test
    void ids_from_outside_cannot_break_a_line() {
        assertThat(KeySet.of(key("RSA", "a\nb")).toString() + request("c\nd") + withUnusable(Optional.of("e\nf")))
                .doesNotContain("\n");
    }

    @Test
    void without_an_id_no_key_is_tried_after_another() {
        for (KeySet keys : List.of(KeySet.of(), KeySet.of(RSA, OTHER_RSA), withUnusable(Optional.empty(), RSA))) {
            assertThat(rejectionOf(() -> keys.key(ANY)).reason()).isEqualTo(RejectionReason.KEY_UNKNOWN);
        }
    }

    @Test
    void an_id_never_means_a_key_without_one() {
        KeySet keys = KeySet.of(key(Optional.empty(), material("RSA")));

        assertThat(rejectionOf(() -> keys.key(request("a"))).reason()).isEqualTo(RejectionReason.KEY_UNKNOWN);
    }
}
