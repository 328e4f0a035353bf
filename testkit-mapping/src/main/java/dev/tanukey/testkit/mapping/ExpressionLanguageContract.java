package dev.tanukey.testkit.mapping;

import dev.tanukey.mapping.expression.Expression;
import dev.tanukey.mapping.expression.ExpressionFailedException;
import dev.tanukey.mapping.expression.ExpressionInput;
import dev.tanukey.mapping.expression.ExpressionLanguage;
import dev.tanukey.mapping.expression.ExpressionProblem;
import dev.tanukey.mapping.expression.InvalidExpressionException;
import dev.tanukey.token.Claims;
import dev.tanukey.user.UserInfo;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/**
 * What {@link ExpressionLanguage} and {@link Expression} have promised to the mapping, as tests: extend this class in
 * your tests, and hand your language over.
 *
 * <pre>{@code
 * class MyLanguageTest extends ExpressionLanguageContract {
 *     @Override
 *     protected ExpressionLanguage language() {
 *         return new MyLanguage();
 *     }
 * }
 * }</pre>
 *
 * <p>The expressions in the tests are those of the Common Expression Language. A language that writes them otherwise
 * overrides the methods that give them. How long an evaluation takes is not looked at, but that an endless one ends.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public abstract class ExpressionLanguageContract {
    private static final int THREADS = 8;
    private static final String SECRET = "contract-private-value";

    private final ContractClaims tokens = new ContractClaims();

    /** For subclasses. */
    protected ExpressionLanguageContract() {}

    /** {@return the language; asked for once per test} */
    protected abstract ExpressionLanguage language();

    /**
     * Writes an expression that gives a claim as it is. Default: {@code claims.<name>}.
     *
     * @param name the claim's name, a plain word
     * @return the expression
     */
    protected String claim(String name) {
        return "claims." + name;
    }

    /**
     * Writes an expression that gives a literal and a claim behind it. Default: {@code "<literal>" + claims.<name>}.
     *
     * @param literal a text without quotes and backslashes
     * @param name the claim's name, a plain word; its value is a text
     * @return the expression
     */
    protected String prefixed(String literal, String name) {
        return "\"" + literal + "\" + claims." + name;
    }

    /**
     * Writes an expression that is true if a claim equals a text. Default: {@code claims.<name> == "<text>"}.
     *
     * @param name the claim's name, a plain word
     * @param text a text without quotes and backslashes
     * @return the expression, whose type is boolean and nothing else
     */
    protected String claimEquals(String name, String text) {
        return "claims." + name + " == \"" + text + "\"";
    }

    /** {@return an expression that is null; by default {@code null}} */
    protected String nothing() {
        return "null";
    }

    /** {@return an expression over the user that gives the name; by default {@code user.username}} */
    protected String username() {
        return "user.username";
    }

    /** {@return an expression over the user that gives the groups; by default {@code user.groups}} */
    protected String groups() {
        return "user.groups";
    }

    /**
     * {@return texts that do not compile; by default an empty one, half of a call, and two lines with a stray bracket}
     */
    protected List<String> broken() {
        return List.of("", "claims.sub.startsWith(", "true &&\n  )", "no_such_function_at_all(1)");
    }

    /**
     * {@return an expression over the claims whose evaluation goes on for longer than anybody waits, if one can be
     * written; by default four loops, one in another, over the list of 300 texts that is {@code groups_direct}}
     */
    protected Optional<String> endless() {
        String list = "dyn(" + claim("groups_direct") + ")";
        return Optional.of(
                "%s.all(a, %s.all(b, %s.all(c, %s.all(d, a + b + c + d != \"\"))))".formatted(list, list, list, list));
    }

    @Test
    void an_expression_keeps_its_text() throws Exception {
        String text = prefixed("gitlab:", "sub");
        Promises.same("text()", text, language().overClaims(text).text());
        Promises.same("text()", username(), language().overUser(username()).text());
    }

    @Test
    void a_claim_comes_as_it_is_and_no_type_is_turned_into_another() throws Exception {
        Claims claims = tokens.of(Map.of(
                "text",
                "true",
                "digits",
                "4711",
                "truth",
                true,
                "list",
                List.of("b", "a", "b"),
                "number",
                7L,
                "object",
                Map.of("a", "b")));
        Promises.same("a text that looks like a boolean", "true", value(claim("text"), claims));
        Promises.same("a text of digits", "4711", value(claim("digits"), claims));
        Promises.same("a boolean", true, value(claim("truth"), claims));
        Promises.same("a list, in order and with repetitions", List.of("b", "a", "b"), value(claim("list"), claims));
        for (String name : List.of("number", "object")) {
            Object value = value(claim(name), claims);
            Promises.check(
                    value != null
                            && !(value instanceof String)
                            && !(value instanceof Boolean)
                            && !(value instanceof List),
                    "a value of another type must be an object of another class than String, Boolean and List, so that"
                            + " no mapping takes it; the claim was a " + name + ", and came "
                            + (value == null ? "null" : value.getClass().getName()));
        }
    }

    @Test
    void null_is_null() throws Exception {
        Promises.same("null", null, value(nothing(), tokens.of(Map.of())));
    }

    @Test
    void a_claim_that_is_absent_has_no_value() throws Exception {
        Claims claims = tokens.of(Map.of("secret", SECRET));
        for (String text : List.of(claim("absent"), prefixed("gitlab:", "absent"), claimEquals("absent", "x"))) {
            ExpressionFailedException failure = fails(text, claims);
            Promises.check(
                    failure != null,
                    Promises.quote(text) + " must end with ExpressionFailedException where the claim is absent");
            Promises.checkProblem(text, Objects.requireNonNull(failure).problem());
        }
    }

    @Test
    void no_message_holds_the_value_of_a_claim() {
        Claims claims = tokens.of(Map.of("secret", SECRET, "number", 7L));
        for (String text : List.of(claim("secret.deeper"), prefixed("x", "number"), prefixed("x", "secret.deeper"))) {
            Optional<Expression<Claims>> compiled = ifItCompiles(text);
            ExpressionFailedException failure =
                    compiled.isEmpty() ? null : Promises.fails(compiled.get(), new ExpressionInput<>(claims));
            Promises.check(
                    failure == null || !String.valueOf(failure.getMessage()).contains(SECRET),
                    "a message goes to logs and must not hold the value of a claim; it does after "
                            + Promises.quote(text));
        }
    }

    @Test
    void what_does_not_compile_says_where_and_why() {
        for (String text : broken()) {
            Promises.refuses(text, () -> language().overClaims(text));
            Promises.refuses(text, () -> language().overUser(text));
        }
    }

    @Test
    void an_expression_sees_its_own_variable_and_no_other() throws Exception {
        try {
            Expression<UserInfo> strange = language().overUser(claim("sub"));
            strange.evaluate(new ExpressionInput<>(UserInfo.named("jdoe")));
        } catch (InvalidExpressionException | ExpressionFailedException good) {
            return;
        }
        throw new AssertionError(
                "an expression over the user must not see claims: %s compiled and had a value".formatted(claim("sub")));
    }

    @Test
    void an_expression_over_the_user_sees_name_and_groups() throws Exception {
        UserInfo user = new UserInfo("gitlab:jdoe", "1001", List.of("b", "a"), Map.of());
        Promises.same("the name", "gitlab:jdoe", language().overUser(username()).evaluate(new ExpressionInput<>(user)));
        Promises.same(
                "the groups", List.of("b", "a"), language().overUser(groups()).evaluate(new ExpressionInput<>(user)));
    }

    @Test
    void what_is_boolean_and_nothing_else_says_so() throws Exception {
        Promises.same(
                "isBoolean()",
                true,
                language().overClaims(claimEquals("ref", "main")).isBoolean());
        Promises.same(
                "isBoolean()",
                false,
                language().overClaims(prefixed("gitlab:", "sub")).isBoolean());
        Promises.same("isBoolean()", false, language().overUser(username()).isBoolean());
    }

    @Test
    void a_member_that_is_selected_by_name_is_known() throws Exception {
        Expression<Claims> expression = language().overClaims(prefixed("gitlab:", "sub"));
        Promises.same("selects(\"sub\")", true, expression.selects("sub"));
        Promises.same("selects(\"email\")", false, expression.selects("email"));
        Promises.same("selects(\"gitlab:\")", false, expression.selects("gitlab:"));
        Promises.same(
                "selects(\"username\")", true, language().overUser(username()).selects("username"));
    }

    @Test
    void what_is_said_of_the_beginnings_is_true() throws Exception {
        Claims claims = tokens.of(Map.of("sub", "jdoe"));
        for (String literal : List.of("gitlab:", "gitlab", "a/b-", "")) {
            String text = prefixed(literal, "sub");
            Expression<Claims> expression = language().overClaims(text);
            Object value = expression.evaluate(new ExpressionInput<>(claims));
            Set<String> prefixes = expression.prefixes();
            for (String prefix : prefixes) {
                int last = prefix.isEmpty() ? 'x' : prefix.codePointBefore(prefix.length());
                Promises.check(
                        !Character.isLetterOrDigit(last),
                        "a prefix must end in something that is no letter and no digit, since others own what begins"
                                + " so; of " + Promises.quote(text) + " came " + Promises.quote(prefix));
            }
            Promises.check(
                    prefixes.isEmpty() || prefixes.stream().anyMatch(String.valueOf(value)::startsWith),
                    "what prefixes() says must be how the strings begin; of " + Promises.quote(text) + " came "
                            + prefixes);
        }
    }

    @Test
    void an_expression_has_the_same_value_each_time_and_keeps_nothing_of_a_token() throws Exception {
        String text = prefixed("gitlab:", "sub");
        Expression<Claims> once = language().overClaims(text);
        Expression<Claims> twice = language().overClaims(text);
        for (String name : List.of("a", "b", "a")) {
            ExpressionInput<Claims> input = new ExpressionInput<>(tokens.of(Map.of("sub", name)));
            Promises.same("the first value", "gitlab:" + name, once.evaluate(input));
            Promises.same("the same over the same input", "gitlab:" + name, once.evaluate(input));
            Promises.same("another compilation over the same input", "gitlab:" + name, twice.evaluate(input));
        }
    }

    @Test
    void expressions_of_one_input_do_not_disturb_each_other() throws Exception {
        ExpressionLanguage language = language();
        ExpressionInput<Claims> input = new ExpressionInput<>(tokens.of(Map.of("sub", "jdoe", "ref", "main")));
        Promises.same("the first", "jdoe", language.overClaims(claim("sub")).evaluate(input));
        Promises.same(
                "the second",
                true,
                language.overClaims(claimEquals("ref", "main")).evaluate(input));
        Promises.check(
                Promises.fails(language.overClaims(claim("absent")), input) != null, "an absent claim has a value");
        Promises.same(
                "the first again", "jdoe", language.overClaims(claim("sub")).evaluate(input));
    }

    @Test
    void many_threads_compile_and_evaluate_at_once() throws Exception {
        ExpressionLanguage language = language();
        Expression<Claims> shared = language.overClaims(prefixed("gitlab:", "sub"));
        List<Claims> claims = new ArrayList<>();
        for (int i = 0; i < THREADS; i++) {
            claims.add(tokens.of(Map.of("sub", "user-" + i)));
        }
        List<CompletableFuture<Void>> running = new ArrayList<>();
        for (int i = 0; i < THREADS; i++) {
            String name = "user-" + i;
            Claims own = claims.get(i);
            running.add(CompletableFuture.runAsync(
                    () -> Promises.manyTimes(language, shared, own, "gitlab:" + name, claimEquals("sub", name))));
        }
        try {
            CompletableFuture.allOf(running.toArray(CompletableFuture[]::new)).join();
        } catch (CompletionException disturbed) {
            throw new AssertionError(
                    "a language and its expressions must be thread-safe: " + disturbed.getCause(), disturbed);
        }
    }

    @Test
    void an_endless_evaluation_is_stopped() {
        Optional<String> endless = endless();
        if (endless.isEmpty()) {
            return;
        }
        List<String> many = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            many.add("group-" + i);
        }
        Optional<Expression<Claims>> expression = ifItCompiles(endless.get());
        Promises.check(
                expression.isPresent(),
                "what endless() gives must compile; override it, with nothing if your language refuses such expressions");
        ExpressionFailedException failure =
                Promises.fails(expression.get(), new ExpressionInput<>(tokens.of(Map.of("groups_direct", many))));
        Promises.check(
                failure != null, "an evaluation without end must be stopped by the language, but it came to an end");
        Promises.same(
                "the kind of trouble",
                ExpressionProblem.Kind.STOPPED,
                Objects.requireNonNull(failure).problem().kind());
    }

    /** A language may refuse some expressions at once. */
    private Optional<Expression<Claims>> ifItCompiles(String text) {
        try {
            return Optional.of(language().overClaims(text));
        } catch (InvalidExpressionException refused) {
            return Optional.empty();
        }
    }

    private @Nullable Object value(String text, Claims claims) throws Exception {
        return language().overClaims(text).evaluate(new ExpressionInput<>(claims));
    }

    private @Nullable ExpressionFailedException fails(String text, Claims claims) throws InvalidExpressionException {
        return Promises.fails(language().overClaims(text), new ExpressionInput<>(claims));
    }
}
