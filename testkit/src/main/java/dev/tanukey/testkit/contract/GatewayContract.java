package dev.tanukey.testkit.contract;

import static org.junit.jupiter.api.Assertions.fail;

import dev.tanukey.testkit.FakeGitLab;
import dev.tanukey.testkit.GitLabVersion;
import dev.tanukey.testkit.SigningKey;
import dev.tanukey.testkit.TokenBuilder;
import dev.tanukey.testkit.TokenMint;
import dev.tanukey.testkit.forged.Attack;
import dev.tanukey.testkit.forged.ForgedToken;
import dev.tanukey.testkit.forged.ForgedTokens;
import java.time.Duration;
import java.util.Deque;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;

/**
 * What a gateway that lets GitLab's tokens in must do, as tests: say with {@link #start} how yours is started and
 * called, and let the rest be as it is, or say what your gateway's rules want. Nothing else is asked of it; it need not
 * know Tanukey.
 *
 * <p>True tokens get in, also those of older releases; every token of {@link ForgedTokens} is refused; new keys are
 * followed, and withdrawn ones are not; while GitLab is down, known keys still serve, and what cannot be known is not
 * let in; a flood of invented key ids does not become a flood of requests; no verdict is kept for another token.
 *
 * <p>About ten instances of the gateway are started, one after the other, each with a {@link FakeGitLab} of its own;
 * all forged tokens are shown to one of them. Each test has an id, with which {@link #waivers} can excuse it.
 */
@TestInstance(TestInstance.Lifecycle.PER_METHOD)
public abstract class GatewayContract {
    private static final int FLOOD = 30;
    private static final int MOST_REQUESTS_OF_A_FLOOD = 10;

    private final Deque<AutoCloseable> running = new ConcurrentLinkedDeque<>();

    /** For the class that extends this one. */
    protected GatewayContract() {}

    /**
     * Starts the gateway, and returns when it answers. It must read its time from the system's clock, as GitLab does
     * here, and must not limit how often somebody asks: all forged tokens come in a row.
     *
     * @param gitlab whom to trust: {@link FakeGitLab#issuer()} is on this machine and may speak plain http
     * @param audience for whom tokens must be: {@link #audience()}
     * @return the running gateway; it is closed when its tests are over
     * @throws Exception if it does not start; the test then fails, unless GitLab is meant to be down
     */
    protected abstract Gateway start(FakeGitLab gitlab, String audience) throws Exception;

    /**
     * Starts a GitLab. Default: over http; override it for a gateway that wants https, or for one below a path.
     *
     * @param version whose tokens it mints
     * @return the running instance; it is closed when its tests are over
     */
    protected FakeGitLab startGitLab(GitLabVersion version) {
        return FakeGitLab.builder().version(version).start();
    }

    /** {@return for whom tokens are; default: {@code https://api.example.com}} */
    protected String audience() {
        return "https://api.example.com";
    }

    /**
     * Begins a token that the gateway lets in, and on which all forgeries are built. Default: a job that a developer's
     * push to the protected branch {@code main} of {@code acme/shop} has started. Called once for each token.
     *
     * @param mint who mints it
     * @param audience {@link #audience()}
     * @return the builder of a token for this audience
     */
    protected TokenBuilder<?> goodToken(TokenMint mint, String audience) {
        return mint.ciToken().audience(audience);
    }

    /**
     * Begins further tokens that the gateway lets in, by name. Default: the usual ones of a job. Override it where the
     * gateway's rules are meant to refuse one of them.
     *
     * @param mint who mints them
     * @param audience {@link #audience()}
     * @return a builder for each name, for instance {@code tag}; the test's id is {@code true/tag}
     */
    protected Map<String, TokenBuilder<?>> furtherGoodTokens(TokenMint mint, String audience) {
        Map<String, TokenBuilder<?>> tokens = new LinkedHashMap<>();
        tokens.put("branch", mint.ciToken().audience(audience).branch("feature/basket"));
        tokens.put("tag", mint.ciToken().audience(audience).tag("v1.2.3").protectedRef());
        tokens.put(
                "environment",
                mint.ciToken().audience(audience).environment("production").protectedEnvironment());
        tokens.put("nested-groups", mint.ciToken().audience(audience).project("acme/platform/web/shop", 4712));
        tokens.put("audience-list", mint.ciToken().audienceList(audience));
        tokens.put("several-audiences", mint.ciToken().audience("https://elsewhere.example.com", audience));
        return tokens;
    }

    /** {@return the releases of GitLab whose tokens the gateway lets in; default: 15.7 and every major one since} */
    protected List<GitLabVersion> versions() {
        return List.of(
                GitLabVersion.OLDEST,
                GitLabVersion.of("16.0"),
                GitLabVersion.of("17.0"),
                GitLabVersion.of("18.0"),
                GitLabVersion.NEWEST);
    }

