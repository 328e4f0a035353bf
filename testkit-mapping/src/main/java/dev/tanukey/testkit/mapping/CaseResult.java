package dev.tanukey.testkit.mapping;

import dev.tanukey.AuthenticationResult;
import dev.tanukey.mapping.schema.ConfigurationProblem.Position;
import java.util.List;

/**
 * What came of one case. Immutable.
 *
 * @param name the name of the case
 * @param position where it begins in the suite
 * @param outcome what became of its token
 * @param differences how that differs from what the case expects, a line each: what was expected, what came, what to
 *     do; empty if it does not differ. Holds whatever of the case's own token the user is made of
 */
public record CaseResult(String name, Position position, AuthenticationResult outcome, List<String> differences) {

    /** Copies the list. */
    public CaseResult {
        differences = List.copyOf(differences);
    }

    static CaseResult of(SuiteCase one, AuthenticationResult outcome) {
        return new CaseResult(one.name(), one.position(), outcome, Differences.between(one.expectation(), outcome));
    }

    /** {@return whether the case holds} */
    public boolean passed() {
        return differences.isEmpty();
    }
}
