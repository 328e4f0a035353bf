package dev.tanukey.testkit.junit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tanukey.testkit.CiTokenBuilder;
import dev.tanukey.testkit.FakeGitLab;
import dev.tanukey.testkit.MutableClock;
import dev.tanukey.testkit.OnlyInside;
import dev.tanukey.testkit.TestRun;
import dev.tanukey.testkit.TokenMint;
import dev.tanukey.testkit.UserTokenBuilder;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GitLabExtensionTest {

    @Test
    void an_annotation_on_a_parameter_is_all_that_is_needed(@GitLabTest FakeGitLab gitlab) {
        assertThat(gitlab.url()).startsWith("http://127.0.0.1:");
    }

    @Test
    @GitLabTest
    void everything_that_belongs_to_the_instance_can_be_asked_for(
            FakeGitLab gitlab, TokenMint mint, CiTokenBuilder job, UserTokenBuilder user) {
        assertThat(mint).isSameAs(gitlab.mint());
        assertThat(job.payload()).contains("\"iss\":\"" + gitlab.issuer() + "\"");
        assertThat(user.payload()).contains("\"iss\":\"" + gitlab.issuer() + "\"");
        assertThat(job.signingKey()).isSameAs(gitlab.ciToken().signingKey());
    }

    @Test
    void attributes_shape_the_instance(
            @GitLabTest(
                            version = "16.0",
                            relativeUrlRoot = "/gitlab",
                            issuer = "https://gitlab.com",
                            clock = "2026-09-21T13:33:20Z")
                    FakeGitLab gitlab,
            MutableClock clock,
            @IdToken CiTokenBuilder token) {
        assertThat(gitlab.url()).endsWith("/gitlab");
        assertThat(gitlab.issuer()).isEqualTo("https://gitlab.com");
        assertThat(token.payload()).contains("\"iss\":\"https://gitlab.com\"").contains("\"iat\":1789997600");
        clock.set(Instant.EPOCH);
        assertThat(token.payload()).contains("\"iat\":0,");
    }

    @Test
    void names_tell_instances_apart_that_are_otherwise_alike(
            @GitLabTest(name = "one") FakeGitLab one,
            @GitLabTest(name = "other") FakeGitLab other,
            @GitLabTest(name = "other") @IdToken CiTokenBuilder token) {
        assertThat(one).isNotSameAs(other);
        assertThat(token.signingKey()).isSameAs(other.ciToken().signingKey());
    }

    @GitLabTest
    @OnlyInside
    abstract static class Seen {
        static final Set<FakeGitLab> INSTANCES = new HashSet<>();

        static void see(FakeGitLab gitlab) {
            assertThat(isListening(gitlab)).isTrue();
            INSTANCES.add(gitlab);
        }
    }

    static class OnePerTest extends Seen {
        private final FakeGitLab inConstructor;

        OnePerTest(FakeGitLab gitlab) {
            inConstructor = gitlab;
        }

        @BeforeEach
        void same_as_in_the_constructor(FakeGitLab gitlab) {
            assertThat(gitlab).isSameAs(inConstructor);
        }

        @RepeatedTest(2)
        void repeated(FakeGitLab gitlab) {
            assertThat(gitlab).isSameAs(inConstructor);
            see(gitlab);
        }

        @ParameterizedTest
        @ValueSource(ints = {1, 2})
        void parameterized(int number, FakeGitLab gitlab) {
            assertThat(gitlab).isSameAs(inConstructor);
            see(gitlab);
        }

        @Nested
        class Inside {
            @Test
            void nested(FakeGitLab gitlab) {
                assertThat(gitlab).isSameAs(inConstructor);
                see(gitlab);
            }
        }
    }

    @Test
    void each_test_has_an_instance_of_its_own_which_is_closed_afterwards() {
        Seen.INSTANCES.clear();
        TestRun run = TestRun.of(OnePerTest.class);

        assertThat(run.failed()).isEmpty();
        assertThat(run.succeeded()).isEqualTo(5);
        assertThat(Seen.INSTANCES).hasSize(5).noneMatch(GitLabExtensionTest::isListening);
    }

    static class AskedForInBeforeAll extends Seen {
        @BeforeAll
        static void before(FakeGitLab gitlab) {
            see(gitlab);
        }

        @Test
        void one(FakeGitLab gitlab) {
            see(gitlab);
        }

        @Nested
        class Inside {
            @Test
            void nested(FakeGitLab gitlab) {
                see(gitlab);
            }
        }

        @AfterAll
        static void after(FakeGitLab gitlab) {
            see(gitlab);
        }
    }

    @TestInstance(TestInstance.Lifecycle.PER_CLASS)
    static class AskedForByTheOneInstance extends Seen {
        AskedForByTheOneInstance(FakeGitLab gitlab) {
            see(gitlab);
        }

        @Test
        void one(FakeGitLab gitlab) {
            see(gitlab);
        }

        @Test
        void other(FakeGitLab gitlab) {
            see(gitlab);
        }
    }

    @TestInstance(TestInstance.Lifecycle.PER_CLASS)
    static class NotAskedForByTheOneInstance extends Seen {
        @Test
        void one(FakeGitLab gitlab) {
            see(gitlab);
        }

        @Test
        void other(FakeGitLab gitlab) {
            see(gitlab);
        }
    }

    @GitLabTest(shared = true)
    static class Shared extends Seen {
        @Test
        void one(FakeGitLab gitlab) {
            see(gitlab);
        }

        @ParameterizedTest
        @ValueSource(ints = {1, 2})
        void others(int number, FakeGitLab gitlab) {
            see(gitlab);
        }

        @Nested
        class Inside {
            @Test
            void nested(@GitLabTest FakeGitLab gitlab) {
                see(gitlab);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(classes = {AskedForInBeforeAll.class, AskedForByTheOneInstance.class, Shared.class})
    void an_instance_that_outlives_a_test_is_the_instance_of_all_tests_of_the_class(Class<?> testClass) {
        Seen.INSTANCES.clear();
        TestRun run = TestRun.of(testClass);

        assertThat(run.failed()).isEmpty();
        assertThat(Seen.INSTANCES).hasSize(1).noneMatch(GitLabExtensionTest::isListening);
    }

    @Test
    void a_test_instance_for_all_tests_does_not_make_them_share() {
        Seen.INSTANCES.clear();
        assertThat(TestRun.of(NotAskedForByTheOneInstance.class).failed()).isEmpty();
        assertThat(Seen.INSTANCES).hasSize(2);
    }

    @GitLabTest(version = "16.0", issuer = "https://class.example.com")
    @OnlyInside
    static class NearestCounts {
        @Test
        void of_the_class(FakeGitLab gitlab, @GitLabTest TokenMint bare) {
            assertThat(gitlab.issuer()).isEqualTo("https://class.example.com");
            assertThat(bare).isSameAs(gitlab.mint());
        }

        @Test
        @GitLabTest(issuer = "https://method.example.com")
        void of_the_method(FakeGitLab gitlab, @GitLabTest(issuer = "https://parameter.example.com") TokenMint other) {
            assertThat(gitlab.issuer()).isEqualTo("https://method.example.com");
            assertThat(other.issuer()).isEqualTo("https://parameter.example.com");
        }

        @Nested
        class Inside {
            @Test
            void of_the_class_around(FakeGitLab gitlab) {
                assertThat(gitlab.issuer()).isEqualTo("https://class.example.com");
            }
        }
    }

    @Test
    void the_nearest_annotation_counts() {
        TestRun run = TestRun.of(NearestCounts.class);

        assertThat(run.failed()).isEmpty();
        assertThat(run.succeeded()).isEqualTo(3);
    }

    @OnlyInside
    static class Slips {
        @Test
        void no_clock(@GitLabTest MutableClock clock) {}

        @Test
        void no_instant(@GitLabTest(clock = "yesterday") FakeGitLab gitlab) {}

        @Test
        void no_release(@GitLabTest(version = "seventeen") FakeGitLab gitlab) {}

        @Test
        @GitLabTest(shared = true)
        void shared_by_whom(FakeGitLab gitlab) {}

        @Test
        void which_one(
                @GitLabTest(name = "one") FakeGitLab one,
                @GitLabTest(name = "other") FakeGitLab other,
                @IdToken String token) {}

        @Test
        void number(@IdToken int token) {}

        @Test
        void job_and_user(@IdToken @UserIdToken String token) {}
    }

    @Test
    void slips_are_told_with_the_remedy() {
        var failed = TestRun.of(Slips.class).failed();

        assertThat(failed).hasSize(7);
        assertThat(failed.get("no_clock(MutableClock)")).contains("@GitLabTest(clock = \"2026-09-21T13:33:20Z\")");
        assertThat(failed.get("no_instant(FakeGitLab)"))
                .contains("@GitLabTest(clock = \"yesterday\"): expected an instant, as in 2026-09-21T13:33:20Z");
        assertThat(failed.get("no_release(FakeGitLab)")).contains("written as in 18.9", "seventeen");
        assertThat(failed.get("shared_by_whom(FakeGitLab)")).contains("it stands on the class");
        assertThat(failed.get("which_one(FakeGitLab, FakeGitLab, String)"))
                .contains("2 different GitLabs", "repeat the @GitLabTest");
        assertThat(failed.get("number(int)")).contains("a String or a CiTokenBuilder, but came int");
        assertThat(failed.get("job_and_user(String)")).contains("can have only one of them");
    }

    private static boolean isListening(FakeGitLab gitlab) {
        try (Socket socket = new Socket("127.0.0.1", URI.create(gitlab.url()).getPort())) {
            return socket.isConnected();
        } catch (IOException refused) {
            return false;
        }
    }
}