    /**
     * {@return the kinds of attacks that the gateway must withstand; default: all. Where every project is meant to get
     * in, leave out {@link Attack#ORIGIN}}
     */
    protected Set<Attack> attacks() {
        return EnumSet.allOf(Attack.class);
    }

    /**
     * Excuses tests. An excused test is reported as aborted, with the reason; if it passes after all, it fails.
     *
     * @return why, by the id of the test, for instance {@code signature/stripped}; default: none
     */
    protected Map<String, String> waivers() {
        return Map.of();
    }

    /** {@return for how long a new key may be unknown to the gateway; default: 15 seconds} */
    protected Duration patience() {
        return Duration.ofSeconds(15);
    }

    @TestFactory
    final Stream<DynamicTest> true_tokens_get_in() throws Exception {
        FakeGitLab gitlab = gitlab(GitLabVersion.NEWEST);
        GatewayUnderTest gateway = gateway(gitlab);
        Map<String, TokenBuilder<?>> further = furtherGoodTokens(gitlab.mint(), audience());
        Waivers waivers = new Waivers(waivers());
        return Stream.concat(
                Stream.of(
                        waivers.test(TestIds.GOOD, "what goodToken() says", () -> gateway.requireLetIn(good(gitlab)))),
                further.entrySet().stream()
                        .map(token -> waivers.test(
                                "true/" + token.getKey(),
                                "one of furtherGoodTokens()",
                                () -> gateway.requireLetIn(token.getValue().sign()))));
    }

    @TestFactory
    final Stream<DynamicTest> tokens_of_all_releases_get_in() {
        Waivers waivers = new Waivers(waivers());
        return versions().stream()
                .map(version -> waivers.test(TestIds.VERSION + version, "a token of GitLab " + version, () -> {
                    FakeGitLab gitlab = gitlab(version);
                    gateway(gitlab).requireLetIn(good(gitlab));
                }));
    }

    @TestFactory
    final Stream<DynamicTest> forged_tokens_are_refused() throws Exception {
        FakeGitLab gitlab = gitlab(GitLabVersion.NEWEST);
        GatewayUnderTest gateway = gateway(gitlab);
        gateway.requireSomebodyLetIn(good(gitlab));
        Waivers waivers = new Waivers(waivers());
        return Stream.concat(
                ForgedTokens.all().stream()
                        .filter(forged -> attacks().contains(forged.attack()))
                        .filter(forged -> forged.fits(goodToken(gitlab.mint(), audience())))
                        .map(forged -> waivers.test(
                                forged.id(),
                                forged.title(),
                                () -> gateway.requireRefused(forged, forge(forged, gitlab)))),
                Stream.of(
                        waivers.test(TestIds.TAMPERED, "what got in, with another signature or payload", () -> {
                            TokenBuilder<?> good = goodToken(gitlab.mint(), audience());
                            gateway.requireNotMistakenFor(
                                    good(gitlab), good.claim("other", true).sign());
                        }),
                        waivers.test(
                                TestIds.AFTERWARDS,
                                "the good token, after all the forged ones",
                                () -> gateway.requireLetIn(good(gitlab)))));
    }

    @TestFactory
    final Stream<DynamicTest> new_keys_are_followed_and_withdrawn_ones_forgotten() throws Exception {
        FakeGitLab gitlab = gitlab(GitLabVersion.NEWEST);
        GatewayUnderTest gateway = gateway(gitlab);
        gateway.requireLetIn(good(gitlab));
        String old = good(gitlab);
        gateway.requireLetIn(old);
        gitlab.rotateCiKey();
        String current = good(gitlab);
        Waivers waivers = new Waivers(waivers());
        return Stream.of(
                waivers.test(
                        TestIds.NEW_KEY,
                        "a token signed with a new key gets in after a while",
                        () -> gateway.requireSoonLetIn(
                                current,
                                patience(),
                                "GitLab signs with a new key and publishes it, and " + patience()
                                        + " later the gateway still does not let its token in: it should look for an"
                                        + " unknown key id at the issuer, or patience() be longer")),
                waivers.test(
                        TestIds.OLD_KEY,
                        "a token that got in, signed with the old key, then gets in no more",
                        () -> gateway.requireSoonRefused(
                                old,
                                patience(),
                                "GitLab has withdrawn a key, the gateway knows the new one, and still lets in with the"
                                        + " old one: new keys should replace the old ones, and their verdicts")));
    }

