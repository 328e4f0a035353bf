package dev.tanukey.mapping.lint;

import dev.tanukey.mapping.configuration.AuthenticationConfiguration;
import dev.tanukey.mapping.expression.ExpressionLanguage;
import dev.tanukey.mapping.schema.InvalidConfigurationException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;

/**
 * Shows what a configuration would do before it does it: sample tokens of every kind go through the whole door, and the
 * report says who each becomes and what is dangerous about that.
 *
 * <pre>{@code
 * LintReport report = ConfigurationLint.of(configuration, language).overGitLabSamples();
 * System.out.println(report.print());
 * }</pre>
 *
 * <p>The samples are signed with a key that is made for the run and judged at a time of their own; every issuer of the
 * configuration is taken for a GitLab. The built-in samples move into the project, group or branch of which the rules
 * speak, as far as required claims and plain comparisons in expressions tell. Of each job of ours that gets in, twins
 * are tried that differ in what a stranger, a fork or somebody who may push cannot choose: "E by a stranger" is one.
 *
 * <p>A sample that shows nothing is no proof: the report knows its samples and nothing else. It does not know to whom
 * rights are bound either. It fetches nothing. Of many audiences a few are tried, and only where an expression reads
 * {@code aud}.
 *
 * <p>Immutable and thread-safe.
 */
public final class ConfigurationLint {
    private final AuthenticationConfiguration configuration;
    private final List<Expressions> expressions;
    /** Absent where no issuer is configured, and nobody gets in. */
    private final Optional<Door> door;

    private ConfigurationLint(AuthenticationConfiguration configuration, Optional<ExpressionLanguage> language) {
        this.configuration = configuration;
        this.door = configuration.jwt().isEmpty() ? Optional.empty() : Optional.of(new Door(configuration, language));
        List<Expressions> compiled = new ArrayList<>();
        for (int i = 0; i < configuration.jwt().size(); i++) {
            compiled.add(Expressions.compile(i, configuration.jwt().get(i), language));
        }
        this.expressions = List.copyOf(compiled);
    }

    /**
     * Looks at a configuration without expressions.
     *
     * @param configuration the configuration
     * @return the lint
     * @throws InvalidConfigurationException if the configuration cannot be used; an expression in it is a reason
     */
    public static ConfigurationLint of(AuthenticationConfiguration configuration) {
        return new ConfigurationLint(configuration, Optional.empty());
    }

    /**
     * Looks at a configuration.
     *
     * @param configuration the configuration
     * @param language compiles its expressions
     * @return the lint
     * @throws InvalidConfigurationException if the configuration cannot be used
     */
    public static ConfigurationLint of(AuthenticationConfiguration configuration, ExpressionLanguage language) {
        return new ConfigurationLint(configuration, Optional.of(language));
    }

    /** {@return the report over the built-in samples: people, jobs, forks, strangers and look-alikes} */
    public LintReport overGitLabSamples() {
        return report((bench, twins) -> {
            for (Sample sample : GitLabSamples.own()) {
                boolean ours = sample.traits().isEmpty();
                Sample fitted = ours ? Fitting.fit(bench, sample) : sample;
                bench.show(fitted);
                if (fitted.name().equals("B")) {
                    twins.showAll(fitted);
                } else if (fitted.name().equals("E") || !twins.isUsualJobAdmitted()) {
                    twins.add(fitted);
                }
            }
        });
    }

    /**
     * Judges samples of one's own, and what others could make of a job's token among them: the twins that get in are in
     * the report.
     *
     * @param samples the samples; each is judged as a token of every issuer
     * @return the report
     */
    public LintReport over(List<Sample> samples) {
        List<Sample> copy = List.copyOf(samples);
        return report((bench, twins) -> {
            copy.forEach(bench::show);
            copy.forEach(twins::add);
        });
    }

    private LintReport report(BiConsumer<Bench, Twins> samples) {
        List<Bench> benches = new ArrayList<>();
        door.ifPresent(judge -> {
            for (int i = 0; i < expressions.size(); i++) {
                Bench bench = new Bench(judge, i, configuration.jwt().get(i), expressions.get(i));
                Twins twins = new Twins(bench);
                samples.accept(bench, twins);
                twins.showThoseThatMatter();
                benches.add(bench);
            }
        });
        return report(benches);
    }

    private static LintReport report(List<Bench> benches) {
        List<Finding> findings = new ArrayList<>(PrefixChecks.check(benches));
        for (Bench bench : benches) {
            findings.addAll(ExpressionChecks.check(bench));
            findings.addAll(KindChecks.check(bench));
            List<Finding> rules = RuleChecks.check(bench);
            findings.addAll(rules);
            findings.addAll(AdmissionChecks.check(bench, rules));
            findings.addAll(ReachChecks.check(bench));
            findings.addAll(NameChecks.check(bench));
        }
        return new LintReport(
                benches.stream().flatMap(bench -> bench.verdicts().stream()).toList(), findings);
    }

    /** {@return whose configuration it is} */
    @Override
    public String toString() {
        return "ConfigurationLint of " + configuration;
    }
}
