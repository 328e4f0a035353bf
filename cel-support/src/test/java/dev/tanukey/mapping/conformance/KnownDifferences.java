package dev.tanukey.mapping.conformance;

import dev.tanukey.mapping.conformance.ConformanceCases.ConformanceCase;
import dev.tanukey.mapping.conformance.ConformanceCases.Expectation;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The cases in which we mean to differ from a cluster, besides those that mark it themselves. The section "Cases of the
 * conformance suite" in docs/deviations.md has the reason of each.
 */
final class KnownDifferences {
    private static final List<String> REJECTED = List.of(
            "map.username.duplicate-null",
            "map.groups.duplicate-null",
            "map.uid.duplicate-member",
            "map.uid.duplicate-null",
            "map.email.verified-duplicate",
            "map.username.surrogate",
            "time.exp.text-fraction",
            "time.exp.text-exponent",
            "time.iat.text",
            "time.exp.1e18",
            "time.exp.253402300800",
            "time.exp.2e53",
            "time.exp.milliseconds-past",
            "time.nbf.huge",
            "time.aud.list-null",
            "time.type.sub-null",
            "tok.signature-trailing-bits",
            "tok.leading-space",
            "tok.leading-tab",
            "tok.trailing-space",
            "tok.trailing-newline",
            "tok.newline-in-signature",
            "tok.payload-trailing",
            "tok.payload-two-objects",
            "tok.payload-nan",
            "tok.payload-leading-zero",
            "tok.payload-big",
            "tok.alg.RS384",
            "tok.alg.PS256",
            "tok.alg.PS384",
            "flg.algs-list",
            "tok.rsa.1024",
            "tok.header.typ-at",
            "tok.header.typ-other",
            "tok.header.typ-number",
            "tok.header.cty-jwt",
            "tok.header.crit-b64",
            "tok.header.zip",
            "tok.key.kid-missing-only-second",
            "tok.key.kid-empty",
            "tok.key.jwk-no-kid-many",
            "tok.key.dup-kid-second",
            "tok.key.use-enc",
            "tok.key.use-odd",
            "tok.key.alg-hs",
            "tok.key.key-ops-sign",
            "tok.key.key-ops-encrypt",
            "tok.set.upper-keys",
            "tok.set.dup-keys",
            "tok.disc.jwks-other-host",
            "tok.disc.upper-names",
            "tok.disc.answer-redirect",
            "rot.same-kid-new-key/1",
            "rot.no-kid/1",
            "usr.multi.no-rule-empty-username",
            "dist.visible-to-cel/1",
            "dist.visible-to-cel/2",
            "dist.no-token/1",
            "dist.no-token/2",
            "dist.foreign-issuer/1",
            "dist.foreign-issuer/2");
    private static final List<String> NOT_HANDLED =
            List.of("tok.inner-cr", "tok.iss.dup-last-ours", "tok.iss.google-bare", "flg.google");
    private static final List<String> AUTHENTICATED = List.of(
            "cel.values-number.u-4609d6",
            "tok.header.x5c-garbage",
            "tok.disc.auth-endpoint-number",
            "rot.empty-replaces/2",
            "rot.same-kid-new-key/2");

    /** Configurations that a cluster takes and that are refused here. */
    static final Set<String> CONFIGURATION_REFUSED = Set.of("cel.typing.r-91c7d2");

    private KnownDifferences() {}

    /** Our outcome by the id of the case, or of the case and its step. */
    static Map<String, String> outcomes() {
        Map<String, String> outcomes = new HashMap<>();
        REJECTED.forEach(id -> outcomes.put(id, "rejected"));
        NOT_HANDLED.forEach(id -> outcomes.put(id, "not-handled"));
        AUTHENTICATED.forEach(id -> outcomes.put(id, "authenticated"));
        return outcomes;
    }

    static Expectation wanted(ConformanceCase each) {
        return wanted(each.id(), each);
    }

    static Expectation wanted(ConformanceCase sequence, int step) {
        return wanted(sequence.id() + "/" + step, sequence.steps().get(step));
    }

    private static Expectation wanted(String id, ConformanceCase each) {
        String ours = outcomes().get(id);
        return ours == null ? each.wanted() : new Expectation(Map.of("outcome", ours));
    }
}
