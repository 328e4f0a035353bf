package dev.tanukey.testkit.assertj;

import dev.tanukey.AuthenticationResult;
import dev.tanukey.AuthenticationResult.Authenticated;
import dev.tanukey.AuthenticationResult.NotApplicable;
import dev.tanukey.AuthenticationResult.Rejected;
import dev.tanukey.AuthenticationResult.Unavailable;
import dev.tanukey.reason.Rejection;
import dev.tanukey.reason.RejectionReason;
import dev.tanukey.reason.RejectionReason.Stage;
import dev.tanukey.reason.UnavailabilityReason;
import dev.tanukey.user.UserInfo;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.assertj.core.api.AbstractAssert;
import org.jspecify.annotations.Nullable;

/**
 * Assertions on an outcome. Those about the user also assert that there is one. A failure tells what came and prints
 * {@link AuthenticationResult#operatorMessage()}.
 *
 * <p>Not thread-safe, as all of AssertJ's.
 */
public final class AuthenticationResultAssert extends AbstractAssert<AuthenticationResultAssert, AuthenticationResult> {

    AuthenticationResultAssert(@Nullable AuthenticationResult actual) {
        super(actual, AuthenticationResultAssert.class);
    }

    /**
     * The token got in.
     *
     * @return this
     */
    public AuthenticationResultAssert isAuthenticated() {
        user();
        return this;
    }

    /**
     * The token got in under this name. The same as {@link #hasUsername}.
     *
     * @param username the name, whole
     * @return this
     */
    public AuthenticationResultAssert isAuthenticatedAs(String username) {
        return hasUsername(username);
    }

    /**
     * The user has this name.
     *
     * @param username the name, whole
     * @return this
     */
    public AuthenticationResultAssert hasUsername(String username) {
        requireEqual("the username", username, user().username());
        return this;
    }

    /**
     * The user has this uid.
     *
     * @param uid the uid, whole; empty to say that there is none
     * @return this
     */
    public AuthenticationResultAssert hasUid(String uid) {
        requireEqual("the uid", uid, user().uid());
        return this;
    }

    /**
     * The user has these groups and no others, in this order, with repetitions.
     *
     * @param groups all groups; none to say that there is none
     * @return this
     */
    public AuthenticationResultAssert hasGroups(String... groups) {
        requireEqual("the groups, in this order", List.of(groups), user().groups());
        return this;
    }

    /**
     * The user has these groups, in any order, and perhaps others.
     *
     * @param groups some groups
     * @return this
     */
    public AuthenticationResultAssert hasGroupsContaining(String... groups) {
        List<String> missing = new ArrayList<>(List.of(groups));
        missing.removeAll(user().groups());
        if (!missing.isEmpty()) {
            throw failed("groups among which are " + List.of(groups), user().groups() + ", without " + missing);
        }
        return this;
    }

    /**
     * The user has this extra attribute, with these values and no others, in this order.
     *
     * @param key its key
     * @param values all its values
     * @return this
     */
    public AuthenticationResultAssert hasExtra(String key, String... values) {
        List<String> came = user().extra().get(key);
        if (came == null) {
            throw failed(
                    "the extra attribute " + key,
                    "none of that key, but " + new TreeSet<>(user().extra().keySet()));
        }
        requireEqual("the extra attribute " + key, List.of(values), came);
        return this;
    }

    /**
     * The user has no extra attribute of this key.
     *
     * @param key the key
     * @return this
     */
    public AuthenticationResultAssert hasNoExtra(String key) {
        List<String> came = user().extra().get(key);
        if (came != null) {
            throw failed("no extra attribute " + key, came);
        }
        return this;
    }

    /**
     * The token is ours and bad, or too large: 401, and nobody else's turn.
     *
     * @return this
     */
    public AuthenticationResultAssert isRejected() {
        if (!(outcome() instanceof Rejected)) {
            throw failed("REJECTED", name());
        }
        return this;
    }

    /**
     * The token is {@link #isRejected rejected} for this reason.
     *
     * @param reason the reason
     * @return this
     */
    public AuthenticationResultAssert isRejectedBecause(RejectionReason reason) {
        if (!(outcome() instanceof Rejected bad) || bad.rejection().reason() != reason) {
            throw failed("REJECTED because of " + reason + adviceFor(reason), nameAndReason());
        }
        return this;
    }

