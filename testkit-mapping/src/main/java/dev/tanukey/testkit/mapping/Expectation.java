package dev.tanukey.testkit.mapping;

import dev.tanukey.reason.RejectionReason;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What must become of a token. Immutable. */
sealed interface Expectation {

    /** A user; only what is given is compared. */
    record User(
            Optional<String> username,
            Optional<String> uid,
            Optional<List<String>> groups,
            Optional<Map<String, List<String>>> extra)
            implements Expectation {}

    /** A refusal for one of these reasons. */
    record Refused(Set<RejectionReason> reasons, Optional<String> messageContains) implements Expectation {}

    /** Nobody here is responsible, and the next authenticator is asked. */
    record NotApplicable(Optional<String> messageContains) implements Expectation {}
}
