package dev.tanukey.testkit.forged;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The catalogue of forged tokens. Each is made of a token that the verifier under test lets in, with one thing wrong.
 *
 * <pre>{@code
 * private final TokenMint gitlab = TokenMint.of("https://gitlab.com");
 *
 * @ParameterizedTest
 * @MethodSource("dev.tanukey.testkit.forged.ForgedTokens#all")
 * void it_is_refused(ForgedToken forged) {
 *     String token = forged.over(gitlab, gitlab.ciToken().audience("https://api.example.com"));
 *     assertThrows(AccessDenied.class, () -> verifier.verify(token), forged.why());
 * }
 * }</pre>
 *
 * <p>The good token should be one that the verifier lets in, and a test should prove that first: who refuses everything
 * refuses these, too. Its mint publishes two keys, as GitLab does, and has another key for each kind of token.
 *
 * <p>Who guards an application in which people log in takes {@link #forUsers} and a {@code UserTokenBuilder}. Who has
 * no rules about projects and refs yet takes {@link #withoutGitLab}, and should then ask why.
 *
 * <p>Immutable and thread-safe. The shape of every token is the same in every run; keys and {@code jti} are not.
 */
public final class ForgedTokens {
    private static final List<ForgedToken> ALL = Stream.of(
                    AlgorithmForgeries.list(),
                    KeyForgeries.list(),
                    HeaderForgeries.list(),
                    SignatureForgeries.list(),
                    FormForgeries.list(),
                    JsonForgeries.list(),
                    ClaimForgeries.list(),
                    TimeForgeries.list(),
                    AudienceForgeries.list(),
                    IssuerForgeries.list(),
                    KindForgeries.list(),
                    OriginForgeries.list(),
                    SizeForgeries.list())
            .flatMap(Collection::stream)
            .toList();

    private ForgedTokens() {}

    /** {@return all of them, group by group; each can be made of a CI job's token} */
    public static List<ForgedToken> all() {
        return ALL;
    }

    /** {@return those that can be made of a user's token: all but {@link Attack#ORIGIN}} */
    public static List<ForgedToken> forUsers() {
        return ALL.stream().filter(forged -> forged.attack() != Attack.ORIGIN).toList();
    }

    /** {@return those that every verifier of tokens should refuse, though it has never heard of GitLab} */
    public static List<ForgedToken> withoutGitLab() {
        return ALL.stream().filter(forged -> forged.basis() != Basis.GITLAB).toList();
    }

    /**
     * Gives some groups.
     *
     * @param first an attack
     * @param more further ones
     * @return their tokens, in the order of {@link #all}
     */
    public static List<ForgedToken> of(Attack first, Attack... more) {
        Set<Attack> wanted = Set.copyOf(
                Stream.concat(Stream.of(first), Stream.of(more)).distinct().toList());
        return ALL.stream().filter(forged -> wanted.contains(forged.attack())).toList();
    }

    /**
     * Gives one, for a test of its own.
     *
     * @param id its id, for instance {@code signature/stripped}
     * @return the token
     * @throws IllegalArgumentException if none has this id
     */
    public static ForgedToken named(String id) {
        return ALL.stream()
                .filter(forged -> forged.id().equals(id))
                .findFirst()
                .orElseThrow(() ->
                        new IllegalArgumentException("No forged token is called \"" + id + "\"; " + namesLike(id)));
    }

    private static String namesLike(String id) {
        String group = id.substring(0, Math.max(0, id.indexOf('/') + 1));
        List<String> names = ALL.stream()
                .map(ForgedToken::id)
                .filter(name -> name.startsWith(group))
                .toList();
        return group.isEmpty() || names.isEmpty()
                ? "an id is group/name, as in " + ALL.get(0).id()
                : "in this group are " + String.join(", ", names);
    }

    /**
     * Tells whether a token can be sent in a header, as it is: visible ASCII characters only. Of others HTTP clients
     * and servers cut off blanks at the ends, which leaves a good token, or refuse to send them (RFC 9110 5.5); a test
     * over HTTP leaves those out.
     *
     * @param token a token
     * @return whether it arrives as it was sent
     */
    public static boolean travelsInHeader(String token) {
        return token.chars().allMatch(character -> character > ' ' && character < 0x7F);
    }
}
