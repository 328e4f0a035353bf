package dev.tanukey.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import org.junit.jupiter.api.Test;

class GivenKeyTest {

    private static KeyPair pair(String algorithm, int bits) throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm);
        generator.initialize(bits);
        return generator.generateKeyPair();
    }

    @Test
    void two_mints_of_one_key_publish_the_same_and_sign_everything_with_it() throws Exception {
        KeyPair pair = pair("RSA", 2048);
        SigningKey key = SigningKey.of(pair);
        TokenMint one =
                TokenMint.builder("https://gitlab.example.com").signingKey(key).build();
        TokenMint other = TokenMint.builder("https://gitlab.example.com")
                .signingKey(SigningKey.of(pair))
                .build();
        assertThat(one.jwks()).isEqualTo(other.jwks()).containsOnlyOnce(key.keyId());
        assertThat(one.ciToken().signingKey()).isSameAs(key);
        assertThat(one.userToken().signingKey()).isSameAs(key);
    }

    @Test
    void fakes_can_share_their_two_keys() {
        SigningKey users = SigningKey.generate();
        SigningKey jobs = SigningKey.generate();
        try (FakeGitLab one = FakeGitLab.builder().signingKeys(users, jobs).start();
                FakeGitLab other = FakeGitLab.builder().signingKeys(users, jobs).start()) {
            assertThat(one.mint().jwks()).isEqualTo(other.mint().jwks()).contains(users.keyId(), jobs.keyId());
            assertThat(one.userToken().signingKey()).isSameAs(users);
            assertThat(one.ciToken().signingKey()).isSameAs(jobs);

            one.rotateCiKey();
            assertThat(one.mint().jwks()).contains(users.keyId()).doesNotContain(jobs.keyId());
            assertThat(other.ciToken().signingKey()).isSameAs(jobs);
        }
    }

    @Test
    void keys_that_gitlab_would_not_have_are_refused() throws Exception {
        KeyPair tooShort = pair("RSA", 1024);
        KeyPair curve = pair("EC", 256);
        KeyPair mixed =
                new KeyPair(pair("RSA", 2048).getPublic(), pair("RSA", 2048).getPrivate());
        assertThatThrownBy(() -> SigningKey.of(tooShort)).hasMessageContaining("2048 bits");
        assertThatThrownBy(() -> SigningKey.of(curve)).hasMessageContaining("a key of EC");
        assertThatThrownBy(() -> SigningKey.of(mixed)).hasMessageContaining("do not belong together");
    }

    @Test
    void a_fake_listens_on_the_wanted_port_with_the_given_key() throws Exception {
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getByAddress(new byte[] {127, 0, 0, 1}))) {
            port = free.getLocalPort();
        }
        SigningKey key = SigningKey.generate();
        try (FakeGitLab gitlab = FakeGitLab.builder().port(port).signingKey(key).start()) {
            assertThat(gitlab.url()).isEqualTo("http://127.0.0.1:" + port);
            assertThat(gitlab.ciToken().signingKey()).isSameAs(key);
        }
        assertThatThrownBy(() -> FakeGitLab.builder().port(65_536)).hasMessageContaining("65536");
    }
}
