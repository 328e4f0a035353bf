package dev.tanukey.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tanukey.AuthenticationException;
import dev.tanukey.reason.Rejection;
import dev.tanukey.reason.RejectionReason;
import dev.tanukey.testkit.UserTokenBuilder;
import dev.tanukey.user.UserInfo;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** The table of Kubernetes for mappings by claim: missing, null, empty, another string, a list, another type. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ClaimMappingsTest {
    private KnockingAtTheDoor door;

    @BeforeAll
    void start() {
        door = new KnockingAtTheDoor();
    }

    @AfterAll
    void stop() {
        door.close();
    }

    private UserTokenBuilder token() {
        return door.person();
    }

    private UserInfo user(ClaimMappings.Builder mappings, UserTokenBuilder token) throws AuthenticationException {
        return door.user(mappings.build(), token);
    }

    private Rejection rejection(ClaimMappings.Builder mappings, UserTokenBuilder token) {
        return door.rejection(mappings.build(), token);
    }

    private void assertFailed(ClaimMappings.Builder mappings, UserTokenBuilder token, String claim) {
        Rejection rejection = rejection(mappings, token);

        assertThat(rejection.reason()).isEqualTo(RejectionReason.MAPPING_FAILED);
        assertThat(rejection.claim()).contains(claim);
    }

    @Nested
    class Username {
        private final ClaimMappings.Builder mappings = ClaimMappings.username("n", "p:");

        @Test
        void a_string_gets_the_prefix() throws AuthenticationException {
            assertThat(user(mappings, token().claim("n", "jane")).username()).isEqualTo("p:jane");
            assertThat(user(ClaimMappings.username("n", ""), token().claim("n", "jane"))
                            .username())
                    .isEqualTo("jane");
        }

        @Test
        void a_missing_claim_fails() {
            assertFailed(mappings, token().without("n"), "n");
        }

        @Test
        void null_and_the_empty_string_read_as_empty() throws AuthenticationException {
            assertThat(user(mappings, token().claim("n", null)).username()).isEqualTo("p:");
            assertThat(user(mappings, token().claim("n", "")).username()).isEqualTo("p:");
        }

        @Test
        void another_type_fails() {
            for (Object value : List.of(7L, true, List.of("a"), Map.of("a", "b"))) {
                assertFailed(mappings, token().claim("n", value), "n");
            }
        }

        @Test
        void a_name_with_dots_is_one_name() throws AuthenticationException {
            ClaimMappings.Builder dotted = ClaimMappings.username("a.b", "");

            assertThat(user(dotted, token().claim("a.b", "jane")).username()).isEqualTo("jane");
            assertFailed(dotted, token().claim("a", Map.of("b", "jane")), "a.b");
        }
    }

    @Nested
    class Email {
        private final ClaimMappings.Builder mappings = ClaimMappings.username("email", "");

        @Test
        void a_verified_address_is_a_username() throws AuthenticationException {
            assertThat(user(mappings, token().claim("email", "a@b").claim("email_verified", true))
                            .username())
                    .isEqualTo("a@b");
        }

        @Test
        void an_address_of_which_nothing_is_said_is_a_username() throws AuthenticationException {
            assertThat(user(mappings, token().claim("email", "a@b").without("email_verified"))
                            .username())
                    .isEqualTo("a@b");
        }

        @Test
        void an_address_that_is_not_verified_is_refused() {
            for (Object value : Arrays.asList(false, null)) {
                Rejection rejection =
                        rejection(mappings, token().claim("email", "a@b").claim("email_verified", value));

                assertThat(rejection.reason()).isEqualTo(RejectionReason.EMAIL_NOT_VERIFIED);
                assertThat(rejection.claim()).contains("email_verified");
            }
        }

        @Test
        void a_word_about_it_that_is_no_boolean_is_refused() {
            for (Object value : List.of("true", 1L)) {
                assertFailed(mappings, token().claim("email", "a@b").claim("email_verified", value), "email_verified");
            }
        }

        @Test
        void other_claims_do_not_ask_for_a_verified_address() throws AuthenticationException {
            UserTokenBuilder token = token().claim("n", "jane").claim("email_verified", false);

            assertThat(user(ClaimMappings.username("n", ""), token).username()).isEqualTo("jane");
        }
    }

    @Nested
    class Groups {
        private final ClaimMappings.Builder mappings =
                ClaimMappings.username("sub", "").groups("g", "p:");

        private List<String> groups(Object value) throws AuthenticationException {
            return user(mappings, token().claim("g", value)).groups();
        }

        @Test
        void missing_and_null_mean_no_groups() throws AuthenticationException {
            assertThat(user(mappings, token().without("g")).groups()).isEmpty();
            assertThat(groups(null)).isEmpty();
        }

        @Test
        void a_string_is_one_group() throws AuthenticationException {
            assertThat(groups("a")).containsExactly("p:a");
            assertThat(groups("")).containsExactly("p:");
        }

        @Test
        void a_list_keeps_order_repetitions_and_empty_elements() throws AuthenticationException {
            assertThat(groups(Arrays.asList("b", "a", "b", "", null))).containsExactly("p:b", "p:a", "p:b", "p:", "p:");
            assertThat(groups(List.of())).isEmpty();
        }

        @Test
        void another_type_fails() {
            for (Object value : List.of(7L, true, Map.of("a", "b"), List.of("a", 7L), List.of(List.of("a")))) {
                assertFailed(mappings, token().claim("g", value), "g");
            }
        }

        @Test
        void groups_that_lie_at_another_address_are_not_taken_for_none() {
            assertFailed(mappings, distributed("endpoint"), "g");
        }

        @Test
        void groups_at_another_address_do_not_matter_where_the_token_has_them_or_names_no_address()
                throws AuthenticationException {
            assertThat(user(mappings, distributed("endpoint").claim("g", "acme"))
                            .groups())
                    .hasSize(1);
            assertThat(user(mappings, distributed("JWT")).groups()).isEmpty();
        }

        @Test
        void a_source_without_address_is_none_and_one_that_is_missing_or_odd_is_refused()
                throws AuthenticationException {
            assertThat(user(mappings, distributed("endpoint", "")).groups()).isEmpty();
            assertThat(user(mappings, named().claim("_claim_sources", Collections.singletonMap("elsewhere", null)))
                            .groups())
                    .isEmpty();
            for (UserTokenBuilder odd : List.of(
                    token().claim("_claim_names", Map.of()),
                    token().claim("_claim_names", null),
                    distributed("JWT", 1L))) {
                Rejection rejection = rejection(mappings, odd);

                assertThat(rejection.reason()).isEqualTo(RejectionReason.CLAIM_MALFORMED);
                assertThat(rejection.claim()).contains("_claim_sources");
            }
        }

        private UserTokenBuilder named() {
            return token().claim("_claim_names", Map.of("g", "elsewhere"));
        }

        private UserTokenBuilder distributed(String member) {
            return distributed(member, "https://a.example");
        }

        private UserTokenBuilder distributed(String member, Object value) {
            return named().claim("_claim_sources", Map.of("elsewhere", Map.of(member, value)));
        }

        @Test
        void without_a_mapping_there_are_none() throws AuthenticationException {
            assertThat(user(ClaimMappings.username("sub", ""), token().claim("groups", List.of("a")))
                            .groups())
                    .isEmpty();
        }
    }

    @Nested
    class Uid {
        private final ClaimMappings.Builder mappings =
                ClaimMappings.username("sub", "").uid("u");

        @Test
        void a_string_is_the_uid() throws AuthenticationException {
            assertThat(user(mappings, token().claim("u", "42")).uid()).isEqualTo("42");
        }

        @Test
        void null_and_the_empty_string_read_as_empty() throws AuthenticationException {
            assertThat(user(mappings, token().claim("u", null)).uid()).isEmpty();
            assertThat(user(mappings, token().claim("u", "")).uid()).isEmpty();
        }

        @Test
        void a_missing_claim_and_another_type_fail() {
            assertFailed(mappings, token().without("u"), "u");
            assertFailed(mappings, token().claim("u", 42L), "u");
        }
    }

    @Nested
    class Extra {
        private final ClaimMappings.Builder mappings = ClaimMappings.username("sub", "");

        @Test
        void the_id_of_the_token_becomes_the_credential_id() throws AuthenticationException {
            assertThat(user(mappings, token().claim("jti", "abc")).extra())
                    .isEqualTo(Map.of("authentication.kubernetes.io/credential-id", List.of("JTI=abc")));
        }

        @Test
        void no_id_an_empty_one_and_one_of_another_type_are_left_out() throws AuthenticationException {
            assertThat(user(mappings, token().without("jti")).extra()).isEmpty();
            assertThat(user(mappings, token().claim("jti", "")).extra()).isEmpty();
            assertThat(user(mappings, token().claim("jti", 7L)).extra()).isEmpty();
        }
    }

    @Test
    void what_names_claims_elsewhere_must_be_whole() throws AuthenticationException {
        ClaimMappings.Builder mappings = ClaimMappings.username("sub", "");
        Map<String, Object> source = Map.of("s", Map.of("endpoint", "https://a.example", "access_token", "t"));

        for (Object names : List.of(List.of(), "s", Map.of("g", 7L), Map.of("g", "other"), Map.of("g", ""))) {
            assertMalformed(mappings, token().claim("_claim_names", names).claim("_claim_sources", source));
        }
        for (Object sources : List.of(
                List.of(),
                "s",
                Map.of("s", "x"),
                Map.of("s", Map.of("endpoint", 1L)),
                Map.of("s", Map.of("access_token", 1L)))) {
            assertMalformed(mappings, token().claim("_claim_sources", sources));
        }
        assertThat(user(
                                mappings,
                                token().claim("_claim_names", Map.of("g", "s")).claim("_claim_sources", source))
                        .username())
                .isEqualTo("1001");
        assertThat(user(mappings, token().claim("_claim_names", null)).username())
                .isEqualTo("1001");
    }

    private void assertMalformed(ClaimMappings.Builder mappings, UserTokenBuilder token) {
        assertThat(rejection(mappings, token).reason()).isEqualTo(RejectionReason.CLAIM_MALFORMED);
    }

    @Test
    void a_message_never_holds_the_value() {
        Rejection rejection = rejection(ClaimMappings.username("n", ""), token().claim("n", List.of("secret-value")));

        assertThat(rejection.operatorMessage()).doesNotContain("secret-value");
    }

    @Test
    void a_mapping_can_be_read() {
        assertThat(ClaimMappings.username("sub", "gitlab:")
                        .groups("groups_direct", "gitlab:")
                        .uid("user_id")
                        .build())
                .hasToString("ClaimMappings[username=gitlab:{sub}, groups=gitlab:{groups_direct}, uid={user_id}]");
    }
}
