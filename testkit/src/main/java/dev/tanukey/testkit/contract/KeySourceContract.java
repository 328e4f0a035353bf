package dev.tanukey.testkit.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tanukey.key.KeyRequest;
import dev.tanukey.key.KeySource;
import dev.tanukey.key.SignatureAlgorithm;
import dev.tanukey.key.VerificationKey;
import dev.tanukey.reason.RejectionReason;
import dev.tanukey.strict.JsonWriter;
import dev.tanukey.testkit.FakeGitLab;
import dev.tanukey.testkit.Fault;
import dev.tanukey.testkit.InstanceKeys;
import dev.tanukey.testkit.SigningKey;
import dev.tanukey.testkit.contract.KeyAnswer.Found;
import dev.tanukey.testkit.contract.KeyAnswer.Refused;
import dev.tanukey.testkit.contract.KeyAnswer.Unavailable;
import dev.tanukey.testkit.server.Background;
import java.time.Duration;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;

/**
 * What every {@link KeySource} promises, as tests: it finds the one key that a header names, exactly; it never tries
 * one key after another and follows nothing that a stranger writes; it answers many threads at once, and throws what it
 * declares and nothing else. A source that asks GitLab also follows new keys, forgets withdrawn ones, tells a key that
 * is unknown from one that cannot be known, and keeps known ones at hand while GitLab is silent or wrong.
 */
@TestInstance(TestInstance.Lifecycle.PER_METHOD)
public abstract class KeySourceContract {
    private static final Set<RejectionReason> NOT_FIT =
            Set.of(RejectionReason.KEY_UNKNOWN, RejectionReason.KEY_UNUSABLE);
    private static final Duration AT_ONCE = Duration.ofSeconds(5);
    private static final Duration UNTIL_IT_WAITS = Duration.ofSeconds(2);
    private static final List<Fault> NO_KEYS =
            List.of(Fault.status(500), Fault.rateLimited(), Fault.loginPage(), Fault.emptyBody());

    private final Deque<AutoCloseable> running = new ConcurrentLinkedDeque<>();

    /** For the class that extends this one. */
    protected KeySourceContract() {}

    /**
     * Opens the key source.
     *
     * @param gitlab whose keys to find: at {@link FakeGitLab#jwksUri()}, by discovery at {@link FakeGitLab#issuer()},
     *     or those of {@link FakeGitLab#mint()} at this moment
     * @return the source; one that can be closed is closed when its test is over
     * @throws Exception if it cannot be opened; the test then fails
     */
    protected abstract KeySource open(FakeGitLab gitlab) throws Exception;

    /** {@return a running GitLab, closed when its test is over; over http unless this is overridden} */
    protected FakeGitLab startGitLab() {
        return FakeGitLab.start();
    }

    /** {@return whether the source asks GitLab for its keys; false for a fixed set. Default: true} */
    protected boolean asksGitLab() {
        return true;
    }

    /** {@return for how long a new key may be unknown to the source; default: 15 seconds} */
    protected Duration patience() {
        return Duration.ofSeconds(15);
    }

    @Test
    final void every_published_key_is_found_by_its_id() throws Exception {
        FakeGitLab gitlab = gitlab();
        KeySource keys = opened(gitlab);

        for (SigningKey published : publishedBy(gitlab)) {
            VerificationKey found =
                    KeyAnswer.requireFound(KeyAnswer.of(keys, named(published.keyId())), "a published key");

            assertEquals(published.publicKey(), found.publicKey(), "the key must be the one of that id");
            assertEquals(Optional.of(published.keyId()), found.keyId(), "the key must bear the id that was asked for");
            assertTrue(found.isFor(SignatureAlgorithm.RS256), "the key must be for the algorithm that was asked for");
        }
    }

    @Test
    final void the_same_request_is_answered_the_same_each_time() throws Exception {
        FakeGitLab gitlab = gitlab();
        KeySource keys = opened(gitlab);
        KeyRequest request = named(ciKeyOf(gitlab).keyId());

        KeyAnswer first = KeyAnswer.of(keys, request);
        assertEquals(first, KeyAnswer.of(keys, request), "asked twice for one key");
    }

    @Test
    final void many_threads_at_once_get_the_same_key() throws Exception {
        FakeGitLab gitlab = gitlab();
        KeySource keys = opened(gitlab);
        KeyRequest request = named(ciKeyOf(gitlab).keyId());

        Set<KeyAnswer> answers = Crowd.ask(() -> KeyAnswer.of(keys, request));

        assertEquals(1, answers.size(), () -> "many threads asked for one key at once and got " + answers);
        KeyAnswer.requireFound(answers.iterator().next(), "a published key, asked for by many threads at once");
    }

