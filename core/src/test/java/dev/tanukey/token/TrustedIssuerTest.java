package dev.tanukey.token;

import static dev.tanukey.Forge.CLAIMS;
import static dev.tanukey.Forge.HEADER;
import static dev.tanukey.Forge.token;
import static dev.tanukey.Rejections.rejectionOf;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tanukey.Forge;
import dev.tanukey.reason.RejectedException;
import dev.tanukey.reason.RejectionReason;
import org.junit.jupiter.api.Test;

/** A header is judged once. */
class TrustedIssuerTest {
    private final TrustedIssuer issuer = new TrustedIssuer(Forge.issuer().build(), Forge.keys());

    private static CompactToken compact(String header) throws RejectedException {
        return CompactToken.parse(token(header, CLAIMS), 65_536);
    }

    @Test
    void a_header_that_was_remembered_is_not_judged_again() throws Exception {
        Header first = remembered(Forge.KEY_ID);

        assertThat(issuer.header(compact(HEADER))).isSameAs(first);
    }

    @Test
    void another_header_is_judged_however_little_it_differs() throws Exception {
        remembered(Forge.KEY_ID);

        assertThat(issuer.header(compact(HEADER.replace("key-1", "key-2"))).keyId())
                .contains("key-2");
        assertThat(rejectionOf(() -> issuer.header(compact(HEADER.replace("RS256", "RS512"))))
                        .reason())
                .isEqualTo(RejectionReason.ALGORITHM_NOT_ALLOWED);
        assertThat(rejectionOf(() -> issuer.header(compact(HEADER.replace("}", ",\"crit\":[]}"))))
                        .reason())
                .isEqualTo(RejectionReason.HEADER_UNSUPPORTED);
    }

    @Test
    void a_header_that_begins_like_the_remembered_one_is_another() throws Exception {
        remembered(Forge.KEY_ID);
        CompactToken longer = compact(HEADER + "x");

        assertThat(rejectionOf(() -> issuer.header(longer)).reason()).isEqualTo(RejectionReason.TOKEN_MALFORMED);
    }

    @Test
    void the_header_of_each_key_is_remembered() throws Exception {
        Header first = remembered("key-1");
        Header second = remembered("key-2");

        assertThat(issuer.header(compact(headerWith("key-1")))).isSameAs(first);
        assertThat(issuer.header(compact(headerWith("key-2")))).isSameAs(second);
    }

    @Test
    void more_headers_than_an_issuer_can_have_keys_do_not_add_up() throws Exception {
        Header first = remembered("key-1");
        for (int i = 2; i <= 256; i++) {
            remembered("key-" + i);
        }
        assertThat(issuer.header(compact(headerWith("key-1")))).isSameAs(first);
        Header last = remembered("key-257");

        assertThat(issuer.header(compact(headerWith("key-1"))))
                .isNotSameAs(first)
                .isEqualTo(first);
        assertThat(issuer.header(compact(headerWith("key-257")))).isSameAs(last);
    }

    private Header remembered(String keyId) throws RejectedException {
        Header header = issuer.header(compact(headerWith(keyId)));
        issuer.remember(compact(headerWith(keyId)), header);
        return header;
    }

    private static String headerWith(String keyId) {
        return HEADER.replace(Forge.KEY_ID, keyId);
    }

    @Test
    void a_header_without_a_true_signature_is_not_remembered() throws Exception {
        TokenVerifier verifier = Forge.verifier();
        verifier.verify(token());
        String stranger = token(HEADER.replace("}", ",\"x\":1}"), CLAIMS);
        String forged = stranger.substring(0, stranger.length() - 4) + "AAAA";

        for (int i = 0; i < 2; i++) {
            assertThat(rejectionOf(verifier, forged).reason()).isEqualTo(RejectionReason.SIGNATURE_INVALID);
            assertThat(verifier.verify(token()).keyId()).contains(Forge.KEY_ID);
        }
    }
}
