package dev.tanukey.benchmarks.peers;

import dev.tanukey.AuthenticationResult.Authenticated;
import dev.tanukey.TokenAuthenticator;
import dev.tanukey.benchmarks.peers.Verifier.Verdict;
import dev.tanukey.issuer.Issuer;
import dev.tanukey.mapping.gitlab.GitLabMappings;
import dev.tanukey.mapping.gitlab.GitLabRules;
import dev.tanukey.testkit.CiTokenBuilder;
import dev.tanukey.testkit.TokenMint;
import dev.tanukey.testkit.forged.Attack;
import dev.tanukey.testkit.forged.Basis;
import dev.tanukey.testkit.forged.ForgedToken;
import dev.tanukey.testkit.forged.ForgedTokens;
import dev.tanukey.user.ClaimsMapper;
import dev.tanukey.user.UserInfo;
import java.io.PrintStream;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Shows the catalogue of forged tokens to several verifiers and prints who lets what in, as tables for the docs. */
public final class Experiment {
    private static final String AUDIENCE = "https://api.example.com";

    private final TokenMint gitlab = TokenMint.of("https://gitlab.com");
    private final List<Verifier<?>> verifiers;
    private final Map<ForgedToken, List<Verdict>> verdicts = new LinkedHashMap<>();
    private final PrintStream out;

    private Experiment(PrintStream out) throws Exception {
        this.out = out;
        Trust trust = Trust.of(gitlab.issuer(), AUDIENCE, "RS256", gitlab.jwks());
        ClaimsMapper rules = GitLabMappings.byProject()
                .with(GitLabRules.project(4711))
                .with(GitLabRules.protectedRef())
                .with(GitLabRules.notFromFork());
        this.verifiers = List.of(
                tanukey("Tanukey, rules", rules),
                tanukey(
                        "Tanukey, no mapping",
                        token -> UserInfo.named(token.subject().orElseThrow())),
                Peer.SPRING.trusting(trust),
                Peer.NIMBUS.trusting(trust),
                Peer.JOSE4J.trusting(trust),
                Peer.AUTH0.trusting(trust));
    }

    private Verifier<?> tanukey(String name, ClaimsMapper mapper) {
        Issuer issuer = Issuer.gitlab(gitlab.issuer()).audience(AUDIENCE).build();
        TokenAuthenticator authenticator = TokenAuthenticator.builder()
                .issuer(issuer, gitlab.keySet(), mapper)
                .build();
        return new Verifier<Authenticated>(
                name,
                token -> {
                    if (authenticator.authenticate(token) instanceof Authenticated good) {
                        return good;
                    }
                    throw new Refused(name);
                },
                good -> good.token().claims().names());
    }

    /**
     * Runs the experiment.
     *
     * @param arguments none
     * @throws Exception if a verifier cannot be set up
     */
    public static void main(String[] arguments) throws Exception {
        Experiment experiment = new Experiment(System.out);
        experiment.requireGoodTokenIn();
        experiment.run();
        experiment.print();
    }

    private CiTokenBuilder good() {
        return gitlab.ciToken()
                .project("acme/shop", 4711)
                .branch("main")
                .protectedRef()
                .audience(AUDIENCE);
    }

    private void requireGoodTokenIn() {
        for (Verifier<?> verifier : verifiers) {
            if (verifier.judge(good().sign()) != Verdict.ACCEPTED) {
                throw new IllegalStateException(verifier.name() + " refuses the good token; nothing it says counts");
            }
        }
    }

    private void run() {
        for (ForgedToken forged : ForgedTokens.all()) {
            String token = forged.over(gitlab, good());
            verdicts.put(
                    forged,
                    verifiers.stream().map(verifier -> verifier.judge(token)).toList());
        }
    }

    private void print() {
        out.println("Of " + verdicts.size() + " forged tokens, let in / crashed:\n");
        head("basis", "attacks");
        for (Basis basis : Basis.values()) {
            totals("`" + basis + "`", forged -> forged.basis() == basis);
        }
        out.println("\nThe same by group, without `GITLAB`:\n");
        head("group", "attacks");
        for (Attack attack : Attack.values()) {
            if (attack != Attack.ORIGIN) {
                totals("`" + attack + "`", forged -> forged.attack() == attack && forged.basis() != Basis.GITLAB);
            }
        }
        for (Basis basis : Basis.values()) {
            out.println("\nEach attack of `" + basis + "` that somebody does not refuse:\n");
            head("id", "what was done");
            verdicts.forEach((forged, row) -> {
                if (forged.basis() == basis && row.stream().anyMatch(verdict -> verdict != Verdict.REFUSED)) {
                    row(
                            "`" + forged.id() + "`",
                            forged.title(),
                            row.stream().map(Verdict::cell).toList());
                }
            });
        }
    }

    private void head(String first, String second) {
        row(first, second, verifiers.stream().map(Verifier::name).toList());
        row("---", "---", verifiers.stream().map(verifier -> "---").toList());
    }

    private void totals(String name, Predicate<ForgedToken> which) {
        List<List<Verdict>> rows = verdicts.entrySet().stream()
                .filter(entry -> which.test(entry.getKey()))
                .map(Map.Entry::getValue)
                .toList();
        String[] cells = new String[verifiers.size()];
        Arrays.setAll(cells, column -> {
            long in = rows.stream()
                    .filter(row -> row.get(column) == Verdict.ACCEPTED)
                    .count();
            long crashed = rows.stream()
                    .filter(row -> row.get(column) == Verdict.CRASHED)
                    .count();
            return in + " / " + crashed;
        });
        row(name, Integer.toString(rows.size()), List.of(cells));
    }

    private void row(String first, String second, List<String> cells) {
        out.println(cells.stream().collect(Collectors.joining(" | ", "| " + first + " | " + second + " | ", " |")));
    }
}
