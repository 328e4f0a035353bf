package dev.tanukey.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.tanukey.corpus.CorpusCase;
import dev.tanukey.corpus.CorpusWords;
import dev.tanukey.issuer.Issuer;
import dev.tanukey.jwks.FetchedDocument;
import dev.tanukey.jwks.JwksKeySource;
import dev.tanukey.jwks.NativeProviders;
import dev.tanukey.key.KeySet;
import dev.tanukey.key.KeySource;
import dev.tanukey.key.KeysUnavailableException;
import dev.tanukey.key.SignatureAlgorithm;
import dev.tanukey.key.VerificationKey;
import dev.tanukey.reason.RejectedException;
import dev.tanukey.reason.RejectionReason;
import dev.tanukey.strict.MalformedTextException;
import dev.tanukey.strict.StrictBase64Url;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.Provider;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * The JWS and JWK vectors of C2SP Wycheproof, read in place and not part of this repository. Their payloads are no
 * claims sets, so header, key and signature are judged by our steps one by one, and the whole verifier must refuse each
 * of them.
 */
class WycheproofTest {
    private static final Path VECTORS = Path.of("../../shared/wycheproof");
    private static final URI JWKS_URI = URI.create("https://gitlab.example.com/oauth/discovery/keys");

    private KeySource keysOfCase = KeySet.of();
    private final TokenVerifier verifier = TokenVerifier.builder()
            .issuer(
                    Issuer.gitlab("https://gitlab.example.com")
                            .audience("https://guard.example.com")
                            .algorithms(SignatureAlgorithm.RS256, SignatureAlgorithm.values())
                            .build(),
                    request -> keysOfCase.key(request))
            .build();

    /** An ordinary test, so that its being skipped is counted and seen. */
    @Test
    void the_vectors_are_there() {
        assumeThat(Files.isDirectory(VECTORS))
                .as(
                        "no Wycheproof vectors in %s: nothing to check",
                        VECTORS.toAbsolutePath().normalize())
                .isTrue();
    }

    @TestFactory
    Stream<DynamicTest> signature() {
        if (!Files.isDirectory(VECTORS)) {
            return Stream.empty();
        }
        List<CorpusCase> cases = CorpusCase.in(VECTORS);
        assertThat(cases).hasSize(427);
        return cases.stream().map(one -> dynamicTest(one.id(), () -> judge(one)));
    }

    private void judge(CorpusCase one) {
        String reason = reason(one);
        assertThat(reason).as(one.id()).isIn(one.isAccepted() ? List.of("none") : one.reasons());
        assertThat(reasonEndToEnd(one)).as(one.id()).isNotEqualTo("none");
    }

    private static String reason(CorpusCase one) {
        try {
            return holds(one) ? "none" : CorpusWords.of(RejectionReason.SIGNATURE_INVALID);
        } catch (MalformedTextException malformed) {
            return CorpusWords.of(RejectionReason.TOKEN_MALFORMED);
        } catch (RejectedException refusal) {
            return CorpusWords.of(refusal.rejection().reason());
        } catch (KeysUnavailableException noKeys) {
            return CorpusWords.of(noKeys.unavailability().reason());
        }
    }

    private static boolean holds(CorpusCase one)
            throws MalformedTextException, RejectedException, KeysUnavailableException {
        String[] parts = one.token().split("\\.", -1);
        if (parts.length != 3) {
            throw new MalformedTextException("not three parts");
        }
        StrictBase64Url.decode(parts[1]);
        CompactToken readable = CompactToken.parse(parts[0] + "." + claimsOf(one) + "." + parts[2], 65_536);
        Header header = Header.judge(readable, one.issuer());
        VerificationKey key = keys(one).key(header.keyRequest());
        byte[] signed = one.token().substring(0, one.token().lastIndexOf('.')).getBytes(StandardCharsets.US_ASCII);
        boolean holds = holds(Optional.empty(), header, key, signed, readable.signature());
        for (Provider provider : NativeProviders.all()) {
            assertThat(holds(Optional.of(provider), header, key, signed, readable.signature()))
                    .as("%s by %s", one.id(), provider)
                    .isEqualTo(holds);
        }
        return holds;
    }

    private static boolean holds(
            Optional<Provider> provider, Header header, VerificationKey key, byte[] signed, byte[] signature) {
        return new ReadySignatures(JcaScheme.of(header.algorithm()), provider, key.publicKey())
                .verifies(signed, signed.length, signature);
    }

    /** One verifier for all cases, since each new one tests the JVM first. */
    private String reasonEndToEnd(CorpusCase one) {
        keysOfCase = keys(one);
        try {
            verifier.verify(one.token());
            return "none";
        } catch (RejectedException refusal) {
            return CorpusWords.of(refusal.rejection().reason());
        } catch (KeysUnavailableException noKeys) {
            return CorpusWords.of(noKeys.unavailability().reason());
        }
    }

    private static JwksKeySource keys(CorpusCase one) {
        return JwksKeySource.builder(one.issuer())
                .jwksUri(JWKS_URI)
                .fetcher(uri -> FetchedDocument.json(one.keySet()))
                .build();
    }

    private static String claimsOf(CorpusCase one) {
        byte[] claims = ("{\"iss\":\"" + one.issuer().url() + "\"}").getBytes(StandardCharsets.US_ASCII);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(claims);
    }
}
