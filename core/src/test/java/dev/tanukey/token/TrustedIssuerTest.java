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

/** A header is judged once, and the next one only if it is another. */
class TrustedIssuerTest {
    private final TrustedIssuer issuer = new TrustedIssuer(Forge.issuer().build(), Forge.keys());

    private static CompactToken compact(String header) throws RejectedException {
        return CompactToken.parse(token(header, CLAIMS), 65_536);
    }

    @Test
    void a_header_that_was_remembered_is_not_judged_again() throws Exception {
        Header first = issuer.header(compact(HEADER));
        issuer.remember(compact(HEADER), first);

        assertThat(issuer.header(compact(HEADER))).isSameAs(first);
    }

    @Test
    void another_header_is_judged_however_little_it_differs() throws Exception {
        issuer.remember(compact(HEADER), issuer.header(compact(HEADER)));

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
        issuer.remember(compact(HEADER), issuer.header(compact(HEADER)));
        CompactToken longer = compact(HEADER + "x");

        assertThat(rejectionOf(() -> issuer.header(longer)).reason()).isEqualTo(RejectionReason.TOKEN_MALFORMED);
    }

    @Test
    void the_last_header_takes_the_place_of_the_one_before() throws Exception {
        Header first = issuer.header(compact(HEADER));
        issuer.remember(compact(HEADER), first);
        String otherText = HEADER.replace("key-1", "key-2");
        Header second = issuer.header(compact(otherText));
        issuer.remember(compact(otherText), second);

        assertThat(issuer.header(compact(otherText))).isSameAs(second);
        assertThat(issuer.header(compact(HEADER))).isNotSameAs(first).isEqualTo(first);
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