    @TestFactory
    final Stream<DynamicTest> ids_that_are_not_published_are_unknown() throws Exception {
        FakeGitLab gitlab = gitlab();
        KeySource keys = opened(gitlab);
        String id = ciKeyOf(gitlab).keyId();
        return Stream.of(
                unknown(keys, "an invented one", "invented"),
                unknown(keys, "the empty one", ""),
                unknown(keys, "a published one with a space behind", id + " "),
                unknown(keys, "a published one in capitals", id.toUpperCase(Locale.ROOT)),
                unknown(keys, "the beginning of a published one", id.substring(0, id.length() - 1)),
                unknown(keys, "a pattern", ".*"),
                unknown(keys, "a path", "../../../../etc/passwd"),
                unknown(keys, "an injection", "' OR '1'='1"),
                unknown(keys, "control characters", "a\r\nb\u0000c"),
                unknown(keys, "a very long one", "k".repeat(10_000)));
    }

    private static DynamicTest unknown(KeySource keys, String what, String id) {
        return DynamicTest.dynamicTest("KEY_UNKNOWN for " + what, () -> {
            KeyAnswer answer = KeyAnswer.of(keys, named(id));
            KeyAnswer.requireUnknown(answer, "an id that is not published");
            KeyAnswer.requireFitForALog(answer);
        });
    }

    @Test
    final void without_an_id_no_key_of_several_is_tried() throws Exception {
        KeySource keys = opened(gitlab());

        KeyAnswer.requireUnknown(
                KeyAnswer.of(keys, new KeyRequest(Optional.empty(), SignatureAlgorithm.RS256)),
                "no id, while GitLab publishes two keys");
    }

    @Test
    final void the_only_key_is_not_found_by_another_id() throws Exception {
        FakeGitLab gitlab = asksGitLab()
                ? gitlab()
                : started(FakeGitLab.builder().keys(InstanceKeys.ONE).start());
        SigningKey only = ciKeyOf(gitlab);
        gitlab.failKeys(Fault.json(JsonWriter.write(Map.of("keys", List.of(only.jwk())))));
        KeySource keys = opened(gitlab);

        KeyAnswer.requireFound(KeyAnswer.of(keys, named(only.keyId())), "the only published key");
        KeyAnswer.requireUnknown(KeyAnswer.of(keys, named("invented")), "an id that is not that of the only key");
    }

    @Test
    final void a_key_is_not_found_for_an_algorithm_that_it_is_not_for() throws Exception {
        FakeGitLab gitlab = gitlab();
        KeySource keys = opened(gitlab);
        Optional<String> id = Optional.of(ciKeyOf(gitlab).keyId());

        for (SignatureAlgorithm other :
                List.of(SignatureAlgorithm.ES256, SignatureAlgorithm.PS256, SignatureAlgorithm.RS512)) {
            KeyAnswer answer = KeyAnswer.of(keys, new KeyRequest(id, other));
            assertTrue(
                    answer instanceof Refused refused
                            && NOT_FIT.contains(refused.rejection().reason()),
                    () -> "The key is published for RS256 only, so that it must be KEY_UNUSABLE for " + other
                            + ", but came " + answer);
        }
    }

    @Test
    final void an_address_in_the_key_id_is_not_followed() throws Exception {
        FakeGitLab gitlab = gitlab();
        KeySource keys = opened(gitlab);

        KeyAnswer.requireUnknown(
                KeyAnswer.of(keys, named(gitlab.url() + "/followed/keys.json")), "an id that is an address");
        assertTrue(
                gitlab.requests().stream().noneMatch(request -> request.path().contains("followed")),
                "The source asked the address that a stranger wrote into kid: an id is looked up and nothing else");
    }

    @Test
    final void warming_up_is_over_in_the_given_time_and_may_be_repeated() throws Exception {
        FakeGitLab gitlab = gitlab();
        KeySource keys = opened(gitlab);

        keys.warmUp(Duration.ZERO);
        assertTrue(keys.warmUp(patience()), "GitLab answers, but there are no keys after warmUp(" + patience() + ")");
        assertTrue(keys.warmUp(Duration.ZERO), "there were keys a moment ago, and now there are none");
    }

    @Test
    final void a_new_key_is_found_after_a_while_and_the_withdrawn_one_no_more() throws Exception {
        requireAsking();
        FakeGitLab gitlab = gitlab();
        KeySource keys = opened(gitlab);
        String withdrawn = ciKeyOf(gitlab).keyId();
        KeyAnswer.requireFound(KeyAnswer.of(keys, named(withdrawn)), "a published key");

        gitlab.rotateCiKey();
        String current = ciKeyOf(gitlab).keyId();

        assertTrue(
                Patience.isRewarded(patience(), () -> KeyAnswer.of(keys, named(current)) instanceof Found),
                () -> "GitLab publishes a new key, and " + patience() + " later it is not found: an unknown id should"
                        + " make the source ask, or patience() be longer");
        assertTrue(
                Patience.isRewarded(patience(), () -> KeyAnswer.of(keys, named(withdrawn)) instanceof Refused),
                "GitLab has withdrawn a key, the new one is known, and the old one is still found");
    }

