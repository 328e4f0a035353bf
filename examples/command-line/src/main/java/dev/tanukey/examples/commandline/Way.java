package dev.tanukey.examples.commandline;

import dev.tanukey.AuthenticationResult;
import dev.tanukey.mapping.configuration.AuthenticationConfiguration;
import dev.tanukey.mapping.schema.JwtAuthenticator;
import dev.tanukey.mapping.schema.JwtAuthenticator.PrefixedClaimOrExpression;
import dev.tanukey.reason.Rejection;
import dev.tanukey.reason.Unavailability;
import dev.tanukey.token.VerifiedToken;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** The way of one token in words: what each step expects of it, and what came. */
final class Way {
    private final AuthenticationConfiguration configuration;
    private final int length;
    private final Optional<ObservedKeys.Asked> asked;
    private final Optional<VerifiedToken> proven;

    Way(
            AuthenticationConfiguration configuration,
            int length,
            Optional<ObservedKeys.Asked> asked,
            Optional<VerifiedToken> proven) {
        this.configuration = configuration;
        this.length = length;
        this.asked = asked;
        this.proven = proven;
    }

    List<Step> steps(Optional<Step.Name> end, AuthenticationResult result) {
        return Arrays.stream(Step.Name.values())
                .map(name -> {
                    int comparison = end.map(name::compareTo).orElse(-1);
                    return comparison == 0
                            ? ended(name, result)
                            : comparison < 0
                                    ? Step.passed(name, expected(name), came(name, result))
                                    : Step.notReached(name, expected(name));
                })
                .toList();
    }

    private Step ended(Step.Name name, AuthenticationResult result) {
        return result.fold(
                good -> Step.passed(name, expected(name), came(name, result)),
                other -> failed(name, other.rejection()),
                bad -> failed(name, bad.rejection()),
                unknown -> cannotKnow(name, unknown.unavailability()));
    }

    private static Step failed(Step.Name name, Rejection rejection) {
        String claim = rejection.claim().map(about -> about + ": ").orElse("");
        return new Step(
                name,
                Step.Status.FAILED,
                claim + rejection.expected(),
                Optional.of(rejection.actual()),
                Optional.of(Advice.on(rejection)));
    }

    private Step cannotKnow(Step.Name name, Unavailability why) {
        return new Step(
                name,
                Step.Status.UNKNOWN,
                expected(name),
                Optional.of(why.reason() + ": " + why.detail()),
                Optional.of(Advice.on(why)));
    }

    private String expected(Step.Name name) {
        return switch (name) {
            case FORM -> "a JSON Web Token of at most 65536 characters: three parts of base64url";
            case ISSUER -> "iss is one of the configuration's: " + issuers();
            case HEADER -> "an allowed alg, and nothing that an ID token never has";
            case KEY -> "a published key with the token's kid, fit for its alg";
            case SIGNATURE -> "a signature by that key over this very token";
            case CLAIMS ->
                "an audience of ours, times around now: "
                        + jwt().map(jwt -> "aud is " + quoted(jwt.issuer().audiences()))
                                .orElse("aud as the issuer's entry says");
            case MAPPING -> jwt().map(Way::mapping).orElse("claims that give a name");
            case RULES -> jwt().map(Way::rules).orElse("all rules hold");
            case NAME -> "a name and groups that are the issuer's to give: not system:, not another issuer's prefix";
        };
    }

    private String came(Step.Name name, AuthenticationResult result) {
        return switch (name) {
            case FORM -> length + " characters in three parts";
            case ISSUER ->
                asked.map(request -> Rejection.quote(request.issuer()) + entry(request.issuer()))
                        .orElse("one of them");
            case HEADER ->
                asked.map(ObservedKeys.Asked::request)
                        .map(request -> "alg " + request.algorithm() + ", "
                                + request.keyId()
                                        .map(Rejection::quote)
                                        .map(id -> "kid " + id)
                                        .orElse("no kid"))
                        .orElse("such a header");
            case KEY ->
                asked.flatMap(ObservedKeys.Asked::key)
                        .map(key ->
                                "the key " + key.keyId().map(Rejection::quote).orElse("without an id, the only one"))
                        .orElse("such a key");
            case SIGNATURE -> "one that holds: the claims are proven";
            case CLAIMS ->
                proven.map(token -> "aud " + quoted(token.audience()) + ", exp " + token.expiresAt())
                        .orElse("such claims");
            case MAPPING -> user(result, "a user");
            case RULES -> "no rule objects";
            case NAME -> user(result, "such a name");
        };
    }

    private static String user(AuthenticationResult result, String otherwise) {
        return result instanceof AuthenticationResult.Authenticated good
                ? "username " + Rejection.quote(good.user().username())
                : otherwise;
    }

    private Optional<JwtAuthenticator> jwt() {
        Optional<String> issuer = asked.map(ObservedKeys.Asked::issuer);
        return configuration.jwt().stream()
                .filter(jwt -> configuration.jwt().size() == 1
                        || issuer.filter(jwt.issuer().url()::equals).isPresent())
                .findFirst();
    }

    private String entry(String issuer) {
        List<String> urls =
                configuration.jwt().stream().map(jwt -> jwt.issuer().url()).toList();
        return ", jwt[" + urls.indexOf(issuer) + "]";
    }

    private String issuers() {
        return configuration.jwt().isEmpty()
                ? "none"
                : quoted(configuration.jwt().stream()
                        .map(jwt -> jwt.issuer().url())
                        .toList());
    }

    private static String quoted(List<String> texts) {
        return texts.stream().map(Rejection::quote).collect(Collectors.joining(" or "));
    }

    private static String mapping(JwtAuthenticator jwt) {
        List<String> parts = new ArrayList<>();
        parts.add("username from " + source(jwt.claimMappings().username()));
        if (!jwt.claimMappings().groups().equals(PrefixedClaimOrExpression.NONE)) {
            parts.add("groups from " + source(jwt.claimMappings().groups()));
        }
        JwtAuthenticator.ClaimOrExpression uid = jwt.claimMappings().uid();
        if (!uid.equals(JwtAuthenticator.ClaimOrExpression.NONE)) {
            parts.add("uid from " + (uid.claim().isEmpty() ? "an expression" : "the claim " + uid.claim()));
        }
        jwt.claimMappings().extra().forEach(extra -> parts.add(extra.key() + " from an expression"));
        return String.join(", ", parts);
    }

    private static String source(PrefixedClaimOrExpression source) {
        return source.claim().isEmpty()
                ? "an expression"
                : "the claim " + source.claim()
                        + source.prefix()
                                .filter(prefix -> !prefix.isEmpty())
                                .map(prefix -> " behind " + Rejection.quote(prefix))
                                .orElse("");
    }

    private static String rules(JwtAuthenticator jwt) {
        int rules =
                jwt.claimValidationRules().size() + jwt.userValidationRules().size();
        return switch (rules) {
            case 0 -> "nothing: there are no rules";
            case 1 -> "the one rule holds";
            default -> "all " + rules + " rules hold";
        };
    }
}
