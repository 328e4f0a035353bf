package dev.tanukey.testkit.contract;

import dev.tanukey.reason.RejectedException;
import dev.tanukey.reason.Rejection;
import dev.tanukey.token.VerifiedToken;
import dev.tanukey.user.ClaimsMapper;
import dev.tanukey.user.UserInfo;

/** What a mapper may answer; whatever else it does is a fault. */
sealed interface MapAnswer {

    record Mapped(UserInfo user) implements MapAnswer {}

    record Refused(Rejection rejection) implements MapAnswer {}

    static MapAnswer of(ClaimsMapper mapper, VerifiedToken token) {
        try {
            UserInfo user = mapper.map(token);
            if (isNull(user)) {
                throw new AssertionError("map returned null: a mapper answers with a user or throws RejectedException");
            }
            if (user.username().isEmpty()) {
                throw new AssertionError("map returned a user without a name: a token that gives none is refused with"
                        + " MAPPING_FAILED");
            }
            return new Mapped(user);
        } catch (RejectedException refusal) {
            return new Refused(refusal.rejection());
        } catch (RuntimeException undeclared) {
            throw new AssertionError(
                    "map threw " + undeclared.getClass().getName()
                            + ": a mapper throws RejectedException and nothing else, whatever claims a token carries;"
                            + " this would be answered with 503",
                    undeclared);
        }
    }

    /** What is under test may know nothing of null-marked types. */
    private static boolean isNull(Object answer) {
        return answer == null;
    }
}
