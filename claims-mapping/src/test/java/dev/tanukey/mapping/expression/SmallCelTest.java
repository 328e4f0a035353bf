package dev.tanukey.mapping.expression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tanukey.strict.StrictJson;
import dev.tanukey.user.UserInfo;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The interpreter against what the Kubernetes libraries of 1.36 said. */
class SmallCelTest {
    private static final Path EXPRESSIONS = Path.of("../../shared/conformance/cel-expressions.jsonl");

    /** Rebuilt from the recorded results. */
    private static final String CLAIMS =
            """
            {"sub": "project_path:my-group/my-project:ref_type:branch:ref:main", "ref": "release/1.2",
             "ref_protected": "true", "project_id": "20", "user_id": "1", "user_login": "alice", "runner_id": 1,
             "email": "alice@example.com", "email_verified": true, "namespace": "ns-claim", "aud": ["kubernetes"],
             "groups_direct": ["my-group/sub", "other", "infra"], "nullclaim": null, "emptystr": "", "zero": 0,
             "neg": -5, "pi": 3.5, "huge": 9223372036854775807, "bigint": 9007199254740993, "big_id": 12345678,
             "iat": 1700000000, "nbf": 1699999995, "exp": 1700003600, "a.b": "dotted", "a-b": "dashed",
             "a__b": "under", "mixed": [1, "a", true, null], "nested": [[1, 2], [3]], "name": "Alice Łukasz",
             "address": {"country": "PL", "nums": [1, 2, 3], "n": 1, "street.name": "x y", "if": "kw"},
             "user_identities": [{"provider": "github", "extern_uid": "2435223452345"}],
             "https://gitlab.org/claims/groups/owner": ["my-group", "my-group/x"]}
            """;

    private static final UserInfo ALICE = new UserInfo(
            "gitlab:alice",
            "1234",
            List.of("gitlab:grp/a", "gitlab:grp/b", "system:authenticated"),
            Map.of("example.org/project", List.of("p"), "example.org/empty", List.of()));

    @Test
    void every_recorded_expression_over_claims_has_the_recorded_outcome_or_is_not_in_the_subset() throws Exception {
        List<String> differences = new ArrayList<>();
        int judged = judge("claims", differences);
        assertThat(differences).isEmpty();
        assertThat(judged).isGreaterThan(140);
    }

    @Test
    void every_recorded_expression_over_a_user_has_the_recorded_outcome_or_is_not_in_the_subset() throws Exception {
        List<String> differences = new ArrayList<>();
        int judged = judge("user", differences);
        assertThat(differences).isEmpty();
        assertThat(judged).isGreaterThan(15);
    }

    private static int judge(String variable, List<String> differences) throws Exception {
        List<String> skipped = new ArrayList<>();
        int judged = 0;
        for (String line : Files.readAllLines(EXPRESSIONS)) {
            Map<String, Object> row = json(line);
            if (!row.get("env").equals(variable)) {
                continue;
            }
            String outcome = outcome(variable, (String) row.get("expr"));
            if (outcome.equals("skipped")) {
                skipped.add((String) row.get("expr"));
                continue;
            }
            judged++;
            String expected = row.get("phase").equals("ok") ? (String) row.get("result") : (String) row.get("phase");
            // A map is printed by the reference in a way of its own, and constants are folded when a program is made.
            boolean same = outcome.equals(expected)
                    || expected.startsWith("map{") && !outcome.endsWith("-error")
                    || expected.equals("program-error") && outcome.equals("eval-error");
            boolean sameType = outcome.endsWith("-error")
                    || SmallCelTest.bool(variable, (String) row.get("expr")) == "bool".equals(row.get("outType"));
            if (!same || !sameType) {
                differences.add(row.get("expr") + " is " + expected + ", not " + outcome + ", boolean: " + sameType);
            }
        }
        System.out.println("SmallCel over " + variable + ": " + judged + " judged, " + skipped.size()
                + " skipped, which it does not know");
        return judged;
    }

