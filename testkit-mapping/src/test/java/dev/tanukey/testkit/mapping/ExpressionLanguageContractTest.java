package dev.tanukey.testkit.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tanukey.mapping.expression.Expression;
import dev.tanukey.mapping.expression.ExpressionFailedException;
import dev.tanukey.mapping.expression.ExpressionInput;
import dev.tanukey.mapping.expression.ExpressionLanguage;
import dev.tanukey.mapping.expression.ExpressionProblem;
import dev.tanukey.mapping.expression.ExpressionProblem.Kind;
import dev.tanukey.mapping.expression.InvalidExpressionException;
import dev.tanukey.token.Claims;
import dev.tanukey.user.UserInfo;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A language that breaks one promise fails the test of that promise. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ExpressionLanguageContractTest {

    /** How to break a promise, and which tests must notice. */
    private enum Slip {
        TEXT_TRIMMED("an_expression_keeps_its_text"),
        TEXT_TRUE_BECOMES_TRUE("a_claim_comes_as_it_is_and_no_type_is_turned_into_another"),
        LIST_SORTED("a_claim_comes_as_it_is_and_no_type_is_turned_into_another"),
        NUMBER_BECOMES_TEXT("a_claim_comes_as_it_is_and_no_type_is_turned_into_another"),
        NULL_IS_EMPTY("null_is_null"),
        ABSENT_IS_EMPTY("a_claim_that_is_absent_has_no_value"),
        PLACE_OUTSIDE("what_does_not_compile_says_where_and_why"),
        SECRET_TOLD("no_message_holds_the_value_of_a_claim"),
        EVERYTHING_COMPILES("what_does_not_compile_says_where_and_why"),
        USER_SEES_CLAIMS("an_expression_sees_its_own_variable_and_no_other"),
        GROUPS_FORGOTTEN("an_expression_over_the_user_sees_name_and_groups"),
        ALWAYS_BOOLEAN("what_is_boolean_and_nothing_else_says_so"),
        NEVER_BOOLEAN("what_is_boolean_and_nothing_else_says_so"),
        SELECTS_EVERYTHING("a_member_that_is_selected_by_name_is_known"),
        SELECTS_NOTHING("a_member_that_is_selected_by_name_is_known"),
        PREFIX_OF_ANOTHER("what_is_said_of_the_beginnings_is_true"),
        PREFIX_ENDS_IN_LETTER("what_is_said_of_the_beginnings_is_true"),
        KEEPS_THE_FIRST_VALUE("an_expression_has_the_same_value_each_time_and_keeps_nothing_of_a_token"),
        SPOILS_THE_INPUT("expressions_of_one_input_do_not_disturb_each_other"),
        ONE_FOR_ALL_THREADS("many_threads_compile_and_evaluate_at_once"),
        ENDS_WITH_A_VALUE("an_endless_evaluation_is_stopped"),
        ENDS_OTHERWISE("an_endless_evaluation_is_stopped");

        private final String noticedBy;

        Slip(String noticedBy) {
            this.noticedBy = noticedBy;
        }
    }

    private final Broken contract = new Broken();

    /** The contract over a language that slips. */
    static final class Broken extends ExpressionLanguageContract {
        private @Nullable Slip slip;

        @Override
        protected ExpressionLanguage language() {
            return new Slipping(slip);
        }
    }

    @Test
    void a_right_language_passes_every_test() throws Exception {
        contract.slip = null;

        assertThat(failing()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(Slip.class)
    void a_broken_promise_is_noticed_by_its_test(Slip slip) throws Exception {
        contract.slip = slip;

        assertThat(failing()).contains(slip.noticedBy);
    }

    private Set<String> failing() throws Exception {
        Set<String> failing = new TreeSet<>();
        for (var method : ExpressionLanguageContract.class.getDeclaredMethods()) {
            if (method.isAnnotationPresent(Test.class)) {
                method.setAccessible(true);
                try {
                    method.invoke(contract);
                } catch (java.lang.reflect.InvocationTargetException failed) {
                    failing.add(method.getName());
                }
            }
        }
        return failing;
    }

    /** CEL, but for one slip. */
    private record Slipping(@Nullable Slip slip) implements ExpressionLanguage {

        @Override
        public Expression<Claims> overClaims(String text) throws InvalidExpressionException {
            if (slip == Slip.EVERYTHING_COMPILES && text.isEmpty()) {
                return new Wrapped<>(slip, Suites.CEL.overClaims("null"), new HashMap<>());
            }
            try {
                return new Wrapped<>(slip, Suites.CEL.overClaims(text), new HashMap<>());
            } catch (InvalidExpressionException refused) {
                if (slip == Slip.PLACE_OUTSIDE) {
                    throw new InvalidExpressionException(
                            "wrong", List.of(new ExpressionProblem(Kind.SYNTAX, 7, 1, "wrong", Optional.empty())));
                }
                throw refused;
            }
        }

        @Override
        public Expression<UserInfo> overUser(String text) throws InvalidExpressionException {
            if (slip == Slip.USER_SEES_CLAIMS && text.equals("claims.sub")) {
                return new Wrapped<>(slip, Suites.CEL.overUser("user.username"), new HashMap<>());
            }
            if (slip == Slip.GROUPS_FORGOTTEN && text.equals("user.groups")) {
                return new Wrapped<>(slip, Suites.CEL.overUser("[]"), new HashMap<>());
            }
            return new Wrapped<>(slip, Suites.CEL.overUser(text), new HashMap<>());
        }
    }

    private record Wrapped<T>(@Nullable Slip slip, Expression<T> right, Map<String, Object> kept)
            implements Expression<T> {

        @Override
        public String text() {
            return slip == Slip.TEXT_TRIMMED ? right.text().replace(" ", "") : right.text();
        }

        @Override
        public boolean isBoolean() {
            return slip == Slip.ALWAYS_BOOLEAN || (slip != Slip.NEVER_BOOLEAN && right.isBoolean());
        }

        @Override
        public boolean selects(String member) {
            return slip == Slip.SELECTS_EVERYTHING || (slip != Slip.SELECTS_NOTHING && right.selects(member));
        }

        @Override
        public Set<String> prefixes() {
            return slip == Slip.PREFIX_OF_ANOTHER
                    ? Set.of("github:")
                    : slip == Slip.PREFIX_ENDS_IN_LETTER ? Set.of("gitlab", "a", "jdoe") : right.prefixes();
        }

        @Override
        public @Nullable Object evaluate(ExpressionInput<T> input) throws ExpressionFailedException {
            Object value;
            try {
                value = right.evaluate(spoilt(input));
            } catch (ExpressionFailedException failure) {
                return otherwise(failure);
            }
            if (slip == null || value == null) {
                return slip == Slip.NULL_IS_EMPTY ? "" : value;
            }
            return switch (slip) {
                case TEXT_TRUE_BECOMES_TRUE -> value.equals("true") ? true : value;
                case LIST_SORTED ->
                    value instanceof List<?> list ? list.stream().sorted().toList() : value;
                case NUMBER_BECOMES_TEXT -> value instanceof Number ? "7" : value;
                case KEEPS_THE_FIRST_VALUE, ONE_FOR_ALL_THREADS -> {
                    kept.putIfAbsent("first", value);
                    yield kept.get("first");
                }
                default -> value;
            };
        }

        private @Nullable Object otherwise(ExpressionFailedException failure) throws ExpressionFailedException {
            boolean stopped = failure.problem().kind() == Kind.STOPPED;
            if (slip == Slip.SECRET_TOLD) {
                throw new ExpressionFailedException("it was contract-private-value");
            }
            if (slip == Slip.ENDS_OTHERWISE && stopped) {
                throw new ExpressionFailedException("tired");
            }
            if ((slip == Slip.ABSENT_IS_EMPTY && !stopped) || (slip == Slip.ENDS_WITH_A_VALUE && stopped)) {
                return "";
            }
            throw failure;
        }

        /** Whoever keeps a form of its own in the input must find it again. */
        private ExpressionInput<T> spoilt(ExpressionInput<T> input) throws ExpressionFailedException {
            if (slip == Slip.SPOILS_THE_INPUT) {
                StringBuilder seen = input.as(StringBuilder.class, value -> new StringBuilder());
                if (seen.length() > 0) {
                    throw new ExpressionFailedException("seen already");
                }
                seen.append('x');
                return new ExpressionInput<>(input.value());
            }
            return input;
        }
    }
}
