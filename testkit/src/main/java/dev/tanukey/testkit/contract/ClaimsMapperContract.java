package dev.tanukey.testkit.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import dev.tanukey.gitlab.TokenKind;
import dev.tanukey.issuer.Issuer;
import dev.tanukey.key.KeysUnavailableException;
import dev.tanukey.reason.RejectedException;
import dev.tanukey.testkit.InstanceKeys;
import dev.tanukey.testkit.TokenBuilder;
import dev.tanukey.testkit.TokenMint;
import dev.tanukey.testkit.contract.MapAnswer.Mapped;
import dev.tanukey.testkit.contract.MapAnswer.Refused;
import dev.tanukey.token.TokenVerifier;
import dev.tanukey.token.VerifiedToken;
import dev.tanukey.user.ClaimsMapper;
import dev.tanukey.user.NamePrefixes;
import dev.tanukey.user.UserInfo;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;

/**
 * What every {@link ClaimsMapper} promises, as tests: the same token yields the same user, on many threads at once;
 * tokens of kinds that it does not take are refused; whatever claims a token lacks or carries in another type, it
 * yields a user with a name or a refusal, and never another exception; refusals quote no claims that are private; names
 * begin as {@link ClaimsMapper#prefixes} says.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public abstract class ClaimsMapperContract {
    private static final String ISSUER = "https://gitlab.example.com";
    private static final String MARK = "a-private-value-that-nobody-may-see";

    /** Publishes the keys of all kinds of tokens. */
    private final TokenMint mint =
            TokenMint.builder(ISSUER).keys(InstanceKeys.THREE).build();

    private final AtomicReference<@Nullable TokenVerifier> verifier = new AtomicReference<>();

    /** For the class that extends this one. */
    protected ClaimsMapperContract() {}

    /** {@return the mapper} */
    protected abstract ClaimsMapper mapper();

    /** {@return for whom tokens are; default: {@code https://api.example.com}} */
    protected String audience() {
        return "https://api.example.com";
    }

    /**
     * Begins a token that the mapper turns into a user. Default: a job on the branch {@code main} of {@code acme/shop}.
     * Called once for each token.
     *
     * @param mint who mints it, for {@code https://gitlab.example.com}
     * @param audience {@link #audience()}
     * @return the builder of a token for this audience
     */
    protected TokenBuilder<?> goodToken(TokenMint mint, String audience) {
        return mint.ciToken().audience(audience);
    }

    /** {@return the kinds of tokens that the mapper takes; default: that of {@link #goodToken} and no other} */
    protected Set<TokenKind> kinds() {
        return Set.of(TokenKind.of(verified(good()).orElseThrow().claims()));
    }

    @Test
    final void the_good_token_yields_a_user() {
        requireMapped(MapAnswer.of(mapper(), goodVerified()));
    }

    @Test
    final void the_same_token_yields_the_same_user_each_time() {
        ClaimsMapper mapper = mapper();
        VerifiedToken token = goodVerified();

        assertEquals(
                MapAnswer.of(mapper, token), MapAnswer.of(mapper, token), "one token was mapped twice, differently");
    }

    @Test
    final void one_token_leaves_nothing_behind_for_the_next() {
        VerifiedToken first = goodVerified();
        VerifiedToken next = goodVerified();
        ClaimsMapper mapper = mapper();
        MapAnswer before = MapAnswer.of(mapper, first);
        MapAnswer after = MapAnswer.of(mapper, next);
        ClaimsMapper other = mapper();

        assertEquals(MapAnswer.of(other, next), after, "a token was mapped differently after another one");
        assertEquals(MapAnswer.of(other, first), before, "a token was mapped differently before another one");
    }

    @Test
    final void many_threads_at_once_get_the_same_user() throws Exception {
        ClaimsMapper mapper = mapper();
        VerifiedToken token = goodVerified();

        Set<MapAnswer> answers = Crowd.ask(() -> MapAnswer.of(mapper, token));

        assertEquals(1, answers.size(), () -> "many threads mapped one token at once and got " + answers);
    }

    @TestFactory
    final Stream<DynamicTest> other_kinds_of_tokens_are_refused() {
        ClaimsMapper mapper = mapper();
        Set<TokenKind> taken = kinds();
        return tokensOfAllKinds().entrySet().stream().flatMap(named -> {
            VerifiedToken token = verified(named.getValue()).orElseThrow();
            TokenKind kind = TokenKind.of(token.claims());
            return taken.contains(kind) ? Stream.empty() : Stream.of(refusedKind(mapper, named.getKey(), token, kind));
        });
    }

    private static DynamicTest refusedKind(ClaimsMapper mapper, String name, VerifiedToken token, TokenKind kind) {
        return DynamicTest.dynamicTest("refused: " + name, () -> {
            if (MapAnswer.of(mapper, token) instanceof Mapped) {
                fail("A token of the kind " + kind + " was made a user, signed with keys of the same issuer: decide"
                        + " by TokenKind.of(token.claims()) first, or let kinds() say that it is meant so");
            }
        });
    }

    private Map<String, TokenBuilder<?>> tokensOfAllKinds() {
        Map<String, TokenBuilder<?>> tokens = new LinkedHashMap<>();
        tokens.put("a job's", mint.ciToken().audience(audience()));
        tokens.put("a user's", mint.userToken().audience(audience()));
        tokens.put("one for the secrets manager", mint.secretsManagerToken().audience(audience()));
        tokens.put("one for GitLab's cloud services", mint.cloudConnectorToken().claim("aud", audience()));
        tokens.put("an exchanged one", mint.tokenExchangeToken().claim("aud", audience()));
        tokens.put(
                "one that looks like a job's and like a user's",
                mint.ciToken()
                        .audience(audience())
                        .claim("preferred_username", "jdoe")
                        .claim("auth_time", 1));
        tokens.put(
                "a job's without its job", mint.ciToken().audience(audience()).without("job_id"));
        return tokens;
    }

    @TestFactory
    final Stream<DynamicTest> a_missing_claim_yields_a_user_or_a_refusal() {
        ClaimsMapper mapper = mapper();
        return goodVerified().claims().names().stream().flatMap(name -> verified(good().without(name)).stream()
                .map(token -> DynamicTest.dynamicTest("without " + name, () -> requireSaneAnswer(mapper, token))));
    }

    @TestFactory
    final Stream<DynamicTest> a_claim_of_another_type_yields_a_user_or_a_refusal() {
        ClaimsMapper mapper = mapper();
        return goodVerified().claims().names().stream()
                .map(name -> DynamicTest.dynamicTest("wrong " + name, () -> {
                    for (Object value : List.of(
                            17, 1.5, true, "", "a\r\nb", List.of(), List.of(1), List.of(MARK), Map.of("a", MARK))) {
                        requireSaneAnswer(mapper, name, value);
                    }
                    requireSaneAnswer(mapper, name, null);
                }));
    }

    private void requireSaneAnswer(ClaimsMapper mapper, String claim, @Nullable Object value) {
        verified(good().claim(claim, value)).ifPresent(token -> requireSaneAnswer(mapper, token));
    }

    private static void requireSaneAnswer(ClaimsMapper mapper, VerifiedToken token) {
        if (MapAnswer.of(mapper, token) instanceof Refused refused) {
            String message = refused.rejection().operatorMessage();
            assertFalse(
                    message.contains(MARK),
                    "The operator's message quotes what a claim holds: say which claim it is about and what was"
                            + " expected, and of what came the type");
            assertTrue(
                    message.chars().noneMatch(Character::isISOControl),
                    "The operator's message is more than one line: pass text of a token through Rejection.quote");
        }
    }

    @Test
    final void prefixes_never_change() {
        ClaimsMapper mapper = mapper();
        NamePrefixes before = mapper.prefixes();
        requireMapped(MapAnswer.of(mapper, goodVerified()));

        assertEquals(before, mapper.prefixes(), "prefixes() is asked for once, when the authenticator is built");
    }

    @Test
    final void names_begin_as_the_prefixes_say() {
        ClaimsMapper mapper = mapper();
        NamePrefixes prefixes = mapper.prefixes();
        UserInfo user = requireMapped(MapAnswer.of(mapper, goodVerified()));

        requirePrefix("username", user.username(), prefixes.usernames());
        user.groups().forEach(group -> requirePrefix("group", group, prefixes.groups()));
    }

    private static void requirePrefix(String what, String name, Set<String> prefixes) {
        assertTrue(
                prefixes.isEmpty() || prefixes.stream().anyMatch(name::startsWith),
                () -> "The " + what + " \"" + name + "\" begins with none of " + prefixes + ", which prefixes() names:"
                        + " another issuer could give it too");
    }

    private TokenBuilder<?> good() {
        return goodToken(mint, audience());
    }

    private VerifiedToken goodVerified() {
        return verified(good())
                .orElseThrow(() -> new AssertionError("goodToken() makes a token that is not valid for the audience "
                        + audience() + ": build it for the audience that it is given"));
    }

    /** What is proven about a token; nothing if it fails before any mapper sees it. */
    private Optional<VerifiedToken> verified(TokenBuilder<?> token) {
        try {
            return Optional.of(verifier().verify(token.sign()));
        } catch (RejectedException invalid) {
            return Optional.empty();
        } catch (KeysUnavailableException impossible) {
            throw new AssertionError("a set of keys is always there", impossible);
        }
    }

    /** Made when it is first needed: the audience is the subclass's to say. */
    private TokenVerifier verifier() {
        return Objects.requireNonNull(verifier.updateAndGet(made -> made == null ? newVerifier() : made));
    }

    private TokenVerifier newVerifier() {
        Issuer issuer = Issuer.gitlab(ISSUER).audience(audience()).build();
        return TokenVerifier.builder().issuer(issuer, mint.keySet()).build();
    }

    private static UserInfo requireMapped(MapAnswer answer) {
        if (answer instanceof Mapped mapped) {
            return mapped.user();
        }
        return fail("Expected the good token to become a user, but came " + answer
                + "; goodToken() says which token the mapper takes");
    }
}