    @TestFactory
    final Stream<DynamicTest> known_keys_serve_while_gitlab_is_down() throws Exception {
        FakeGitLab gitlab = gitlab(GitLabVersion.NEWEST);
        GatewayUnderTest gateway = gateway(gitlab);
        gateway.requireLetIn(good(gitlab));
        gitlab.goDown();
        Waivers waivers = new Waivers(waivers());
        return Stream.of(
                waivers.test(
                        TestIds.KNOWN_KEY,
                        "GitLab is down, the key is known: the token gets in",
                        () -> gateway.requireLetIn(good(gitlab))),
                waivers.test(TestIds.UNKNOWN_KEY, "GitLab is down, the key is unknown: nobody gets in", () -> {
                    String token = goodToken(gitlab.mint(), audience()).signWith(SigningKey.generate());
                    if (gateway.answer(token) == GatewayAnswer.ACCEPTED) {
                        fail("The gateway let in with a key that GitLab never published");
                    }
                }),
                waivers.test(TestIds.RECOVERY, "GitLab is back with a new key: its token gets in after a while", () -> {
                    gitlab.rotateCiKey();
                    gitlab.comeBack();
                    gateway.requireSoonLetIn(
                            good(gitlab),
                            patience(),
                            "GitLab is back, but the gateway lets no good token in: it should go on asking");
                }));
    }

    @TestFactory
    final Stream<DynamicTest> nobody_gets_in_if_gitlab_is_down_from_the_start() {
        return Stream.of(new Waivers(waivers())
                .test(TestIds.NO_START, "GitLab is down from the start: 503, neither 401 nor 500", () -> {
                    FakeGitLab gitlab = gitlab(GitLabVersion.NEWEST);
                    gitlab.goDown();
                    startedAnyway(gitlab).requireUnavailable(good(gitlab));
                }));
    }

    private GatewayUnderTest startedAnyway(FakeGitLab gitlab) {
        try {
            return gateway(gitlab);
        } catch (Exception refusedToStart) {
            return Assumptions.abort("The gateway does not start while GitLab is down. Nobody gets in, but a restart"
                    + " during an outage makes it longer: " + refusedToStart);
        }
    }

    @TestFactory
    final Stream<DynamicTest> invented_key_ids_do_not_become_requests() throws Exception {
        FakeGitLab gitlab = gitlab(GitLabVersion.NEWEST);
        GatewayUnderTest gateway = gateway(gitlab);
        gateway.requireLetIn(good(gitlab));
        return Stream.of(
                new Waivers(waivers()).test(TestIds.KEY_IDS, FLOOD + " invented key ids cause few requests", () -> {
                    int before = gitlab.requests().size();
                    for (String token : inventedKeyIds(gitlab)) {
                        if (gateway.answer(token) == GatewayAnswer.ACCEPTED) {
                            fail("The gateway let in with a key id that GitLab never published");
                        }
                    }
                    int requests = gitlab.requests().size() - before;
                    if (requests > MOST_REQUESTS_OF_A_FLOOD) {
                        fail(FLOOD + " tokens with invented key ids made the gateway ask GitLab " + requests
                                + " times, but " + MOST_REQUESTS_OF_A_FLOOD + " should do: anybody can write them");
                    }
                    gateway.requireLetIn(good(gitlab));
                }));
    }

    private List<String> inventedKeyIds(FakeGitLab gitlab) {
        return IntStream.range(0, FLOOD)
                .mapToObj(number -> goodToken(gitlab.mint(), audience())
                        .header("kid", "invented-" + number)
                        .sign())
                .toList();
    }

    @Test
    final void every_waiver_names_a_test() {
        Set<String> unknown = new TreeSet<>(waivers().keySet());
        unknown.removeAll(TestIds.FIXED);
        versions().forEach(version -> unknown.remove(TestIds.VERSION + version));
        ForgedTokens.all().stream()
                .filter(forged -> attacks().contains(forged.attack()))
                .forEach(forged -> unknown.remove(forged.id()));
        furtherGoodTokens(TokenMint.of("https://gitlab.example.com"), audience())
                .keySet()
                .forEach(name -> unknown.remove("true/" + name));
        if (!unknown.isEmpty()) {
            fail("waivers() names " + unknown + ", but there are no such tests: their names begin with their ids, as"
                    + " in signature/stripped");
        }
    }

    @AfterEach
    final void stop_what_was_started() throws Exception {
        for (AutoCloseable last = running.pollLast(); last != null; last = running.pollLast()) {
            last.close();
        }
    }

    private FakeGitLab gitlab(GitLabVersion version) {
        FakeGitLab gitlab = startGitLab(version);
        running.addLast(gitlab);
        gitlab.mint().jwks(); // Whoever asks shall not wait for keys to be made, and give up on a busy machine.
        return gitlab;
    }

    private GatewayUnderTest gateway(FakeGitLab gitlab) throws Exception {
        GatewayUnderTest gateway = new GatewayUnderTest(start(gitlab, audience()));
        running.addLast(gateway.gateway());
        return gateway;
    }

    private String forge(ForgedToken forged, FakeGitLab gitlab) {
        return forged.over(gitlab.mint(), goodToken(gitlab.mint(), audience()));
    }

    private String good(FakeGitLab gitlab) {
        return goodToken(gitlab.mint(), audience()).sign();
    }
}
