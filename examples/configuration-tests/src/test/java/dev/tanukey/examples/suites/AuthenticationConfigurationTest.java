package dev.tanukey.examples.suites;

import dev.tanukey.cel.CelExpressionLanguage;
import dev.tanukey.mapping.expression.ExpressionLanguage;
import dev.tanukey.testkit.mapping.ConfigurationSuite;
import java.io.IOException;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.TestFactory;

/** Each suite in this folder, and each of its cases as a test. For one suite of your own, one line is enough. */
class AuthenticationConfigurationTest {
    private static final ExpressionLanguage LANGUAGE = CelExpressionLanguage.kubernetes();

    @TestFactory
    Stream<DynamicNode> cloudfleet() throws IOException {
        return ConfigurationSuite.read(Path.of("cloudfleet", "suite.yaml")).dynamicTests(LANGUAGE);
    }

    @TestFactory
    Stream<DynamicNode> the_others() {
        return Stream.of("blog", "agent", "dex", "thalassa").map(AuthenticationConfigurationTest::container);
    }

    private static DynamicNode container(String folder) {
        try {
            return DynamicContainer.dynamicContainer(
                    folder,
                    ConfigurationSuite.read(Path.of(folder, "suite.yaml")).dynamicTests(LANGUAGE));
        } catch (IOException unreadable) {
            throw new java.io.UncheckedIOException(unreadable);
        }
    }
}
