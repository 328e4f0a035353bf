/**
 * Tests for whoever writes an AuthenticationConfiguration, and for whoever writes a language for its expressions.
 *
 * <p>A {@link dev.tanukey.testkit.mapping.ConfigurationSuite} is a YAML file beside the configuration: tokens, and who
 * each of them must become or why it must be refused. {@code docs/configuration-tests.md} has every field.
 *
 * <pre>{@code
 * class AuthenticationConfigurationTest {
 *     @TestFactory
 *     Stream<DynamicNode> suite() throws IOException {
 *         return ConfigurationSuite.read(Path.of("authentication-suite.yaml"))
 *                 .dynamicTests(CelExpressionLanguage.kubernetes());
 *     }
 * }
 * }</pre>
 *
 * <p>Without JUnit, {@link dev.tanukey.testkit.mapping.ConfigurationSuite#run} gives a
 * {@link dev.tanukey.testkit.mapping.SuiteReport}.
 *
 * <p>Who implements {@link dev.tanukey.mapping.expression.ExpressionLanguage} extends
 * {@link dev.tanukey.testkit.mapping.ExpressionLanguageContract}.
 */
package dev.tanukey.testkit.mapping;
