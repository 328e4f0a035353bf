package dev.tanukey.testkit.mapping;

import dev.tanukey.mapping.expression.ExpressionLanguage;
import dev.tanukey.mapping.schema.ConfigurationProblem.Position;
import java.net.URI;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.DynamicTest;

/** Makes JUnit tests of a suite. The one class that needs JUnit, so that suites run without it too. Stateless. */
final class SuiteTests {

    private SuiteTests() {}

    static Stream<DynamicNode> of(ConfigurationSuite suite, ExpressionLanguage language) {
        DynamicNode usable =
                test(suite, "the configuration can be used", new Position(1, 1), () -> suite.requireUsable(language));
        if (!isUsable(suite, language)) {
            return Stream.of(usable);
        }
        Door door = suite.door(suite.configuration(), language);
        return Stream.concat(
                        Stream.of(usable),
                        suite.cases().stream()
                                .map(one -> test(suite, one.name(), one.position(), () -> require(suite, one, door))))
                .onClose(door::close);
    }

    private static boolean isUsable(ConfigurationSuite suite, ExpressionLanguage language) {
        return suite.configuration().problems(language).isEmpty();
    }

    private static void require(ConfigurationSuite suite, SuiteCase one, Door door) {
        CaseResult result = ConfigurationSuite.judge(one, door);
        if (!result.passed()) {
            String differences = result.differences().stream().collect(Collectors.joining("\n"));
            String warnings = suite.warnings().stream()
                    .map(warning -> "\nwarning: " + warning.message())
                    .collect(Collectors.joining());
            throw new AssertionError("\"%s\" (line %d)\n%s%s"
                    .formatted(one.name(), one.position().line(), differences, warnings));
        }
    }

    private static DynamicNode test(ConfigurationSuite suite, String name, Position at, Runnable body) {
        Optional<URI> place =
                suite.path().map(path -> URI.create(path.toUri() + "?line=" + at.line() + "&column=" + at.column()));
        return DynamicTest.dynamicTest(name, place.orElse(null), body::run);
    }
}
