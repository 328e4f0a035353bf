package dev.tanukey.examples.commandline;

import dev.tanukey.AuthenticationResult;
import dev.tanukey.cel.CelExpressionLanguage;
import dev.tanukey.key.KeysUnavailableException;
import dev.tanukey.mapping.configuration.AuthenticationConfiguration;
import dev.tanukey.mapping.configuration.ConfiguredAuthenticator;
import dev.tanukey.mapping.configuration.ConfiguredAuthenticatorBuilder;
import dev.tanukey.mapping.configuration.KeySources;
import dev.tanukey.reason.RejectedException;
import dev.tanukey.reason.Rejection;
import dev.tanukey.reason.RejectionReason;
import dev.tanukey.token.TokenVerifier;
import dev.tanukey.token.VerifiedToken;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.stream.Stream;

/** Judges one token as the library does, and finds out at which step its way ended. */
final class Explainer {
    private final AuthenticationConfiguration configuration;
    private final KeySources keys;
    private final Instant at;
    private final boolean insecureHttpOnLoopback;

    Explainer(AuthenticationConfiguration configuration, KeySources keys, Instant at, boolean insecureHttpOnLoopback) {
        this.configuration = configuration;
        this.keys = keys;
        this.at = at;
        this.insecureHttpOnLoopback = insecureHttpOnLoopback;
    }

    Explanation explain(String token) {
        // All is judged in one instant, so that the two looks at the token cannot differ.
        Clock clock = Clock.fixed(at, ZoneOffset.UTC);
        ObservedKeys observed = new ObservedKeys(keys);
        ConfiguredAuthenticatorBuilder builder = ConfiguredAuthenticator.builder(observed)
                .expressionLanguage(CelExpressionLanguage.kubernetes())
                .clock(clock);
        if (insecureHttpOnLoopback) {
            builder.insecureAllowHttpOnLoopback();
        }
        try (ConfiguredAuthenticator authenticator = builder.build(configuration)) {
            AuthenticationResult result = authenticator.authenticate(token);
            boolean keyFound = observed.asked().flatMap(ObservedKeys.Asked::key).isPresent();
            Optional<VerifiedToken> proven = keyFound ? proven(token, observed, clock) : Optional.empty();
            Optional<Step.Name> end = end(result, proven, observed);
            Way way = new Way(configuration, token.length(), observed.asked(), proven);
            return new Explanation(at, way.steps(end, result), result, proven);
        }
    }

    private static Optional<VerifiedToken> proven(String token, ObservedKeys observed, Clock clock) {
        Optional<TokenVerifier> verifier = observed.verifier(clock);
        try {
            return verifier.isPresent() ? Optional.of(verifier.get().verify(token)) : Optional.empty();
        } catch (RejectedException | KeysUnavailableException notProven) {
            return Optional.empty();
        }
    }

    /** The step at which the way ended; empty if it went to the end. */
    private Optional<Step.Name> end(
            AuthenticationResult result, Optional<VerifiedToken> proven, ObservedKeys observed) {
        return result.fold(
                good -> Optional.empty(),
                other -> Optional.of(end(other.rejection(), proven, observed)),
                bad -> Optional.of(end(bad.rejection(), proven, observed)),
                unknown -> Optional.of(proven.isPresent() ? Step.Name.MAPPING : Step.Name.KEY));
    }

    private Step.Name end(Rejection rejection, Optional<VerifiedToken> proven, ObservedKeys observed) {
        RejectionReason reason = rejection.reason();
        return switch (reason) {
            case TOKEN_TOO_LARGE, NOT_A_JWT -> Step.Name.FORM;
            case ISSUER_UNKNOWN -> Step.Name.ISSUER;
            // The header and the signature are decoded before a key is asked for, the claims once the signature holds.
            case TOKEN_MALFORMED -> observed.asked().isPresent() ? Step.Name.CLAIMS : Step.Name.HEADER;
            case HEADER_UNSUPPORTED, ALGORITHM_NOT_ALLOWED -> Step.Name.HEADER;
            case KEY_UNKNOWN, KEY_UNUSABLE -> Step.Name.KEY;
            case SIGNATURE_INVALID -> Step.Name.SIGNATURE;
            case AUDIENCE_MISMATCH, EXPIRED, NOT_YET_VALID -> Step.Name.CLAIMS;
            // Once the token is proven, only a rule that requires a claim says so.
            case CLAIM_MISSING, CLAIM_MALFORMED -> proven.isPresent() ? Step.Name.RULES : Step.Name.CLAIMS;
            case TOKEN_KIND_NOT_ACCEPTED, MAPPING_FAILED, EMAIL_NOT_VERIFIED -> Step.Name.MAPPING;
            case EXPRESSION_FAILED, EXPRESSION_STOPPED -> isOfARule(rejection) ? Step.Name.RULES : Step.Name.MAPPING;
            case CLAIM_RULE_FAILED, USER_RULE_FAILED -> Step.Name.RULES;
            case IDENTITY_RESERVED -> Step.Name.NAME;
        };
    }

    /** The mapping comes first, so an expression that stands in both has failed there. */
    private boolean isOfARule(Rejection rejection) {
        Stream<String> ofMappings = configuration.jwt().stream()
                .map(jwt -> jwt.claimMappings())
                .flatMap(mappings -> Stream.concat(
                        Stream.of(
                                mappings.username().expression(),
                                mappings.groups().expression(),
                                mappings.uid().expression()),
                        mappings.extra().stream().map(extra -> extra.valueExpression())));
        return ofMappings.noneMatch(expression -> names(rejection, expression));
    }

    private static boolean names(Rejection rejection, String expression) {
        return !expression.isEmpty() && rejection.expected().contains(Rejection.quote(expression));
    }
}
