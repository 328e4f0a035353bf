/**
 * A JUnit extension that hands a GitLab, its tokens and its clock to tests. JUnit 5.13 or later, or 6.
 *
 * <pre>{@code
 * @GitLabTest
 * class DeploymentsTest {
 *     @Test
 *     void a_job_on_main_may_deploy(
 *             FakeGitLab gitlab, @IdToken(project = "acme/shop", environment = "production") String token) {
 *         assertThat(gitlab.requests()).isEmpty();
 *     }
 * }
 * }</pre>
 *
 * <p>{@link dev.tanukey.testkit.junit.GitLabTest} on a class, a method or a parameter is all that is needed. Each test
 * has an instance of its own, unless something asks for one that outlives the test; it is closed when that is over.
 *
 * <p>What it does not do: it starts no gateway and knows no verifier. It sets no timeout and no order of tests.
 */
package dev.tanukey.testkit.junit;