    @Test
    final void while_gitlab_is_down_known_keys_are_found_and_others_are_not() throws Exception {
        requireAsking();
        FakeGitLab gitlab = gitlab();
        KeySource keys = opened(gitlab);
        KeyRequest known = named(ciKeyOf(gitlab).keyId());
        KeyAnswer.requireFound(KeyAnswer.of(keys, known), "a published key");

        gitlab.goDown();

        KeyAnswer.requireFound(KeyAnswer.of(keys, known), "a key that was known before GitLab went down");
        assertFalse(
                KeyAnswer.of(keys, named("invented")) instanceof Found,
                "an invented id was found while GitLab is down");
        KeyAnswer.requireFound(KeyAnswer.of(keys, known), "a known key, after somebody asked in vain for another");
    }

    @Test
    final void while_somebody_waits_for_gitlab_known_keys_are_found() throws Exception {
        requireAsking();
        FakeGitLab gitlab = gitlab();
        KeySource keys = opened(gitlab);
        KeyRequest known = named(ciKeyOf(gitlab).keyId());
        KeyAnswer.requireFound(KeyAnswer.of(keys, known), "a published key");
        gitlab.clearRequests();
        gitlab.fail(Fault.hang());
        CompletableFuture<KeyAnswer> waiting = Background.begin(() -> KeyAnswer.of(keys, named("invented")));
        Patience.isRewarded(UNTIL_IT_WAITS, () -> !gitlab.requests().isEmpty() || waiting.isDone());
        assertTimeoutPreemptively(
                AT_ONCE,
                () -> KeyAnswer.requireFound(KeyAnswer.of(keys, known), "a known key, while GitLab does not answer"),
                "GitLab does not answer, and because somebody asked for an unknown key, known ones are not found");
    }

    @TestFactory
    final Stream<DynamicTest> answers_without_keys_make_keys_unavailable_and_not_unknown() {
        requireAsking();
        return NO_KEYS.stream()
                .map(fault -> DynamicTest.dynamicTest("from the start: " + fault, () -> {
                    FakeGitLab gitlab = gitlab();
                    gitlab.failKeys(fault);
                    KeyAnswer answer =
                            KeyAnswer.of(opened(gitlab), named(ciKeyOf(gitlab).keyId()));
                    assertTrue(
                            answer instanceof Unavailable,
                            () -> "GitLab answers, but without keys (" + fault + "), and none was ever seen: expected"
                                    + " KeysUnavailableException, but came " + answer);
                }));
    }

    @TestFactory
    final Stream<DynamicTest> answers_without_keys_do_not_replace_known_ones() {
        requireAsking();
        return NO_KEYS.stream()
                .map(fault -> DynamicTest.dynamicTest("later: " + fault, () -> {
                    FakeGitLab gitlab = gitlab();
                    KeySource keys = opened(gitlab);
                    KeyRequest known = named(ciKeyOf(gitlab).keyId());
                    KeyAnswer.requireFound(KeyAnswer.of(keys, known), "a published key");

                    gitlab.failKeys(fault);
                    assertFalse(KeyAnswer.of(keys, named("invented")) instanceof Found, "an invented id was found");
                    KeyAnswer.requireFound(
                            KeyAnswer.of(keys, known), "a key that was known before GitLab answered wrongly");
                }));
    }

    @Test
    final void while_gitlab_is_down_from_the_start_keys_are_unavailable_and_not_unknown() throws Exception {
        requireAsking();
        FakeGitLab gitlab = gitlab();
        gitlab.goDown();
        KeySource keys = opened(gitlab);

        assertFalse(keys.warmUp(Duration.ZERO), "GitLab is down, but warmUp says that there are keys");
        KeyAnswer answer = KeyAnswer.of(keys, named(ciKeyOf(gitlab).keyId()));
        assertTrue(
                answer instanceof Unavailable,
                () -> "GitLab is down and no key was ever seen: expected KeysUnavailableException, so that the answer"
                        + " is 503 and not 401, but came " + answer);
    }

    @AfterEach
    final void close_what_was_opened() throws Exception {
        for (AutoCloseable last = running.pollLast(); last != null; last = running.pollLast()) {
            last.close();
        }
    }

    private void requireAsking() {
        Assumptions.assumeTrue(asksGitLab(), "asksGitLab() says that the keys never change");
    }

    private FakeGitLab gitlab() {
        return started(startGitLab());
    }

    private FakeGitLab started(FakeGitLab gitlab) {
        running.addLast(gitlab);
        gitlab.mint().jwks(); // Whoever asks shall not wait for keys to be made, and give up on a busy machine.
        return gitlab;
    }

    private KeySource opened(FakeGitLab gitlab) throws Exception {
        KeySource keys = open(gitlab);
        if (keys instanceof AutoCloseable closeable) {
            running.addLast(closeable);
        }
        return keys;
    }

    private static List<SigningKey> publishedBy(FakeGitLab gitlab) {
        return List.of(gitlab.userToken().signingKey(), ciKeyOf(gitlab));
    }

    private static SigningKey ciKeyOf(FakeGitLab gitlab) {
        return gitlab.ciToken().signingKey();
    }

    private static KeyRequest named(String keyId) {
        return new KeyRequest(Optional.of(keyId), SignatureAlgorithm.RS256);
    }
}
