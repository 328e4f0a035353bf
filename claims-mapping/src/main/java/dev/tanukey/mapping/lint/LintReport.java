package dev.tanukey.mapping.lint;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Who everybody becomes, and what is dangerous about that.
 *
 * <p>Immutable and thread-safe. Prints the users of the samples, which are made up.
 *
 * @param verdicts what became of each sample, issuer by issuer
 * @param findings what the author should know, the worst first
 */
public record LintReport(List<Verdict> verdicts, List<Finding> findings) {

    /** Copies the lists and sorts the findings. */
    public LintReport {
        verdicts = List.copyOf(verdicts);
        List<Finding> sorted = new ArrayList<>(findings);
        sorted.sort(Comparator.comparing(Finding::severity));
        findings = List.copyOf(sorted);
    }

    /**
     * Gives the findings of one kind.
     *
     * @param kind the kind
     * @return its findings; may be empty
     */
    public List<Finding> findings(Finding.Kind kind) {
        return findings.stream().filter(finding -> finding.kind() == kind).toList();
    }

    /** {@return whether there is a finding of severity error} */
    public boolean hasErrors() {
        return findings.stream().anyMatch(finding -> finding.severity() == Finding.Severity.ERROR);
    }

    /** {@return a table of the verdicts, and the findings below it} */
    public String print() {
        StringBuilder text = new StringBuilder();
        String issuer = "";
        for (Verdict verdict : verdicts) {
            if (!verdict.issuer().equals(issuer)) {
                issuer = verdict.issuer();
                text.append(text.isEmpty() ? "" : "\n")
                        .append("Tokens of ")
                        .append(issuer)
                        .append(" become\n");
            }
            text.append(line(verdict));
        }
        text.append('\n').append(findings.isEmpty() ? nothing() : count(findings.size()));
        for (Finding finding : findings) {
            text.append("\n- ").append(finding.headline());
            text.append("\n  ").append(finding.message());
            text.append("\n  ").append(finding.advice());
        }
        return text.append('\n').toString();
    }

    private String line(Verdict verdict) {
        int width = verdicts.stream()
                .mapToInt(each -> each.sample().toString().length())
                .max()
                .orElse(0);
        long verdictsOnIt = verdicts.stream()
                .filter(other -> other.issuer().equals(verdict.issuer())
                        && other.sample().name().equals(verdict.sample().name()))
                .count();
        String name = verdict.sample().toString();
        return "  " + name + " ".repeat(width - name.length()) + "  "
                + (verdictsOnIt == 1 ? "" : "for " + String.join(", ", verdict.audiences()) + ": ")
                + verdict.summary() + "\n";
    }

    private String nothing() {
        boolean proven = verdicts.stream().anyMatch(verdict -> verdict.user().isPresent());
        return proven ? "No findings." : "Nobody gets in, so nothing is proven.";
    }

    private static String count(int findings) {
        return findings == 1 ? "1 finding:" : findings + " findings:";
    }

    /** {@return {@link #print()}} */
    @Override
    public String toString() {
        return print();
    }
}
