package dev.tanukey.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tanukey.reason.RejectedException;
import dev.tanukey.reason.Rejection;
import dev.tanukey.reason.RejectionReason;
import dev.tanukey.testkit.OnlyInside;
import dev.tanukey.testkit.TestRun;
import dev.tanukey.token.VerifiedToken;
import dev.tanukey.user.ClaimsMapper;
import dev.tanukey.user.NamePrefixes;
import dev.tanukey.user.UserInfo;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class ClaimsMapperContractTest {

    @Nested
    class OfJobs extends ClaimsMapperContract {
        @Override
        protected ClaimsMapper mapper() {
            return Doors::job;
        }
    }

    @OnlyInside
    abstract static class Broken extends ClaimsMapperContract {
        @Override
        protected ClaimsMapper mapper() {
            return this::map;
        }

        abstract UserInfo map(VerifiedToken token) throws RejectedException;
    }

    static class TakesWhateverComes extends Broken {
        @Override
        UserInfo map(VerifiedToken token) {
            return UserInfo.named(token.subject().orElseThrow());
        }
    }

    @Test
    void a_mapper_that_does_not_look_at_the_kind_is_found_out() {
        assertThat(TestRun.of(TakesWhateverComes.class).failed().keySet())
                .containsExactlyInAnyOrder(
                        "refused: a user's",
                        "refused: one for the secrets manager",
                        "refused: one for GitLab's cloud services",
                        "refused: an exchanged one",
                        "refused: one that looks like a job's and like a user's",
                        "refused: a job's without its job");
    }

    static class Casts extends Broken {
        @Override
        UserInfo map(VerifiedToken token) throws RejectedException {
            Doors.job(token);
            return UserInfo.named((String) token.claims().value("user_login").orElseThrow());
        }
    }

    @Test
    void a_mapper_that_casts_is_found_out() {
        assertThat(TestRun.of(Casts.class).failed())
                .containsOnlyKeys("without user_login", "wrong user_login")
                .hasEntrySatisfying("wrong user_login", message -> assertThat(message)
                        .contains("threw java.lang.ClassCastException"));
    }

    static class GivesNoName extends Broken {
        @Override
        UserInfo map(VerifiedToken token) throws RejectedException {
            Doors.job(token);
            return UserInfo.named(
                    token.claims().value("user_login").map(String::valueOf).orElse(""));
        }
    }

    @Test
    void a_user_without_a_name_is_found_out() {
        assertThat(TestRun.of(GivesNoName.class).failed())
                .containsKey("without user_login")
                .allSatisfy((name, message) -> assertThat(message).contains("a user without a name"));
    }

    static class Quotes extends Broken {
        @Override
        UserInfo map(VerifiedToken token) throws RejectedException {
            Object email = token.claims().value("user_email").orElse("");
            if (!(email instanceof String)) {
                throw new RejectedException(Rejection.of(RejectionReason.MAPPING_FAILED, "an address", "" + email));
            }
            return Doors.job(token);
        }
    }

    @Test
    void a_message_that_quotes_a_private_claim_is_found_out() {
        assertThat(TestRun.of(Quotes.class).failed())
                .containsOnlyKeys("wrong user_email")
                .allSatisfy((name, message) -> assertThat(message).contains("quotes what a claim holds"));
    }

    static class Counts extends Broken {
        private final AtomicInteger calls = new AtomicInteger();

        @Override
        UserInfo map(VerifiedToken token) throws RejectedException {
            Doors.job(token);
            return UserInfo.named("job " + calls.incrementAndGet());
        }
    }

    @Test
    void a_mapper_that_changes_its_mind_is_found_out() {
        assertThat(TestRun.of(Counts.class).failedIds())
                .containsExactlyInAnyOrder(
                        "the_same_token_yields_the_same_user_each_time",
                        "many_threads_at_once_get_the_same_user",
                        "one_token_leaves_nothing_behind_for_the_next");
    }

    static class RemembersTheFirst extends Broken {
        @Override
        protected ClaimsMapper mapper() {
            AtomicReference<UserInfo> first = new AtomicReference<>();
            return token -> {
                Doors.job(token);
                UserInfo user =
                        UserInfo.named("job " + token.claims().value("jti").orElse("?"));
                first.compareAndSet(null, user);
                return first.get();
            };
        }

        @Override
        UserInfo map(VerifiedToken token) {
            throw new AssertionError("not called");
        }
    }

    @Test
    void a_mapper_that_takes_one_token_for_another_is_found_out() {
        assertThat(TestRun.of(RemembersTheFirst.class).failedIds())
                .containsExactly("one_token_leaves_nothing_behind_for_the_next");
    }

    static class ReturnsNull extends Broken {
        @Override
        UserInfo map(VerifiedToken token) {
            return null;
        }
    }

    @Test
    void null_is_found_out() {
        assertThat(TestRun.of(ReturnsNull.class).failed().get("the_good_token_yields_a_user()"))
                .contains("map returned null");
    }

    static class BreaksItsWord extends Broken {
        @Override
        protected ClaimsMapper mapper() {
            return new ClaimsMapper() {
                private final AtomicInteger calls = new AtomicInteger();

                @Override
                public UserInfo map(VerifiedToken token) throws RejectedException {
                    return new UserInfo(Doors.job(token).username(), "", List.of("other"), Map.of());
                }

                @Override
                public NamePrefixes prefixes() {
                    return new NamePrefixes(Set.of("gitlab:" + calls.incrementAndGet()), Set.of("gitlab:"));
                }
            };
        }

        @Override
        UserInfo map(VerifiedToken token) {
            throw new AssertionError("not called");
        }
    }

    @Test
    void names_without_their_prefix_are_found_out() {
        assertThat(TestRun.of(BreaksItsWord.class).failedIds())
                .containsExactlyInAnyOrder("prefixes_never_change", "names_begin_as_the_prefixes_say");
    }
}