    private static boolean bool(String variable, String text) throws InvalidExpressionException {
        return variable.equals("claims")
                ? SmallCel.overMap(text).isBoolean()
                : new SmallCel().overUser(text).isBoolean();
    }

    private static String outcome(String variable, String text) throws Exception {
        try {
            return variable.equals("claims")
                    ? print(SmallCel.overMap(text).evaluate(new ExpressionInput<>(json(CLAIMS))))
                    : print(new SmallCel().overUser(text).evaluate(new ExpressionInput<>(ALICE)));
        } catch (InvalidExpressionException refused) {
            return refused.getMessage().contains(SmallCel.NOT_IN_THE_SUBSET) ? "skipped" : "compile-error";
        } catch (ExpressionFailedException failed) {
            return "eval-error";
        }
    }

    private static String print(Object value) {
        if (value instanceof String text) {
            return '"' + text + '"';
        }
        if (value instanceof Double number) {
            return "double(" + SmallCelValues.text(number) + ")";
        }
        if (value instanceof List<?> list) {
            return list.stream().map(SmallCelTest::print).collect(Collectors.joining(", ", "[", "]"));
        }
        if (value instanceof SmallCelType type) {
            return "type(" + type.name() + ")";
        }
        if (value instanceof SmallCelValues.Maybe maybe) {
            return "optional(" + print(maybe.value()) + ")";
        }
        return String.valueOf(value);
    }

    private static Map<String, Object> json(String text) throws Exception {
        return StrictJson.readObject(text.getBytes(StandardCharsets.UTF_8));
    }

    @ParameterizedTest
    @CsvSource({
        "999999, 999999",
        "1000000, 1e+06",
        "1234567, 1.234567e+06",
        "100000.5, 100000.5",
        "0.0001, 0.0001",
        "0.00001, 1e-05",
        "-0.0, -0",
        "1700081020, 1.70008102e+09",
        "9007199254740993, 9.007199254740992e+15"
    })
    void a_number_prints_as_in_go(double number, String expected) {
        assertThat(SmallCelValues.text(number)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"claims.email", "claims.?email.orValue('x')", "has(claims.email) && true", "[claims.email]"})
    void a_selected_member_is_found_wherever_it_is(String text) throws Exception {
        assertThat(SmallCel.overMap(text).selects("email")).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"claims['email']", "claims.address.email", "'claims.email'", "claims.email_verified"})
    void an_index_and_a_member_of_something_else_are_no_selection(String text) throws Exception {
        assertThat(SmallCel.overMap(text).selects("email")).isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "claims.flag | false",
                "claims.flag == true | true",
                "claims.b ? true : false | true",
                "claims.b ? true : claims.c | false",
                "claims.?a.orValue(true) | false",
                "!claims.a | true",
                "dyn(claims.l).exists(x, x == 'a') | true",
                "claims.a + claims.b | false"
            })
    void a_type_is_boolean_only_if_it_is_nothing_else(String text, boolean expected) throws Exception {
        assertThat(SmallCel.overMap(text).isBoolean()).isEqualTo(expected);
    }

    @Test
    void the_blogs_groups_compile_and_fail_over_a_person_as_text_and_list_have_no_sum() throws Exception {
        Expression<Map<String, Object>> groups = SmallCel.overMap(
                "has(claims.groups_direct) ? 'gitlab:' + claims.groups_direct : 'gitlab-ci:' + claims.namespace_path");
        assertThatThrownBy(() -> groups.evaluate(new ExpressionInput<>(json("{\"groups_direct\": [\"foo\"]}"))))
                .isInstanceOf(ExpressionFailedException.class)
                .hasMessage("no such overload");
        assertThat(groups.evaluate(new ExpressionInput<>(json("{\"namespace_path\": \"foo\"}"))))
                .isEqualTo("gitlab-ci:foo");
    }

    @Test
    void a_refusal_says_where_and_why() {
        assertThatThrownBy(() -> SmallCel.overMap("claims.a == foo"))
                .isInstanceOf(InvalidExpressionException.class)
                .hasMessage("ERROR: <input>:1:13: undeclared reference to 'foo' (in container '')\n | claims.a == foo");
    }
}
