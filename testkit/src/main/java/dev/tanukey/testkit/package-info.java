/**
 * A GitLab for tests. {@link dev.tanukey.testkit.FakeGitLab} listens on the loopback address, publishes its metadata
 * and its two keys where the real one does, and mints both kinds of ID tokens: a CI/CD job's and a user's. A
 * {@link dev.tanukey.testkit.MutableClock} lets them expire without waiting.
 *
 * <pre>{@code
 * MutableClock clock = MutableClock.at(Instant.parse("2026-09-21T13:33:20Z"));
 * try (FakeGitLab gitlab = FakeGitLab.start(clock)) {
 *     String token = gitlab.ciToken()
 *             .project("acme/shop", 4711)
 *             .branch("main").protectedRef()
 *             .environment("production")
 *             .audience("https://api.example.com")
 *             .sign();
 *
 *     clock.advance(Duration.ofHours(2));   // and it has expired
 * }
 * }</pre>
 *
 * <p>A token is whole and consistent before the first method is called; each method changes one fact and all claims
 * that follow from it. Names, types and order of the claims are those of GitLab 18.9.
 * {@link dev.tanukey.testkit.TokenBuilder#claim} and {@link dev.tanukey.testkit.TokenBuilder#without} change a claim
 * alone, for tokens that no GitLab would mint.
 *
 * <p>What it does not do: it is no OAuth server (nobody can log in, and there is no userinfo), it knows no projects and
 * no users but those that a test names, and its keys live as long as it does. Nothing here belongs into production.
 */
package dev.tanukey.testkit;
