package dev.tanukey.testkit.forged;

import dev.tanukey.strict.JsonWriter;
import dev.tanukey.strict.MalformedTextException;
import dev.tanukey.strict.StrictJson;
import dev.tanukey.testkit.TokenBuilder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/** Takes tokens apart, bends the parts and puts them together again. */
final class Workshop {
    private static final Base64.Encoder BASE64URL = Base64.getUrlEncoder().withoutPadding();
    private static final String PLACE = "the place of a literal";

    private Workshop() {}

    /** A token in compact form, cut at its two dots. */
    record Parts(String header, String payload, String signature) {

        static Parts of(String token) {
            int first = token.indexOf('.');
            int last = token.lastIndexOf('.');
            return new Parts(token.substring(0, first), token.substring(first + 1, last), token.substring(last + 1));
        }

        String signingInput() {
            return header + "." + payload;
        }

        String token() {
            return signingInput() + "." + signature;
        }

        Parts withHeader(UnaryOperator<String> bend) {
            return new Parts(bend.apply(header), payload, signature);
        }

        Parts withPayload(UnaryOperator<String> bend) {
            return new Parts(header, bend.apply(payload), signature);
        }

        Parts withSignature(UnaryOperator<String> bend) {
            return new Parts(header, payload, bend.apply(signature));
        }

        Parts withSignatureBytes(UnaryOperator<byte[]> bend) {
            byte[] bytes = Base64.getUrlDecoder().decode(signature);
            return withSignature(text -> base64url(bend.apply(bytes)));
        }

        /** With a good signature over the bent parts as they stand there. */
        Parts signedBy(TokenBuilder<?> good) {
            return withSignature(old -> good.signingKey().signature(ascii(signingInput())));
        }
    }

    static Parts parts(TokenBuilder<?> good) {
        return Parts.of(good.sign());
    }

    static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    static String base64url(byte[] bytes) {
        return BASE64URL.encodeToString(bytes);
    }

    static String base64url(String text) {
        return base64url(utf8(text));
    }

    /** A truly signed token with another text for a header. */
    static String withHeader(TokenBuilder<?> good, UnaryOperator<String> bend) {
        return good.signingKey().sign(bend.apply(good.header()), good.payload());
    }

    /** A truly signed token whose header lacks a parameter. */
    static String withoutParameter(TokenBuilder<?> good, String name) {
        return good.signingKey().sign(headerWithout(good, name), good.payload());
    }

    static String headerWithout(TokenBuilder<?> good, String name) {
        Map<String, @Nullable Object> members = new LinkedHashMap<>(read(good.header()));
        members.remove(name);
        return JsonWriter.write(members);
    }

    /** A truly signed token with another text for a payload. */
    static String withPayload(TokenBuilder<?> good, UnaryOperator<String> bend) {
        return good.signingKey().sign(good.header(), bend.apply(good.payload()));
    }

    /** A truly signed token with bytes for a payload that need not be text. */
    static String withPayloadBytes(TokenBuilder<?> good, UnaryOperator<byte[]> bend) {
        return parts(good)
                .withPayload(old -> base64url(bend.apply(utf8(good.payload()))))
                .signedBy(good)
                .token();
    }

    /** A truly signed token with bytes for a header that need not be text. */
    static String withHeaderBytes(TokenBuilder<?> good, UnaryOperator<byte[]> bend) {
        return parts(good)
                .withHeader(old -> base64url(bend.apply(utf8(good.header()))))
                .signedBy(good)
                .token();
    }

    /** A truly signed token with a claim that is written in a way that no writer of JSON would choose. */
    static String withLiteral(TokenBuilder<?> good, String claim, String literal) {
        good.claim(claim, PLACE);
        return withPayload(good, payload -> payload.replace("\"" + PLACE + "\"", literal));
    }

    /** A truly signed token with more text at the beginning of the payload's object. */
    static String withFirst(TokenBuilder<?> good, String members) {
        return withPayload(good, payload -> "{" + members + "," + payload.substring(1));
    }

    /** The same length of text, but one bit of the last byte's unused ones set. */
    static String withLooseBits(String base64url) {
        int last = base64url.length() - 1;
        String alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
        return base64url.substring(0, last) + alphabet.charAt(alphabet.indexOf(base64url.charAt(last)) | 1);
    }

    static String hmac(TokenBuilder<?> good, String algorithm, byte[] key) {
        return hmac(good.header("alg", algorithm).header(), good.payload(), algorithm, key);
    }

    static String hmac(String header, String payload, String algorithm, byte[] key) {
        String signingInput = base64url(header) + "." + base64url(payload);
        String name = "HmacSHA" + algorithm.substring(2);
        try {
            Mac mac = Mac.getInstance(name);
            mac.init(new SecretKeySpec(key, name));
            return signingInput + "." + base64url(mac.doFinal(ascii(signingInput)));
        } catch (GeneralSecurityException brokenJdk) {
            throw new IllegalStateException("This JDK cannot do " + name + "; use a complete one", brokenJdk);
        }
    }

    static String pem(String type, byte[] der) {
        return "-----BEGIN " + type + "-----\n"
                + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der) + "\n-----END " + type + "-----\n";
    }

    static Map<String, @Nullable Object> claims(TokenBuilder<?> good) {
        return read(good.payload());
    }

    private static Map<String, @Nullable Object> read(String json) {
        try {
            return StrictJson.readObject(utf8(json));
        } catch (MalformedTextException notAsWritten) {
            throw new IllegalArgumentException(
                    "The good token must have a good header and good claims to begin with", notAsWritten);
        }
    }

    static String claim(TokenBuilder<?> good, String name) {
        if (claims(good).get(name) instanceof String text) {
            return text;
        }
        throw new IllegalArgumentException("The good token must have a string for " + name
                + ", but has none; hand over a builder of a token that your verifier lets in");
    }

    static long seconds(TokenBuilder<?> good, String name) {
        if (claims(good).get(name) instanceof Long time) {
            return time;
        }
        throw new IllegalArgumentException("The good token must have whole seconds for " + name
                + ", but has none; hand over a builder of a token that your verifier lets in");
    }

    /** The one audience, or the first. */
    static String audience(TokenBuilder<?> good) {
        Object audience = claims(good).get("aud");
        if (audience instanceof List<?> several && !several.isEmpty() && several.get(0) instanceof String first) {
            return first;
        }
        return claim(good, "aud");
    }

    /** Refuses to forge a token that is as good as the good one. */
    static void requireOtherAudience(TokenBuilder<?> good, String address) {
        Object audience = claims(good).get("aud");
        if (address.equals(audience) || (audience instanceof List<?> several && several.contains(address))) {
            throw new IllegalArgumentException("The good token's audience is its issuer, as every CI_JOB_JWT_V2 had it:"
                    + " such a verifier lets every job in. Give it an audience of its own");
        }
    }

    static String issuer(TokenBuilder<?> good) {
        return claim(good, "iss");
    }

    static String json(Map<String, ? extends @Nullable Object> object) {
        return JsonWriter.write(object);
    }
}
