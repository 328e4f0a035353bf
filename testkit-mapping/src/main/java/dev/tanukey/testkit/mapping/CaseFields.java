package dev.tanukey.testkit.mapping;

import dev.tanukey.mapping.schema.ConfigurationProblem;
import dev.tanukey.mapping.schema.ConfigurationProblem.Position;
import dev.tanukey.mapping.schema.JwtAuthenticator.Issuer;
import dev.tanukey.mapping.text.DecodingProblems;
import dev.tanukey.mapping.text.FieldAdvice;
import dev.tanukey.mapping.text.Fields;
import dev.tanukey.mapping.text.Node;
import dev.tanukey.strict.JsonWriter;
import dev.tanukey.testkit.SigningKey;
import dev.tanukey.testkit.TokenBuilder;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads one case of a suite. For one thread. */
final class CaseFields {
    private static final long HOUR = 3600;
    private static final String NOBODY = "https://gitlab.example.com";

    private final Fields fields;
    private final List<Issuer> issuers;
    private final Optional<Instant> nowOfSuite;
    private final Mints mints;
    private final Values values;
    private final DecodingProblems problems;
    private final List<ConfigurationProblem> warnings = new ArrayList<>();

    CaseFields(
            Fields fields,
            List<Issuer> issuers,
            Optional<Instant> nowOfSuite,
            Mints mints,
            Values values,
            DecodingProblems problems) {
        this.fields = fields;
        this.issuers = issuers;
        this.nowOfSuite = nowOfSuite;
        this.mints = mints;
        this.values = values;
        this.problems = problems;
    }

    SuiteCase read(Position at) {
        String name = fields.text("name");
        if (name.isBlank()) {
            fields.problem("name", "the case has no name", "Say in a sentence what it shows");
        }
        String issuer = issuer();
        Optional<Instant> now = Words.instant(fields, "now").or(() -> nowOfSuite);
        boolean given = fields.node("claims").isPresent();
        boolean minted = fields.node("token").isPresent();
        if (given == minted) {
            fields.problem(
                    "",
                    given ? "the case has a token and claims" : "the case has no token",
                    "Write either `token` with a preset, or `claims` with everything that the token says");
        }
        Map<String, @Nullable Object> claims = claims(fields);
        Instant judged = now.orElseGet(
                () -> claims.get("iat") instanceof Long iat ? Instant.ofEpochSecond(iat) : SuiteReader.USUAL_NOW);
        Optional<String> token = fields.optionalObject("token", object -> minted(object, issuer, judged));
        if (given) {
            token = Optional.of(signed(claims, issuer, judged));
        } else if (fields.node("without").isPresent()) {
            fields.problem("without", "it belongs to a case with `claims`", "Put it below `token`");
        }
        Optional<Expectation> expectation =
                fields.optionalObject("expect", object -> new ExpectationFields(object, problems).read());
        if (expectation.isEmpty()) {
            fields.problem(
                    "expect", "nothing is expected", "Write `user`, `refused` or `notApplicable` below `expect`");
        }
        return new SuiteCase(
                name,
                at,
                judged,
                token.orElse(""),
                expectation.orElseGet(() -> new Expectation.Refused(Set.of(), Optional.empty())));
    }

    List<ConfigurationProblem> warnings() {
        return warnings;
    }

    private String issuer() {
        Optional<String> named = fields.optionalText("issuer").filter(text -> !text.isEmpty());
        if (named.isEmpty() && issuers.size() > 1) {
            fields.problem(
                    "issuer",
                    "the configuration has %d issuers, and the case names none".formatted(issuers.size()),
                    "Write one of "
                            + FieldAdvice.names(
                                    issuers.stream().map(Issuer::url).toList()));
        }
        return named.or(() -> issuers.stream()
                        .map(Issuer::url)
                        .filter(url -> !url.isEmpty())
                        .findFirst())
                .orElse(NOBODY);
    }

    /** The first audience that the issuer's tokens may have; of an issuer that is not there, that of the first. */
    private Optional<String> audience(String issuer) {
        return issuers.stream()
                .filter(one -> one.url().equals(issuer))
                .findFirst()
                .or(() -> issuers.stream().findFirst())
                .flatMap(one -> one.audiences().stream().findFirst());
    }

    private String minted(Fields token, String issuer, Instant now) {
        TokenBuilder<?> builder;
        try {
            builder = new TokenFields(token, mints).read(issuer, audience(issuer), now);
        } catch (IllegalArgumentException refused) {
            fields.problem(
                    "issuer", String.valueOf(refused.getMessage()), "Name an issuer as https://gitlab.example.com");
            return "";
        }
        claims(token).forEach(builder::claim);
        token.texts("without").forEach(builder::without);
        token.texts("mistyped").forEach(builder::mistyped);
        try {
            return builder.sign();
        } catch (IllegalStateException inconsistent) {
            token.problem(
                    "",
                    String.valueOf(inconsistent.getMessage()),
                    "Add what is missing, delete what needs it, or set single claims below `claims`");
            return "";
        }
    }

    /** A token of nothing but given claims; only what makes it fresh is added. */
    private String signed(Map<String, @Nullable Object> claims, String issuer, Instant now) {
        Map<String, @Nullable Object> payload = new LinkedHashMap<>(claims);
        long issuedAt = payload.get("iat") instanceof Long iat ? iat : now.getEpochSecond();
        payload.putIfAbsent("iss", issuer);
        payload.putIfAbsent("iat", issuedAt);
        payload.putIfAbsent("exp", issuedAt + HOUR);
        payload.keySet().removeAll(fields.texts("without"));
        SigningKey key = mints.of(issuer).ciToken().signingKey();
        return key.sign(
                JsonWriter.write(Map.of("kid", key.keyId(), "typ", "JWT", "alg", "RS256")), JsonWriter.write(payload));
    }

    /** The claims as they are written; what GitLab would write otherwise is told. */
    private Map<String, @Nullable Object> claims(Fields object) {
        Optional<Node> node = object.node("claims");
        if (node.isEmpty()) {
            return Map.of();
        }
        if (!(node.get() instanceof Node.Mapping mapping)) {
            object.problem(
                    "claims",
                    "expected fields, came " + SuiteWording.name(node.get().typeName()),
                    "Write each claim as `name: value` below it");
            return Map.of();
        }
        String path = Fields.below(object.path(), "claims");
        Map<String, @Nullable Object> claims = values.object(mapping, path);
        for (Node.Entry entry : mapping.entries()) {
            ClaimTypes.complaint(Fields.below(path, entry.key()), entry.at(), entry.key(), claims.get(entry.key()))
                    .ifPresent(warnings::add);
        }
        return claims;
    }
}
