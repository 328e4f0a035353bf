package dev.tanukey.testkit.mapping;

import java.util.List;

/**
 * What came of a suite. Immutable.
 *
 * @param file the name of the suite's file
 * @param cases what came of each case, in the order of the file; at least one
 * @param warnings what is strange about the suite itself, such as a claim of another type than GitLab's
 * @param hints parts of the configuration that could be taken away without any case noticing; none of this is a failure
 */
public record SuiteReport(String file, List<CaseResult> cases, List<SuiteProblem> warnings, List<SuiteProblem> hints) {

    /** Copies the lists. */
    public SuiteReport {
        cases = List.copyOf(cases);
        warnings = List.copyOf(warnings);
        hints = List.copyOf(hints);
    }

    /** {@return whether every case holds; warnings and hints do not count} */
    public boolean passed() {
        return cases.stream().allMatch(CaseResult::passed);
    }

    /** {@return the cases that do not hold, in the order of the file} */
    public List<CaseResult> failures() {
        return cases.stream().filter(one -> !one.passed()).toList();
    }

    /** {@return all of it as lines for a terminal, without colours} */
    public String print() {
        StringBuilder text = new StringBuilder();
        for (CaseResult one : cases) {
            text.append(one.passed() ? "ok    " : "FAIL  ")
                    .append(Words.line(one.name()))
                    .append('\n');
            if (!one.passed()) {
                text.append("      ")
                        .append(file)
                        .append(", line ")
                        .append(one.position().line())
                        .append('\n');
            }
            one.differences()
                    .forEach(line ->
                            text.append("      ").append(Words.line(line)).append('\n'));
        }
        warnings.forEach(warning ->
                text.append("warning: ").append(Words.line(warning.message())).append('\n'));
        hints.forEach(
                hint -> text.append("hint: ").append(Words.line(hint.message())).append('\n'));
        return text.append(cases.size())
                .append(cases.size() == 1 ? " case, " : " cases, ")
                .append(failures().size())
                .append(" failed\n")
                .toString();
    }
}
