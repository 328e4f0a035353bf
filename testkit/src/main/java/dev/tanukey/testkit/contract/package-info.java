/**
 * Test classes to extend: say how to call your own part, and every promise that it must keep becomes a named test.
 *
 * <ul>
 *   <li>{@link dev.tanukey.testkit.contract.GatewayContract}: whatever lets somebody in who shows a GitLab token, built
 *       with Tanukey or without, in this process or another
 *   <li>{@link dev.tanukey.testkit.contract.KeySourceContract}: a {@link dev.tanukey.key.KeySource}
 *   <li>{@link dev.tanukey.testkit.contract.ClaimsMapperContract}: a {@link dev.tanukey.user.ClaimsMapper}
 * </ul>
 *
 * <pre>{@code
 * class GatewayTest extends GatewayContract {
 *     @Override
 *     protected Gateway start(FakeGitLab gitlab, String audience) {
 *         MyGateway gateway = MyGateway.start(gitlab.issuer(), audience);
 *         return Gateway.http(gateway.uri(), gateway::close);
 *     }
 * }
 * }</pre>
 *
 * <p>JUnit 5.13 or later, or 6; nothing but its API is needed. A contract that is kept proves what its tests say and no
 * more: it does not know what your rules are meant to let in.
 */
package dev.tanukey.testkit.contract;
