package dev.tanukey.cel.engine;

import dev.cel.common.types.CelTypes;
import dev.tanukey.cel.option.EvaluationLimits;
import dev.tanukey.cel.option.KubernetesVersion;
import dev.tanukey.mapping.expression.Expression;
import dev.tanukey.mapping.expression.ExpressionFailedException;
import dev.tanukey.mapping.expression.ExpressionInput;
import dev.tanukey.mapping.expression.InvalidExpressionException;
import dev.tanukey.strict.JsonWriter;
import dev.tanukey.strict.StrictJson;
import dev.tanukey.token.GivenClaims;
import dev.tanukey.user.UserInfo;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * Compiles and evaluates one expression, and tells what came of it in the words of {@code cel-expressions.jsonl}. Its
 * main method does so for each line that it reads, {@code {"env":..., "expr":..., "claims":{...}, "user":{...}}}.
 */
public final class Probe {
    private final Compiler compiler;

    /** What came of an expression: its phase, its type before evaluation, its value, and what went wrong. */
    public record Outcome(String phase, String outType, String result, String error) {

        /** The value of an expression that has one; otherwise its phase. */
        public String valueOrPhase() {
            return phase.equals("ok") ? result : phase;
        }
    }

    public Probe(KubernetesVersion version) {
        compiler = new Compiler(version, EvaluationLimits.DEFAULT, () -> 0, false);
    }

    /** Over the newest released version. */
    public Probe() {
        this(KubernetesVersion.V1_36);
    }

    /** What comes of an expression over claims, given as JSON. */
    public Outcome overClaims(String expression, String claims) {
        return outcome(expression, compiler::overClaims, GivenClaims.of(claims));
    }

    /** What comes of an expression over no claims. */
    public Outcome constant(String expression) {
        return overClaims(expression, "{}");
    }

    /** What comes of an expression over a user. */
    public Outcome overUser(String expression, UserInfo user) {
        return outcome(expression, compiler::overUser, user);
    }

    private interface Compiling<T> {
        Expression<T> compile(String text) throws InvalidExpressionException;
    }

    private static <T> Outcome outcome(String text, Compiling<T> compiling, T input) {
        CompiledExpression<T> expression;
        try {
            expression = (CompiledExpression<T>) compiling.compile(text);
        } catch (InvalidExpressionException invalid) {
            return new Outcome("compile-error", "", "", String.valueOf(invalid.getMessage()));
        }
        String type = typeName(CelTypes.format(expression.resultType()));
        try {
            Object value = expression.value(new ExpressionInput<>(input));
            return new Outcome("ok", type, Rendering.normal(Rendering.of(value)), "");
        } catch (ExpressionFailedException failed) {
            return new Outcome("eval-error", type, "", String.valueOf(failed.getMessage()));
        }
    }

    private static String typeName(String engine) {
        return engine.equals("null")
                ? "null_type"
                : engine.replace("type(null)", "type(null_type)").replaceAll("\\bany\\b", "google.protobuf.Any");
    }

    public static void main(String[] arguments) throws Exception {
        Probe probe =
                new Probe(arguments.length == 0 ? KubernetesVersion.V1_36 : KubernetesVersion.valueOf(arguments[0]));
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            Map<String, ?> asked = StrictJson.readObject(line.getBytes(StandardCharsets.UTF_8), 1_000_000);
            Outcome outcome = probe.answer(asked);
            Map<String, Object> answer = new LinkedHashMap<>();
            answer.put("expr", (Object) asked.get("expr"));
            answer.put("phase", outcome.phase());
            answer.put("outType", outcome.outType());
            answer.put("result", outcome.result());
            answer.put("err", outcome.error());
            out.println(JsonWriter.write(answer));
        }
    }

    private Outcome answer(Map<String, ?> asked) {
        String expression = (String) asked.get("expr");
        try {
            if ("user".equals(asked.get("env"))) {
                return overUser(expression, user((Map<?, ?>) asked.get("user")));
            }
            Object claims = asked.get("claims");
            return overClaims(expression, claims == null ? "{}" : JsonWriter.write(cast(claims)));
        } catch (RuntimeException | StackOverflowError thrown) {
            return new Outcome("panic", "", "", thrown.toString());
        }
    }

    @SuppressWarnings("unchecked")
    private static <A> A cast(Object value) {
        return (A) value;
    }

    private static UserInfo user(Map<?, ?> members) {
        Function<String, Object> member = name -> members.get(name);
        return new UserInfo(
                members.containsKey("username") ? (String) member.apply("username") : "",
                members.containsKey("uid") ? (String) member.apply("uid") : "",
                members.containsKey("groups") ? cast(member.apply("groups")) : List.of(),
                members.containsKey("extra") ? cast(member.apply("extra")) : Map.of());
    }
}
