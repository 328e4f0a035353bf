package dev.tanukey.cel;

import dev.tanukey.cel.engine.Compiler;
import dev.tanukey.cel.option.EvaluationLimits;
import dev.tanukey.cel.option.KubernetesVersion;
import dev.tanukey.mapping.expression.Expression;
import dev.tanukey.mapping.expression.ExpressionLanguage;
import dev.tanukey.mapping.expression.InvalidExpressionException;
import dev.tanukey.token.Claims;
import dev.tanukey.user.UserInfo;
import java.util.Objects;
import java.util.function.LongSupplier;

/**
 * The Common Expression Language as a Kubernetes API server speaks it in structured authentication: what compiles there
 * compiles here, and what does not, does not. What differs is in {@code docs/deviations.md}.
 *
 * <pre>{@code
 * var authenticator = AuthenticationConfiguration.read(path)
 *     .authenticator(JwksKeySource::discovered, CelExpressionLanguage.kubernetes());
 * }</pre>
 *
 * <p>Expressions compile when a configuration is loaded, never for a token; their evaluation stays within
 * {@link EvaluationLimits}. Making a language takes about half a second of processor time the first time in a JVM, so
 * make one when the service starts and share it.
 *
 * <p>Immutable and thread-safe. Keeps nothing of a token.
 */
public final class CelExpressionLanguage implements ExpressionLanguage {
    private final Compiler compiler;

    private CelExpressionLanguage(Builder builder) {
        this.compiler = new Compiler(builder.version, builder.limits, builder.ticker, builder.strictParity);
    }

    /** {@return the language of the newest release of Kubernetes that is out, 1.36, with the default limits} */
    public static CelExpressionLanguage kubernetes() {
        return builder().build();
    }

    /**
     * Gives the language of one release, for a configuration that clusters of that release read too.
     *
     * @param version the release
     * @return the language, with the default limits
     */
    public static CelExpressionLanguage kubernetes(KubernetesVersion version) {
        return builder().version(version).build();
    }

    /** {@return a builder whose defaults are those of {@link #kubernetes()}} */
    public static Builder builder() {
        return new Builder();
    }

    @Override
    public Expression<Claims> overClaims(String text) throws InvalidExpressionException {
        return compiler.overClaims(text);
    }

    @Override
    public Expression<UserInfo> overUser(String text) throws InvalidExpressionException {
        return compiler.overUser(text);
    }

    /** Chooses release and limits. Not thread-safe. */
    public static final class Builder {
        private KubernetesVersion version = KubernetesVersion.V1_36;
        private EvaluationLimits limits = EvaluationLimits.DEFAULT;
        private LongSupplier ticker = System::nanoTime;
        private boolean strictParity;

        private Builder() {}

        /**
         * Takes the functions of another release.
         *
         * @param release the release; default 1.36
         * @return this builder
         */
        public Builder version(KubernetesVersion release) {
            version = Objects.requireNonNull(release, "release");
            return this;
        }

        /**
         * Limits what one evaluation may use.
         *
         * @param use the limits; default {@link EvaluationLimits#DEFAULT}
         * @return this builder
         */
        public Builder limits(EvaluationLimits use) {
            limits = Objects.requireNonNull(use, "use");
            return this;
        }

        /**
         * Takes the time of evaluations from elsewhere, as tests do.
         *
         * @param nanoseconds nanoseconds that only go forward; default {@link System#nanoTime}
         * @return this builder
         */
        public Builder ticker(LongSupplier nanoseconds) {
            ticker = Objects.requireNonNull(nanoseconds, "nanoseconds");
            return this;
        }

        /**
         * Refuses, as a cluster does, a list of strings that no macro has rebuilt as the value of groups or extra, as
         * {@code claims.roles.split(",")} gives one. By default it is taken.
         *
         * @return this builder
         */
        public Builder strictParity() {
            strictParity = true;
            return this;
        }

        /**
         * Makes the language.
         *
         * @return the language
         */
        public CelExpressionLanguage build() {
            return new CelExpressionLanguage(this);
        }
    }
}
