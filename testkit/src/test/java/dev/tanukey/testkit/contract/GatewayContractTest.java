package dev.tanukey.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tanukey.key.KeySource;
import dev.tanukey.reason.RejectedException;
import dev.tanukey.reason.Rejection;
import dev.tanukey.reason.RejectionReason;
import dev.tanukey.testkit.FakeGitLab;
import dev.tanukey.testkit.GitLabVersion;
import dev.tanukey.testkit.OnlyInside;
import dev.tanukey.testkit.TestRun;
import dev.tanukey.testkit.forged.Attack;
import dev.tanukey.testkit.forged.ForgedToken;
import dev.tanukey.testkit.forged.ForgedTokens;
import java.net.ConnectException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GatewayContractTest {
    private static final String FIRST = ForgedTokens.all().get(0).id();

    /** Breaks one thing, and does not wait for what will not come. */
    @OnlyInside
    abstract static class Broken extends GatewayContract {
        @Override
        protected FakeGitLab startGitLab(GitLabVersion version) {
            return Doors.gitlab(version);
        }

        @Override
        protected Duration patience() {
            return Duration.ZERO;
        }

        @Override
        protected List<GitLabVersion> versions() {
            return List.of(GitLabVersion.OLDEST);
        }

        @Override
        protected Set<Attack> attacks() {
            return EnumSet.of(Attack.ALGORITHM, Attack.SIGNATURE);
        }
    }

    /** Sound but for one thing: what takes a while comes. */
    abstract static class Patient extends Broken {
        @Override
        protected Duration patience() {
            return Duration.ofSeconds(3);
        }
    }

    static class LetsEverybodyIn extends Broken {
        @Override
        protected Gateway start(FakeGitLab gitlab, String audience) {
            return token -> GatewayAnswer.ACCEPTED;
        }

        @Override
        protected Set<Attack> attacks() {
            return EnumSet.complementOf(EnumSet.of(Attack.ORIGIN));
        }
    }

    @Test
    void who_lets_everybody_in_fails_every_forgery_and_every_outage() {
        TestRun run = TestRun.of(LetsEverybodyIn.class);

        assertThat(run.failedIds())
                .containsAll(ForgedTokens.all().stream()
                        .filter(forged -> forged.attack() != Attack.ORIGIN)
                        .map(ForgedToken::id)
                        .toList())
                .contains("keys/withdrawn", "outage/unknown-key", "outage/from-the-start", "flood/key-ids")
                .noneMatch(id -> id.startsWith("true/"));
        assertThat(run.failed().get(ForgedTokens.all().get(0).toString()))
                .contains("must refuse this token, but answered ACCEPTED")
                .contains(ForgedTokens.all().get(0).why())
                .contains("waivers() takes \"" + FIRST + "\"");
    }

    static class LetsNobodyIn extends Broken {
        @Override
        protected Gateway start(FakeGitLab gitlab, String audience) {
            return token -> GatewayAnswer.REFUSED;
        }
    }

    @Test
    void who_lets_nobody_in_is_not_praised_for_refusing_forgeries() {
        TestRun run = TestRun.of(LetsNobodyIn.class);

        assertThat(run.failedIds())
                .contains("true/good", "true/tag", "version/15.7", "outage/from-the-start")
                .contains("forged_tokens_are_refused")
                .doesNotContain(FIRST);
        assertThat(run.failed().get("forged_tokens_are_refused()")).contains("refusing a forged one proves nothing");
    }

    static class BreaksDown extends Broken {
        @Override
        protected Gateway start(FakeGitLab gitlab, String audience) {
            Gateway sound = Doors.sound(gitlab, audience);
            return token -> {
                GatewayAnswer answer = sound.call(token);
                return answer == GatewayAnswer.ACCEPTED ? answer : GatewayAnswer.ofHttpStatus(500);
            };
        }
    }

    @Test
    void an_error_of_the_gateways_own_is_not_taken_for_a_refusal() {
        TestRun run = TestRun.of(BreaksDown.class);

        assertThat(run.failedIds()).contains(FIRST, "outage/from-the-start", "keys/withdrawn");
        assertThat(run.failed().get(ForgedTokens.all().get(0).toString())).contains("came 500", "its log");
    }

    static class NeverAsksAgain extends Broken {
        @Override
        protected Gateway start(FakeGitLab gitlab, String audience) {
            return Doors.with(gitlab, audience, gitlab.mint().keySet());
        }
    }

    @Test
    void a_gateway_that_never_asks_again_is_found_out() {
        assertThat(TestRun.of(NeverAsksAgain.class).failedIds())
                .contains("keys/new", "keys/withdrawn", "outage/from-the-start")
                .doesNotContain("true/good", FIRST, "outage/known-key", "flood/key-ids");
    }

    static class AsksForEachToken extends Broken {
        @Override
        protected Gateway start(FakeGitLab gitlab, String audience) {
            return token -> {
                Gateway fresh = Doors.sound(gitlab, audience);
                try (fresh) {
                    return fresh.call(token);
                }
            };
        }
    }

    @Test
    void a_gateway_that_asks_for_each_token_is_found_out() {
        assertThat(TestRun.of(AsksForEachToken.class).failed())
                .hasSize(2)
                .hasEntrySatisfying(
                        "flood/key-ids: 30 invented key ids cause few requests",
                        message -> assertThat(message).contains("ask GitLab 90 times", "10 should do"))
                .containsKey("outage/known-key: GitLab is down, the key is known: the token gets in");
    }

    /** As most libraries do it. */
    static class CallsAnOutageABadToken extends Patient {
        @Override
        protected Gateway start(FakeGitLab gitlab, String audience) {
            Gateway sound = Doors.sound(gitlab, audience);
            return token ->
                    sound.call(token) == GatewayAnswer.ACCEPTED ? GatewayAnswer.ACCEPTED : GatewayAnswer.REFUSED;
        }
    }

    @Test
    void an_outage_is_not_the_tokens_fault() {
        assertThat(TestRun.of(CallsAnOutageABadToken.class).failed())
                .hasSize(1)
                .hasEntrySatisfying(
                        "outage/from-the-start: GitLab is down from the start: 503, neither 401 nor 500",
                        message -> assertThat(message).contains("expected UNAVAILABLE (503)", "came REFUSED"));
    }

    /** What it remembers of a token is a part of it. */
    abstract static class Remembers extends Patient {
        private final int part;

        Remembers(int part) {
            this.part = part;
        }

        @Override
        protected Gateway start(FakeGitLab gitlab, String audience) {
            Gateway sound = Doors.sound(gitlab, audience);
            Set<String> letIn = new HashSet<>();
            return token -> {
                String[] parts = token.split("\\.", -1);
                String remembered = part < 0 ? token : parts.length == 3 ? parts[part] : token;
                GatewayAnswer answer = letIn.contains(remembered) ? GatewayAnswer.ACCEPTED : sound.call(token);
                if (answer == GatewayAnswer.ACCEPTED) {
                    letIn.add(remembered);
                }
                return answer;
            };
        }
    }

    static class RemembersPayloads extends Remembers {
        RemembersPayloads() {
            super(1);
        }
    }

    static class RemembersSignatures extends Remembers {
        RemembersSignatures() {
            super(2);
        }
    }

    static class RemembersForEver extends Remembers {
        RemembersForEver() {
            super(-1);
        }
    }

    @ParameterizedTest
    @ValueSource(classes = {RemembersPayloads.class, RemembersSignatures.class})
    void who_knows_a_token_again_by_a_part_of_it_is_found_out(Class<?> gateway) {
        assertThat(TestRun.of(gateway).failedIds()).contains("memory/tampered", "keys/withdrawn");
    }

    @Test
    void a_verdict_that_outlives_its_key_is_found_out() {
        assertThat(TestRun.of(RemembersForEver.class).failedIds()).containsExactly("keys/withdrawn");
    }

    static class GivesUpForGood extends Patient {
        @Override
        protected Gateway start(FakeGitLab gitlab, String audience) {
            Gateway sound = Doors.sound(gitlab, audience);
            AtomicBoolean gaveUp = new AtomicBoolean();
            return token -> {
                GatewayAnswer answer = gaveUp.get() ? GatewayAnswer.UNAVAILABLE : sound.call(token);
                gaveUp.compareAndSet(false, answer == GatewayAnswer.UNAVAILABLE);
                return answer;
            };
        }
    }

    @Test
    void who_gives_up_in_an_outage_is_found_out() {
        assertThat(TestRun.of(GivesUpForGood.class).failedIds()).containsExactly("outage/over");
    }

    static class NeedsGitLabToStart extends Patient {
        @Override
        protected Gateway start(FakeGitLab gitlab, String audience) {
            KeySource keys = Doors.keys(gitlab, audience);
            if (!keys.warmUp(Duration.ofSeconds(5))) {
                throw new IllegalStateException("no keys");
            }
            return Doors.with(gitlab, audience, keys);
        }
    }

    @Test
    void a_gateway_that_does_not_start_without_gitlab_is_told_so_and_excused() {
        TestRun run = TestRun.of(NeedsGitLabToStart.class);

        assertThat(run.failed()).isEmpty();
        assertThat(run.aborted().values()).singleElement().asString().contains("does not start", "no keys");
    }

    static class Waives extends LetsEverybodyIn {
        @Override
        protected Map<String, String> waivers() {
            return Map.of(FIRST, "the proxy in front does it", "true/tag", "we release by hand", "signature/moon", "?");
        }
    }

    @Test
    void a_waiver_excuses_what_fails_and_nothing_that_passes_or_does_not_exist() {
        TestRun run = TestRun.of(Waives.class);

        assertThat(run.aborted().get(ForgedTokens.all().get(0).toString()))
                .contains("Waived: the proxy in front does it")
                .contains("must refuse this token");
        assertThat(run.failed().get("true/tag: one of furtherGoodTokens()"))
                .contains("\"we release by hand\", but it passes: take the waiver out");
        assertThat(run.failed().get("every_waiver_names_a_test()")).contains("[signature/moon]");
    }

    static class RefusesTags extends Broken {
        @Override
        protected Gateway start(FakeGitLab gitlab, String audience) {
            Gateway sound = Doors.sound(gitlab, audience);
            return token -> {
                if (new String(Base64.getUrlDecoder().decode(token.split("\\.", -1)[1]), StandardCharsets.UTF_8)
                        .contains("\"ref_type\":\"tag\"")) {
                    throw new RejectedException(Rejection.of(RejectionReason.CLAIM_RULE_FAILED, "a branch", "a tag"));
                }
                return sound.call(token);
            };
        }
    }

    @Test
    void an_exception_is_no_answer() {
        assertThat(TestRun.of(RefusesTags.class).failed().get("true/tag: one of furtherGoodTokens()"))
                .contains("gave no answer", "RejectedException");
    }

    @Test
    void a_gateway_that_is_not_there_is_told_so() {
        GatewayUnderTest nobody = new GatewayUnderTest(token -> {
            throw new ConnectException("Connection refused");
        });

        assertThatThrownBy(() -> nobody.answer("x"))
                .isInstanceOf(AssertionError.class)
                .hasMessageContainingAll("Connection refused", "start() should return when the gateway listens");
    }

    @SuppressWarnings("NullAway")
    @Test
    void start_that_returns_nothing_is_told_so() {
        assertThatThrownBy(() -> new GatewayUnderTest(null)).hasMessageContaining("start() returned null");
    }

    @ParameterizedTest
    @CsvSource({
        "200, ACCEPTED",
        "204, ACCEPTED",
        "400, REFUSED",
        "401, REFUSED",
        "403, REFUSED",
        "413, REFUSED",
        "414, REFUSED",
        "431, REFUSED",
        "502, UNAVAILABLE",
        "503, UNAVAILABLE",
        "504, UNAVAILABLE"
    })
    void a_status_is_an_answer(int status, GatewayAnswer answer) {
        assertThat(GatewayAnswer.ofHttpStatus(status)).isEqualTo(answer);
    }

    @ParameterizedTest
    @CsvSource({
        "500, its log",
        "302, redirect",
        "404, Call an address",
        "405, sends a GET",
        "429, lift the limit",
        "199, Call an address",
        "100, Call an address"
    })
    void another_status_is_none(int status, String advice) {
        assertThatThrownBy(() -> GatewayAnswer.ofHttpStatus(status))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("came " + status)
                .hasMessageContaining(advice);
    }
}
