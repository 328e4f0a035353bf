package dev.tanukey.jwks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.tanukey.corpus.CorpusCase;
import dev.tanukey.issuer.Issuer;
import dev.tanukey.key.KeyRequest;
import dev.tanukey.key.KeysUnavailableException;
import dev.tanukey.key.SignatureAlgorithm;
import dev.tanukey.reason.UnavailabilityReason;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Judges a metadata document of the corpus: by itself, and as the first step to keys. */
final class MetadataVerdict {
    private static final KeyRequest ANY = new KeyRequest(Optional.of("kid"), SignatureAlgorithm.RS256);

    private MetadataVerdict() {}

    static void check(CorpusCase one) {
        Issuer issuer = one.issuer();
        assertThat(DiscoveryDocument.address(issuer)).hasToString(one.requestUrl());
        checkAlone(one, issuer);
        checkAsFirstStep(one, issuer);
    }

    private static void checkAlone(CorpusCase one, Issuer issuer) {
        Endpoint metadata = Endpoint.metadata(URI.create(one.requestUrl()));
        if (one.isAccepted()) {
            try {
                assertThat(DiscoveryDocument.read(metadata, issuer, uri -> answer(one))
                                .jwksUri())
                        .hasToString(one.jwksUri().orElseThrow());
            } catch (FetchFailedException refused) {
                throw new AssertionError(refused);
            }
        } else {
            FetchFailedException refusal = catchThrowableOfType(
                    FetchFailedException.class, () -> DiscoveryDocument.read(metadata, issuer, uri -> answer(one)));
            assertThat(refusal).isNotNull();
            assertThat(refusal.reason())
                    .isEqualTo(
                            answer(one).status() == 200
                                    ? UnavailabilityReason.METADATA_INVALID
                                    : UnavailabilityReason.ISSUER_UNREACHABLE);
        }
    }

    /** What must not be believed must not be asked either. */
    private static void checkAsFirstStep(CorpusCase one, Issuer issuer) {
        List<String> asked = new ArrayList<>();
        JwksKeySource keys = JwksKeySource.builder(issuer)
                .fetcher(uri -> {
                    asked.add(uri.toString());
                    return asked.size() == 1
                            ? answer(one)
                            : FetchedDocument.json("{\"keys\":[]}".getBytes(StandardCharsets.US_ASCII));
                })
                .build();
        assertThat(catchThrowableOfType(KeysUnavailableException.class, () -> keys.key(ANY)))
                .isNotNull();
        List<String> expected = new ArrayList<>(List.of(one.requestUrl()));
        one.jwksUri().ifPresent(expected::add);
        assertThat(asked).isEqualTo(expected);
    }

    private static FetchedDocument answer(CorpusCase one) {
        Map<String, Object> response = one.response();
        Map<String, String> headers = new HashMap<>();
        Optional.ofNullable((String) response.get("content_type")).ifPresent(type -> headers.put("Content-Type", type));
        return FetchedDocument.of(
                ((Long) response.get("status")).intValue(),
                headers,
                ((String) response.get("body")).getBytes(StandardCharsets.UTF_8));
    }
}