    /**
     * Nobody here is responsible for the credential: it is no JWT, or another issuer's.
     *
     * @return this
     */
    public AuthenticationResultAssert isNotApplicable() {
        if (!(outcome() instanceof NotApplicable)) {
            throw failed("NOT APPLICABLE", nameAndReason());
        }
        return this;
    }

    /**
     * The token does not get in, whoever says so: it is rejected or not applicable, for one of these reasons. For
     * tokens of {@link dev.tanukey.testkit.forged.ForgedTokens}.
     *
     * @param reason a reason
     * @param others others that are as good
     * @return this
     */
    public AuthenticationResultAssert isRefusedBecause(RejectionReason reason, RejectionReason... others) {
        Set<RejectionReason> reasons = EnumSet.of(reason, others);
        if (rejection().map(Rejection::reason).filter(reasons::contains).isEmpty()) {
            throw failed("refused because of " + (reasons.size() == 1 ? reason : "one of " + reasons), nameAndReason());
        }
        return this;
    }

    /**
     * It could not be known whether the token is good: 503.
     *
     * @return this
     */
    public AuthenticationResultAssert isUnavailable() {
        if (!(outcome() instanceof Unavailable)) {
            throw failed("UNAVAILABLE", nameAndReason());
        }
        return this;
    }

    /**
     * It could not be known whether the token is good, for this reason.
     *
     * @param reason the reason
     * @return this
     */
    public AuthenticationResultAssert isUnavailableBecause(UnavailabilityReason reason) {
        if (!(outcome() instanceof Unavailable unknown)
                || unknown.unavailability().reason() != reason) {
            throw failed("UNAVAILABLE because of " + reason, nameAndReason());
        }
        return this;
    }

    /**
     * The refusal is about this claim or header parameter.
     *
     * @param name its name
     * @return this
     */
    public AuthenticationResultAssert isAboutClaim(String name) {
        Optional<String> claim = rejection().flatMap(Rejection::claim);
        if (!claim.equals(Optional.of(name))) {
            throw failed(
                    "a refusal about " + name,
                    claim.map(other -> "one about " + other).orElse("none about a claim"));
        }
        return this;
    }

    /**
     * The operator's message has this text in it.
     *
     * @param text a piece of the message, to the letter
     * @return this
     */
    public AuthenticationResultAssert mentions(String text) {
        if (!outcome().operatorMessage().contains(text)) {
            throw failed("a message for the operator that mentions \"" + text + "\"", "another");
        }
        return this;
    }

    private AuthenticationResult outcome() {
        isNotNull();
        return Objects.requireNonNull(actual);
    }

    private UserInfo user() {
        if (outcome() instanceof Authenticated good) {
            return good.user();
        }
        throw failed("AUTHENTICATED", nameAndReason());
    }

    private Optional<Rejection> rejection() {
        return outcome()
                .fold(
                        good -> Optional.empty(),
                        other -> Optional.of(other.rejection()),
                        bad -> Optional.of(bad.rejection()),
                        unknown -> Optional.empty());
    }

    private String name() {
        return outcome()
                .fold(good -> "AUTHENTICATED", other -> "NOT APPLICABLE", bad -> "REJECTED", unknown -> "UNAVAILABLE");
    }

    private String nameAndReason() {
        return name()
                + outcome()
                        .fold(
                                good -> "",
                                other -> " because of " + other.rejection().reason(),
                                bad -> " because of " + bad.rejection().reason(),
                                unknown -> " because of "
                                        + unknown.unavailability().reason());
    }

    private static String adviceFor(RejectionReason reason) {
        return reason.stage() == Stage.SELECTION
                ? " (which is never REJECTED but NOT APPLICABLE: use isRefusedBecause)"
                : "";
    }

    private void requireEqual(String what, Object expected, Object came) {
        if (!expected.equals(came)) {
            throw failureWithActualExpected(came, expected, "%s", message(what + " " + shown(expected), shown(came)));
        }
    }

    private static String shown(Object value) {
        return value instanceof String text ? "\"" + text + "\"" : String.valueOf(value);
    }

    private AssertionError failed(String expected, Object came) {
        return failure("%s", message(expected, came));
    }

    private String message(String expected, Object came) {
        return "\nExpected: " + expected + "\nCame:     " + came + "\nMessage:  "
                + outcome().operatorMessage();
    }
}
