package dev.tanukey.cel.engine;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelIssue;
import dev.cel.common.CelValidationException;
import dev.cel.common.CelValidationResult;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime;
import dev.tanukey.cel.option.EvaluationLimits;
import dev.tanukey.cel.option.KubernetesVersion;
import dev.tanukey.cel.value.ClaimsValue;
import dev.tanukey.cel.value.UserValue;
import dev.tanukey.mapping.expression.Expression;
import dev.tanukey.mapping.expression.InvalidExpressionException;
import dev.tanukey.token.Claims;
import dev.tanukey.user.UserInfo;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** Compiles expressions for one release of Kubernetes. Thread-safe. */
public final class Compiler {
    private final KubernetesVersion version;
    private final Environment overClaims;
    /** Most configurations have no rule over the user, and to set the engine up takes a tenth of a second. */
    private final AtomicReference<@Nullable Environment> overUser = new AtomicReference<>();

    private final EvaluationLimits limits;
    private final LongSupplier ticker;
    private final boolean strictParity;

    /**
     * Sets the engine up.
     *
     * @param version the release
     * @param limits what one evaluation may use
     * @param ticker nanoseconds that only go forward
     * @param strictParity whether native string lists are refused as results, as in a cluster
     */
    public Compiler(KubernetesVersion version, EvaluationLimits limits, LongSupplier ticker, boolean strictParity) {
        this.version = version;
        this.overClaims = Environment.of(version, Environment.CLAIMS);
        this.limits = limits;
        this.ticker = ticker;
        this.strictParity = strictParity;
    }

    /**
     * Compiles an expression over {@code claims}.
     *
     * @param text the expression
     * @return the expression, ready to be evaluated
     * @throws InvalidExpressionException if it does not compile
     */
    public Expression<Claims> overClaims(String text) throws InvalidExpressionException {
        return compile(text, overClaims, CompiledExpression.Variable.of(Environment.CLAIMS.name(), ClaimsValue::new));
    }

    /**
     * Compiles an expression over {@code user}.
     *
     * @param text the expression
     * @return the expression, ready to be evaluated
     * @throws InvalidExpressionException if it does not compile
     */
    public Expression<UserInfo> overUser(String text) throws InvalidExpressionException {
        return compile(text, overUser(), CompiledExpression.Variable.of(Environment.USER.name(), UserValue::new));
    }

    private Environment overUser() {
        Environment known = overUser.get();
        if (known != null) {
            return known;
        }
        Environment made = Environment.of(version, Environment.USER);
        overUser.compareAndSet(null, made);
        return made;
    }

    private <T> Expression<T> compile(String text, Environment environment, CompiledExpression.Variable<T> variable)
            throws InvalidExpressionException {
        try {
            return compileOnThisStack(text, environment, variable);
        } catch (StackOverflowError tooDeep) {
            throw new InvalidExpressionException("an expression too deep for the stack of the thread that compiles it");
        }
    }

    private <T> Expression<T> compileOnThisStack(
            String text, Environment environment, CompiledExpression.Variable<T> variable)
            throws InvalidExpressionException {
        CelAbstractSyntaxTree tree = check(text, environment);
        List<CelIssue> issues = Checks.of(tree, environment);
        if (!issues.isEmpty()) {
            throw Complaints.ofConstants(issues, tree.getSource());
        }
        try {
            CelAbstractSyntaxTree safe = EvaluatedTree.of(tree);
            CelRuntime.Program program = environment.runtime().createProgram(safe);
            Metering metering = new Metering(new CostTable(safe), limits, ticker);
            return new CompiledExpression<>(text, tree, program, variable, metering, strictParity);
        } catch (CelEvaluationException unplannable) {
            throw new InvalidExpressionException("program instantiation failed: " + Failures.message(unplannable));
        }
    }

    private static CelAbstractSyntaxTree check(String text, Environment environment) throws InvalidExpressionException {
        CelValidationResult parsed = environment.compiler().parse(text);
        if (parsed.hasError()) {
            throw Complaints.ofSyntax(parsed.getErrors(), parsed.getSource());
        }
        try {
            Effort.require(parsed.getAst().getExpr());
            CelValidationResult checked = environment.compiler().check(parsed.getAst());
            if (checked.hasError()) {
                throw Complaints.ofTypes(checked.getErrors(), checked.getSource());
            }
            return checked.getAst();
        } catch (CelValidationException invalid) {
            throw Complaints.ofTypes(invalid.getErrors(), invalid.getSource());
        }
    }
}
