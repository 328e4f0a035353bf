package dev.tanukey.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tanukey.AuthenticationException;
import dev.tanukey.AuthenticationResult;
import dev.tanukey.mapping.expression.Expression;
import dev.tanukey.mapping.expression.ExpressionInput;
import dev.tanukey.mapping.expression.FakeExpression;
import dev.tanukey.reason.Rejection;
import dev.tanukey.reason.RejectionReason;
import dev.tanukey.token.Claims;
import dev.tanukey.user.NamePrefixes;
import dev.tanukey.user.UserInfo;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What a mapping makes of the values of expressions, and the order in which rules are judged. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ExpressionMappingsTest {
    private KnockingAtTheDoor door;

    @BeforeAll
    void start() {
        door = new KnockingAtTheDoor();
    }

    @AfterAll
    void stop() {
        door.close();
    }

    private UserInfo user(ClaimMappings.Builder mappings) throws AuthenticationException {
        return door.user(mappings.build(), door.person());
    }

    private Rejection rejection(ClaimMappings.Builder mappings) {
        return door.rejection(mappings.build(), door.person());
    }

    private RejectionReason reason(ClaimMappings.Builder mappings) {
        return rejection(mappings).reason();
    }

    private static ClaimMappings.Builder jane() {
        return ClaimMappings.username(FakeExpression.of("jane"));
    }

    private static <T> Expression<T> value(Object value) {
        return FakeExpression.of(value);
    }

    @Nested
    class Username {

        @Test
        void a_string_is_the_whole_name() throws AuthenticationException {
            assertThat(user(ClaimMappings.username(value("jane"))).username()).isEqualTo("jane");
            assertThat(user(ClaimMappings.username(value(" "))).username()).isEqualTo(" ");
        }

        @Test
        void an_empty_string_is_no_name() {
            assertThat(reason(ClaimMappings.username(value("")))).isEqualTo(RejectionReason.MAPPING_FAILED);
        }

        @Test
        void another_type_and_null_are_no_name() {
            for (Object value : Arrays.asList(null, 7L, true, List.of("jane"), Map.of())) {
                assertThat(reason(ClaimMappings.username(value(value)))).isEqualTo(RejectionReason.MAPPING_FAILED);
            }
        }

        @Test
        void an_expression_without_a_value_says_why() {
            Rejection rejection = rejection(ClaimMappings.username(FakeExpression.failing("no such key: x")));

            assertThat(rejection.reason()).isEqualTo(RejectionReason.EXPRESSION_FAILED);
            assertThat(rejection.operatorMessage())
                    .isEqualTo(
                            "EXPRESSION_FAILED: expected a token over which \"failing\" has a value; came no such key: x.");
        }
    }

    @Nested
    class Uid {

        @Test
        void a_string_is_the_uid_also_the_empty_one() throws AuthenticationException {
            assertThat(user(jane().uid(value("7"))).uid()).isEqualTo("7");
            assertThat(user(jane().uid(value(""))).uid()).isEmpty();
        }

        @Test
        void another_type_and_null_are_no_uid() {
            for (Object value : Arrays.asList(null, 7L, true, List.of("7"))) {
                assertThat(reason(jane().uid(value(value)))).isEqualTo(RejectionReason.MAPPING_FAILED);
            }
        }
    }

    @Nested
    class GroupsAndExtra {

        private void assertStrings(Object value, String... strings) throws AuthenticationException {
            UserInfo user = user(jane().groups(value(value)).extra("example.org/x", value(value)));

            assertThat(user.groups()).containsExactly(strings);
            assertThat(user.extra().getOrDefault("example.org/x", List.of())).containsExactly(strings);
        }

        @Test
        void a_string_is_one() throws AuthenticationException {
            assertStrings("a", "a");
        }

        @Test
        void a_list_keeps_order_and_repetitions() throws AuthenticationException {
            assertStrings(List.of("b", "a", "b"), "b", "a", "b");
        }

        @Test
        void empty_ones_count_for_nothing() throws AuthenticationException {
            assertStrings("");
            assertStrings(null);
            assertStrings(List.of());
            assertStrings(List.of("", "a", ""), "a");
        }

        @Test
        void an_extra_without_values_is_left_out() throws AuthenticationException {
            assertThat(user(jane().extra("example.org/x", value(""))).extra()).doesNotContainKey("example.org/x");
        }

        @Test
        void another_type_is_refused() {
            for (Object value :
                    List.of(7L, true, Map.of(), List.of(7L), List.of(List.of("a")), Arrays.asList("a", null))) {
                assertThat(reason(jane().groups(value(value)))).isEqualTo(RejectionReason.MAPPING_FAILED);
                assertThat(reason(jane().extra("example.org/x", value(value))))
                        .isEqualTo(RejectionReason.MAPPING_FAILED);
            }
        }
    }

    @Nested
    class Rules {

        @Test
        void a_required_claim_is_compared_as_text() throws AuthenticationException {
            assertThat(user(jane().requiredClaim("sub", "1001")).username()).isEqualTo("jane");
            assertThat(reason(jane().requiredClaim("sub", "1002"))).isEqualTo(RejectionReason.CLAIM_RULE_FAILED);
            assertThat(reason(jane().requiredClaim("hd", "x"))).isEqualTo(RejectionReason.CLAIM_MISSING);
            assertThat(reason(jane().requiredClaim("auth_time", "1"))).isEqualTo(RejectionReason.CLAIM_MALFORMED);
        }

        @Test
        void a_null_claim_equals_the_empty_text() {
            AuthenticationResult good = door.authenticate(
                    jane().requiredClaim("n", "").build(), door.person().claim("n", null));
            AuthenticationResult bad = door.authenticate(
                    jane().requiredClaim("n", "x").build(), door.person().claim("n", null));

            assertThat(good).isInstanceOf(AuthenticationResult.Authenticated.class);
            assertThat(bad).isInstanceOf(AuthenticationResult.Rejected.class);
        }

        @Test
        void a_false_rule_refuses_with_its_message() {
            assertThat(rejection(jane().claimRule(value(false), "only from main"))
                            .operatorMessage())
                    .isEqualTo("CLAIM_RULE_FAILED: expected a token over which \"fake false\" is true;"
                            + " came one over which it is not: only from main.");
            assertThat(reason(jane().userRule(value(false), ""))).isEqualTo(RejectionReason.USER_RULE_FAILED);
        }

        @Test
        void a_rule_of_another_type_refuses_too() {
            for (Object value : Arrays.asList(null, "true", 1L)) {
                assertThat(reason(jane().claimRule(value(value), ""))).isEqualTo(RejectionReason.CLAIM_RULE_FAILED);
            }
        }

        @Test
        void a_user_rule_sees_the_mapped_user() throws AuthenticationException {
            Expression<UserInfo> rule =
                    new FakeExpression<>("rule", user -> user.username().equals("jane"));

            assertThat(user(jane().userRule(rule, "")).username()).isEqualTo("jane");
        }

        @Test
        void a_rule_that_fails_is_told_before_one_that_is_false() {
            ClaimMappings.Builder mappings =
                    jane().claimRule(value(false), "first").claimRule(FakeExpression.failing("boom"), "second");

            assertThat(reason(mappings)).isEqualTo(RejectionReason.EXPRESSION_FAILED);
        }

        @Test
        void the_first_false_rule_is_told() {
            assertThat(rejection(jane().claimRule(value(true), "no")
                                    .claimRule(value(false), "first")
                                    .claimRule(value(false), "second"))
                            .operatorMessage())
                    .contains("first")
                    .doesNotContain("second");
        }

        @Test
        void mapping_comes_before_required_claims_and_these_before_rules_over_claims_and_user() {
            Expression<Claims> boom = FakeExpression.failing("boom");
            ClaimMappings.Builder all = jane().userRule(value(false), "");

            assertThat(reason(all)).isEqualTo(RejectionReason.USER_RULE_FAILED);
            assertThat(reason(all.claimRule(value(false), ""))).isEqualTo(RejectionReason.CLAIM_RULE_FAILED);
            assertThat(reason(all.requiredClaim("hd", "x"))).isEqualTo(RejectionReason.CLAIM_MISSING);
            assertThat(reason(all.extra("example.org/x", value(7L)))).isEqualTo(RejectionReason.MAPPING_FAILED);
            assertThat(reason(all.uid(boom))).isEqualTo(RejectionReason.EXPRESSION_FAILED);
            assertThat(reason(all.groups(value(7L)))).isEqualTo(RejectionReason.MAPPING_FAILED);
        }
    }

    @Test
    void the_prefixes_that_expressions_tell_are_the_mappings_own() {
        Expression<Claims> gitlab = FakeExpression.withPrefix("gitlab:");
        Expression<Claims> groups = FakeExpression.withPrefix("group:");

        assertThat(ClaimMappings.username(gitlab).groups(groups).build().prefixes())
                .isEqualTo(new NamePrefixes(Set.of("gitlab:"), Set.of("group:")));
        assertThat(ClaimMappings.username("sub", "").groups(value("a")).build().prefixes())
                .isEqualTo(NamePrefixes.NONE);
        assertThat(ClaimMappings.username("sub", "a:")
                        .groups("groups", "b:")
                        .build()
                        .prefixes())
                .isEqualTo(new NamePrefixes(Set.of("a:"), Set.of("b:")));
    }

    @Test
    void a_language_brings_the_claims_into_its_form_once_for_all_expressions_of_a_token() {
        AtomicInteger made = new AtomicInteger();
        Expression<Claims> counting = new Expression<>() {
            @Override
            public String text() {
                return "counting";
            }

            @Override
            public boolean isBoolean() {
                return false;
            }

            @Override
            public boolean selects(String member) {
                return false;
            }

            @Override
            public Object evaluate(ExpressionInput<Claims> input) {
                return input.as(String.class, claims -> "form " + made.incrementAndGet());
            }
        };

        AuthenticationResult result = door.authenticate(
                ClaimMappings.username(counting).groups(counting).uid(counting).build(), door.person());

        assertThat(result).isInstanceOf(AuthenticationResult.Authenticated.class);
        assertThat(made).hasValue(1);
    }
}
