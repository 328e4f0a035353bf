package dev.tanukey.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tanukey.jwks.JwksKeySource;
import dev.tanukey.key.KeyRequest;
import dev.tanukey.key.KeySet;
import dev.tanukey.key.KeySource;
import dev.tanukey.key.KeysUnavailableException;
import dev.tanukey.key.SignatureAlgorithm;
import dev.tanukey.key.VerificationKey;
import dev.tanukey.reason.RejectedException;
import dev.tanukey.reason.Rejection;
import dev.tanukey.reason.RejectionReason;
import dev.tanukey.testkit.FakeGitLab;
import dev.tanukey.testkit.GitLabVersion;
import dev.tanukey.testkit.OnlyInside;
import dev.tanukey.testkit.SigningKey;
import dev.tanukey.testkit.TestRun;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class KeySourceContractTest {

    @Nested
    class ByDiscovery extends KeySourceContract {
        @Override
        protected KeySource open(FakeGitLab gitlab) {
            return Doors.keys(gitlab, "https://api.example.com");
        }
    }

    @Nested
    class AtAFixedAddress extends KeySourceContract {
        @Override
        protected KeySource open(FakeGitLab gitlab) {
            return JwksKeySource.builder(Doors.issuer(gitlab, "https://api.example.com"))
                    .jwksUri(gitlab.jwksUri())
                    .refreshPolicy(Doors.HASTY)
                    .build();
        }
    }

    @Nested
    class OfAFixedSet extends KeySourceContract {
        @Override
        protected KeySource open(FakeGitLab gitlab) {
            return gitlab.mint().keySet();
        }

        @Override
        protected boolean asksGitLab() {
            return false;
        }
    }

    @OnlyInside
    abstract static class Broken extends KeySourceContract {
        @Override
        protected FakeGitLab startGitLab() {
            return Doors.gitlab(GitLabVersion.NEWEST);
        }

        @Override
        protected KeySource open(FakeGitLab gitlab) {
            KeySet keys = gitlab.mint().keySet();
            return request -> key(keys, request);
        }

        abstract VerificationKey key(KeySet keys, KeyRequest request)
                throws RejectedException, KeysUnavailableException;

        @Override
        protected Duration patience() {
            return Duration.ZERO;
        }

        @Override
        protected boolean asksGitLab() {
            return false;
        }
    }

    static class TriesKeys extends Broken {
        @Override
        VerificationKey key(KeySet keys, KeyRequest request) {
            return keys.keys().stream()
                    .filter(key -> key.keyId().equals(request.keyId()))
                    .findFirst()
                    .orElse(keys.keys().get(0));
        }
    }

    @Test
    void a_source_that_tries_keys_is_found_out() {
        assertThat(TestRun.of(TriesKeys.class).failedIds())
                .contains(
                        "KEY_UNKNOWN for an invented one",
                        "KEY_UNKNOWN for the empty one",
                        "without_an_id_no_key_of_several_is_tried",
                        "a_key_is_not_found_for_an_algorithm_that_it_is_not_for")
                .doesNotContain("every_published_key_is_found_by_its_id");
    }

    static class ForgivesCapitals extends Broken {
        @Override
        VerificationKey key(KeySet keys, KeyRequest request) throws RejectedException {
            for (VerificationKey key : keys.keys()) {
                if (request.keyId().isPresent()
                        && key.keyId()
                                .orElseThrow()
                                .equalsIgnoreCase(request.keyId().get().strip())
                        && key.isFor(request.algorithm())) {
                    return key;
                }
            }
            return keys.key(request);
        }
    }

    @Test
    void a_source_that_forgives_spelling_is_found_out() {
        assertThat(TestRun.of(ForgivesCapitals.class).failedIds())
                .containsExactlyInAnyOrder(
                        "KEY_UNKNOWN for a published one with a space behind",
                        "KEY_UNKNOWN for a published one in capitals");
    }

    static class ThrowsWhatItLikes extends Broken {
        @Override
        VerificationKey key(KeySet keys, KeyRequest request) throws RejectedException {
            if (request.keyId().orElseThrow().length() > 100) {
                throw new IllegalArgumentException("too long");
            }
            return keys.key(request);
        }
    }

    @Test
    void an_undeclared_exception_is_found_out() {
        assertThat(TestRun.of(ThrowsWhatItLikes.class).failed())
                .containsOnlyKeys("KEY_UNKNOWN for a very long one", "without_an_id_no_key_of_several_is_tried()")
                .hasEntrySatisfying("KEY_UNKNOWN for a very long one", message -> assertThat(message)
                        .contains("threw java.lang.IllegalArgumentException", "and nothing else"));
    }

    static class QuotesStrangers extends Broken {
        @Override
        VerificationKey key(KeySet keys, KeyRequest request) throws RejectedException {
            try {
                return keys.key(request);
            } catch (RejectedException refusal) {
                throw new RejectedException(Rejection.of(
                        refusal.rejection().reason(),
                        "a published key",
                        request.keyId().orElse("none")));
            }
        }
    }

    @Test
    void a_message_that_repeats_a_strangers_text_is_found_out() {
        assertThat(TestRun.of(QuotesStrangers.class).failedIds())
                .containsExactlyInAnyOrder("KEY_UNKNOWN for control characters", "KEY_UNKNOWN for a very long one");
    }

    static class ChangesItsMind extends Broken {
        private final AtomicInteger calls = new AtomicInteger();

        @Override
        VerificationKey key(KeySet keys, KeyRequest request) throws RejectedException {
            if (calls.incrementAndGet() % 2 == 0) {
                throw new RejectedException(Rejection.of(RejectionReason.KEY_UNKNOWN, "an odd call", "an even one"));
            }
            return keys.key(request);
        }
    }

    @Test
    void a_source_that_changes_its_mind_is_found_out() {
        assertThat(TestRun.of(ChangesItsMind.class).failedIds())
                .contains("the_same_request_is_answered_the_same_each_time", "many_threads_at_once_get_the_same_key");
    }

    static class ReturnsNull extends Broken {
        @Override
        VerificationKey key(KeySet keys, KeyRequest request) throws RejectedException {
            return request.keyId().equals(Optional.of("invented")) ? null : keys.key(request);
        }
    }

    @Test
    void null_is_found_out() {
        assertThat(TestRun.of(ReturnsNull.class).failed())
                .hasEntrySatisfying("KEY_UNKNOWN for an invented one", message -> assertThat(message)
                        .contains("returned null"))
                .containsKey("the_only_key_is_not_found_by_another_id()")
                .hasSize(2);
    }

    static class NeverAsks extends Broken {
        @Override
        VerificationKey key(KeySet keys, KeyRequest request) throws RejectedException {
            return keys.key(request);
        }

        @Override
        protected boolean asksGitLab() {
            return true;
        }
    }

    @Test
    void a_source_that_never_asks_is_found_out() {
        assertThat(TestRun.of(NeverAsks.class).failedIds())
                .containsExactlyInAnyOrder(
                        "a_new_key_is_found_after_a_while_and_the_withdrawn_one_no_more",
                        "while_gitlab_is_down_from_the_start_keys_are_unavailable_and_not_unknown",
                        "from the start",
                        "from the start",
                        "from the start",
                        "from the start");
    }

    /** Right in all but one thing. */
    @OnlyInside
    abstract static class Slips extends KeySourceContract {
        @Override
        protected FakeGitLab startGitLab() {
            return Doors.gitlab(GitLabVersion.NEWEST);
        }

        @Override
        protected KeySource open(FakeGitLab gitlab) {
            JwksKeySource right = Doors.keys(gitlab, "https://api.example.com");
            return request -> key(right, gitlab, request);
        }

        @Override
        protected Duration patience() {
            return Duration.ofSeconds(5);
        }

        abstract VerificationKey key(KeySource right, FakeGitLab gitlab, KeyRequest request)
                throws RejectedException, KeysUnavailableException;

        static String answered(FakeGitLab gitlab) throws IOException {
            try (InputStream answer = gitlab.jwksUri().toURL().openStream()) {
                return new String(answer.readAllBytes(), StandardCharsets.UTF_8);
            }
        }
    }

    /** Takes the one key of a set for whatever is asked. */
    static class TakesTheOnlyOne extends Slips {
        @Override
        VerificationKey key(KeySource right, FakeGitLab gitlab, KeyRequest request)
                throws RejectedException, KeysUnavailableException {
            SigningKey ci = gitlab.ciToken().signingKey();
            boolean only = isUnknown(right, gitlab.userToken().signingKey());
            return right.key(only ? new KeyRequest(Optional.of(ci.keyId()), request.algorithm()) : request);
        }

        private static boolean isUnknown(KeySource keys, SigningKey key) throws KeysUnavailableException {
            try {
                keys.key(new KeyRequest(Optional.of(key.keyId()), SignatureAlgorithm.RS256));
                return false;
            } catch (RejectedException unknown) {
                return true;
            }
        }
    }

    @Test
    void a_source_that_takes_the_only_key_for_another_is_found_out() {
        assertThat(TestRun.of(TakesTheOnlyOne.class).failedIds())
                .contains("the_only_key_is_not_found_by_another_id")
                .doesNotContain("every_published_key_is_found_by_its_id", "later");
    }

    /** Lets nobody in while somebody waits. */
    static class OneAtATime extends Slips {
        private final ReentrantLock lock = new ReentrantLock();

        @Override
        VerificationKey key(KeySource right, FakeGitLab gitlab, KeyRequest request)
                throws RejectedException, KeysUnavailableException {
            lock.lock();
            try {
                if (request.keyId().equals(Optional.of("invented"))) {
                    answered(gitlab);
                }
                return right.key(request);
            } catch (IOException down) {
                throw new KeysUnavailableException(Doors.down());
            } finally {
                lock.unlock();
            }
        }
    }

    @Test
    void a_source_that_lets_all_wait_for_one_is_found_out() {
        assertThat(TestRun.of(OneAtATime.class).failedIds())
                .contains("while_somebody_waits_for_gitlab_known_keys_are_found")
                .doesNotContain("every_published_key_is_found_by_its_id", "later");
    }

    /** Does not tell an answer without keys from a set without that key, and keeps neither. */
    static class TakesEveryAnswerForASet extends Slips {
        @Override
        VerificationKey key(KeySource right, FakeGitLab gitlab, KeyRequest request)
                throws RejectedException, KeysUnavailableException {
            boolean keys;
            try {
                keys = answered(gitlab).startsWith("{\"keys\"");
            } catch (IOException down) {
                return right.key(request);
            }
            if (!keys) {
                throw new RejectedException(Rejection.of(RejectionReason.KEY_UNKNOWN, "a key", "another"));
            }
            return right.key(request);
        }
    }

    @Test
    void a_source_that_takes_every_answer_for_a_set_is_found_out() {
        assertThat(TestRun.of(TakesEveryAnswerForASet.class).failedIds())
                .contains("from the start", "later")
                .doesNotContain("every_published_key_is_found_by_its_id");
    }
}
