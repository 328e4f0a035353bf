package dev.tanukey.token;

import dev.tanukey.issuer.Issuer;
import dev.tanukey.key.KeyRequest;
import dev.tanukey.key.SignatureAlgorithm;
import dev.tanukey.reason.RejectedException;
import dev.tanukey.reason.Rejection;
import dev.tanukey.reason.RejectionHint;
import dev.tanukey.reason.RejectionReason;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Step 3: what the header may say, judged by the issuer's list (RFC 8725 3.1). Parameters that bring a key or an
 * address ({@code jwk}, {@code jku}, {@code x5u}, {@code x5c}, {@code x5t}) are not even read.
 */
record Header(SignatureAlgorithm algorithm, Optional<String> keyId) {
    private static final List<String> NEVER_IN_AN_ID_TOKEN = List.of("crit", "b64", "zip", "cty");

    static Header judge(CompactToken token, Issuer issuer) throws RejectedException {
        Map<String, @Nullable Object> members = token.header();
        requireTypeJwt(members);
        for (String parameter : NEVER_IN_AN_ID_TOKEN) {
            if (members.containsKey(parameter)) {
                throw new RejectedException(Rejection.ofClaim(
                                RejectionReason.HEADER_UNSUPPORTED,
                                parameter,
                                "a header without it",
                                "a header with it")
                        .withHint(RejectionHint.SEND_ID_TOKEN));
            }
        }
        return new Header(algorithm(members, issuer), keyId(members));
    }

    KeyRequest keyRequest() {
        return new KeyRequest(keyId, algorithm);
    }

    private static void requireTypeJwt(Map<String, @Nullable Object> members) throws RejectedException {
        Optional<String> type = string(members, "typ");
        if (type.isPresent() && !type.get().equalsIgnoreCase("JWT")) {
            throw new RejectedException(Rejection.ofClaim(
                            RejectionReason.HEADER_UNSUPPORTED, "typ", "\"JWT\" or none", Rejection.quote(type.get()))
                    .withHint(RejectionHint.SEND_ID_TOKEN));
        }
    }

    private static SignatureAlgorithm algorithm(Map<String, @Nullable Object> members, Issuer issuer)
            throws RejectedException {
        String name = string(members, "alg")
                .orElseThrow(() -> new RejectedException(
                        Rejection.ofClaim(RejectionReason.TOKEN_MALFORMED, "alg", "a string", "none")));
        for (SignatureAlgorithm allowed : issuer.algorithms()) {
            if (allowed.jwaName().equals(name)) {
                return allowed;
            }
        }
        throw new RejectedException(Rejection.ofClaim(
                        RejectionReason.ALGORITHM_NOT_ALLOWED,
                        "alg",
                        "one of " + issuer.algorithms(),
                        Rejection.quote(name))
                .withHint(RejectionHint.GITLAB_SIGNS_RS256));
    }

    private static Optional<String> keyId(Map<String, @Nullable Object> members) throws RejectedException {
        return string(members, "kid");
    }

    private static Optional<String> string(Map<String, @Nullable Object> members, String parameter)
            throws RejectedException {
        Object value = members.get(parameter);
        if (value instanceof String text) {
            return Optional.of(text);
        }
        if (members.containsKey(parameter)) {
            throw new RejectedException(
                    Rejection.ofClaim(RejectionReason.TOKEN_MALFORMED, parameter, "a string", Claims.typeOf(value)));
        }
        return Optional.empty();
    }
}
