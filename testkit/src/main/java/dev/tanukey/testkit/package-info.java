/**
 * A GitLab for tests: tokens as the real one mints them, and as nobody should accept them.
 *
 * <p>{@link dev.tanukey.testkit.FakeGitLab} listens on the loopback address, publishes metadata and keys where and how
 * the real one does, and mints the ID tokens of CI/CD jobs and of users. A {@link dev.tanukey.testkit.MutableClock}
 * lets them expire without waiting:
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
 * that follow from it. Names, types and order of the claims are those of the newest GitLab, or of an older one by
 * {@link dev.tanukey.testkit.TokenBuilder#gitlabVersion}: from 15.7 on, and the legacy tokens of jobs from 12.10 on.
 * {@link dev.tanukey.testkit.TokenBuilder#claim} and {@link dev.tanukey.testkit.TokenBuilder#without} change a claim
 * alone, for tokens that no GitLab would mint:
 *
 * <pre>{@code
 * gitlab.ciToken().mergeRequestFromFork("mallory/shop", 5822).user("mallory", 2002).sign();
 * gitlab.ciToken().gitlabVersion("16.11").tag("v2.4.0").groups("acme", "acme/platform").sign();
 * gitlab.userToken().user("jdoe", 1001).groups("acme").claim("aud", List.of("a", "b")).sign();
 * }</pre>
 *
 * <p>Then things go wrong, on command and at once:
 *
 * <pre>{@code
 * gitlab.rotateCiKey();                                       // without overlap, as GitLab does
 * gitlab.failKeys(Fault.rateLimited(Duration.ofSeconds(30)));
 * gitlab.goDown();                                            // connections are refused
 * gitlab.heal();
 * gitlab.requests();                                          // who asked for what
 * }</pre>
 *
 * <p>Where keys are handed over, a {@link dev.tanukey.testkit.TokenMint} does without a server. Beside this package lie
 * the catalogue of forged tokens ({@code forged}), parameters for JUnit ({@code junit}), assertions ({@code assertj})
 * and test classes to extend ({@code contract}); {@code docs/testing.md} walks through them.
 *
 * <p>What it does not do: it is no OAuth server (nobody can log in, and there is no userinfo), it knows no projects and
 * no users but those that a test names, and its keys live as long as it does. Nothing here belongs into production.
 */
package dev.tanukey.testkit;
