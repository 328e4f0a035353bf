package dev.tanukey;

import static dev.tanukey.Forge.claims;
import static dev.tanukey.Forge.token;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.doThrow;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.verifyNoMoreInteractions;

import dev.tanukey.AuthenticationResult.Authenticated;
import dev.tanukey.AuthenticationResult.NotApplicable;
import dev.tanukey.AuthenticationResult.Rejected;
import dev.tanukey.AuthenticationResult.Unavailable;
import dev.tanukey.issuer.Issuer;
import dev.tanukey.key.KeySource;
import dev.tanukey.key.KeysUnavailableException;
import dev.tanukey.reason.RejectedException;
import dev.tanukey.reason.Rejection;
import dev.tanukey.reason.RejectionReason;
import dev.tanukey.reason.Unavailability;
import dev.tanukey.reason.UnavailabilityReason;
import dev.tanukey.token.VerifiedToken;
import dev.tanukey.user.ClaimsMapper;
import dev.tanukey.user.NamePrefixes;
import dev.tanukey.user.UserInfo;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Test;

class TokenAuthenticatorTest {
    private static final ClaimsMapper BY_SUBJECT =
            token -> UserInfo.named("gitlab:" + token.subject().orElseThrow());
    private static final KeySource DOWN = request -> {
        throw new KeysUnavailableException(
                new Unavailability(UnavailabilityReason.ISSUER_UNREACHABLE, "down for a test", Duration.ofSeconds(7)));
    };

    private static final String OTHER = "https://other.example.com";

    private final AuthenticationListener listener = mock(AuthenticationListener.class);
    private final TokenAuthenticator authenticator = authenticator(Forge.keys(), BY_SUBJECT);

    private TokenAuthenticator authenticator(KeySource keys, ClaimsMapper mapper) {
        return TokenAuthenticator.builder()
                .issuer(Forge.issuer().build(), keys, mapper)
                .clock(Forge.clockAt(Forge.NOW))
                .listener(listener)
                .build();
    }

    @Test
    void a_good_token_authenticates_its_owner() throws AuthenticationException {
        AuthenticationResult result = authenticator.authenticate(token());

        assertThat(result).isInstanceOf(Authenticated.class);
        assertThat(result.orElseThrow().user().username())
                .isEqualTo("gitlab:project_path:acme/shop:ref_type:branch:ref:main");
        assertThat(result.operatorMessage()).startsWith("AUTHENTICATED: \"gitlab:project_path:acme/shop");
        assertThat(result.callerMessage()).isEqualTo("Authenticated.");
        verify(listener).authenticated((Authenticated) result);
        verifyNoMoreInteractions(listener);
    }

    @Test
    void a_foreign_credential_is_the_next_authenticators_turn() {
        AuthenticationResult result = authenticator.authenticate("glpat-1234");

        assertThat(result).isInstanceOf(NotApplicable.class);
        verify(listener).notApplicable((NotApplicable) result);
        verifyNoMoreInteractions(listener);
    }

    @Test
    void no_credential_is_the_next_authenticators_turn() {
        assertThat(authenticator.authenticate(null)).isInstanceOf(NotApplicable.class);
        assertThat(authenticator.authenticate("")).isInstanceOf(NotApplicable.class);
    }

    @Test
    void a_bad_token_of_ours_is_rejected() {
        AuthenticationResult result = authenticator.authenticate(token(claims("1790003600", "1")));

        assertThat(result).isInstanceOf(Rejected.class);
        assertThat(((Rejected) result).rejection().reason()).isEqualTo(RejectionReason.EXPIRED);
        verify(listener).rejected((Rejected) result);
        verifyNoMoreInteractions(listener);
    }

    @Test
    void keys_that_cannot_be_had_make_it_unavailable_and_not_rejected() {
        AuthenticationResult result = authenticator(DOWN, BY_SUBJECT).authenticate(token());

        assertThat(result).isInstanceOf(Unavailable.class);
        assertThat(((Unavailable) result).unavailability().retryAfter()).isEqualTo(Duration.ofSeconds(7));
        assertThat(result.operatorMessage()).isEqualTo("ISSUER_UNREACHABLE: down for a test. Retry in 7 s.");
        assertThat(result.callerMessage()).doesNotContain("down for a test");
        verify(listener).unavailable((Unavailable) result);
        verifyNoMoreInteractions(listener);
    }

    @Test
    void a_mapper_may_refuse() {
        ClaimsMapper choosy = token -> {
            throw new RejectedException(Rejection.of(RejectionReason.MAPPING_FAILED, "a", "b"));
        };

        assertThat(authenticator(Forge.keys(), choosy).authenticate(token())).isInstanceOf(Rejected.class);
    }

    @Test
    void a_token_that_is_proven_to_be_ours_is_no_other_authenticators_turn() {
        ClaimsMapper confused = token -> {
            throw new RejectedException(Rejection.of(RejectionReason.NOT_A_JWT, "a", "b"));
        };

        assertThat(authenticator(Forge.keys(), confused).authenticate(token())).isInstanceOf(Rejected.class);
    }

    @Test
    void a_mapper_that_breaks_its_promise_lets_nobody_in_and_blames_no_token() {
        ClaimsMapper broken = token -> {
            throw new IllegalStateException("with a private value");
        };
        AuthenticationResult result = authenticator(Forge.keys(), broken).authenticate(token());

        assertThat(result).isInstanceOf(Unavailable.class);
        assertThat(result.operatorMessage())
                .contains("INTERNAL_ERROR")
                .contains("IllegalStateException")
                .doesNotContain("private value");
    }

    @Test
    void a_key_source_that_breaks_its_promise_lets_nobody_in() {
        KeySource broken = request -> {
            throw new IllegalArgumentException();
        };

        assertThat(authenticator(broken, BY_SUBJECT).authenticate(token())).isInstanceOf(Unavailable.class);
    }

    @Test
    void an_error_of_a_mapper_or_key_source_lets_nobody_in_and_escapes_not() {
        ClaimsMapper deep = token -> {
            throw new StackOverflowError();
        };
        KeySource incomplete = request -> {
            throw new NoClassDefFoundError("x");
        };

        assertThat(authenticator(Forge.keys(), deep).authenticate(token()))
                .isInstanceOfSatisfying(Unavailable.class, unknown -> assertThat(
                                unknown.unavailability().reason())
                        .isEqualTo(UnavailabilityReason.INTERNAL_ERROR));
        assertThat(authenticator(incomplete, BY_SUBJECT).authenticate(token())).isInstanceOf(Unavailable.class);
        doThrow(new AssertionError()).when(listener).authenticated(any());
        assertThat(authenticator.authenticate(token())).isInstanceOf(Authenticated.class);
    }

    @Test
    void a_listener_that_fails_changes_no_outcome() {
        doThrow(new IllegalArgumentException()).when(listener).authenticated(any());

        assertThat(authenticator.authenticate(token())).isInstanceOf(Authenticated.class);
    }

    @Test
    void who_prefers_exceptions_gets_one_that_is_safe_to_show() {
        AuthenticationResult result = authenticator.authenticate(token(claims("1790003600", "1")));

        assertThatThrownBy(result::orElseThrow)
                .isInstanceOfSatisfying(AuthenticationException.class, thrown -> assertThat(thrown.result())
                        .isSameAs(result))
                .hasMessage(
                        "The token has expired. Ask for a new one: in GitLab CI/CD a token lives as long as the job's"
                                + " timeout, a user's ID token two minutes.");
    }

    @Test
    void each_issuer_has_its_own_mapping() throws AuthenticationException {
        TokenAuthenticator both = both(token -> UserInfo.named("ours"), token -> UserInfo.named("theirs"))
                .build();

        assertThat(both.authenticate(token()).orElseThrow().user().username()).isEqualTo("ours");
        assertThat(both.authenticate(token(claims(Forge.URL, OTHER)))
                        .orElseThrow()
                        .user()
                        .username())
                .isEqualTo("theirs");
    }

    @Test
    void a_mapper_gives_no_reserved_name_unless_a_word_that_says_insecure_is_spoken() {
        ClaimsMapper greedy = token -> UserInfo.named("system:masters");

        assertThat(authenticator(Forge.keys(), greedy).authenticate(token()))
                .isInstanceOfSatisfying(Rejected.class, refused -> assertThat(
                                refused.rejection().reason())
                        .isEqualTo(RejectionReason.IDENTITY_RESERVED));
        assertThat(TokenAuthenticator.builder()
                        .issuer(Forge.issuer().build(), Forge.keys(), greedy)
                        .clock(Forge.clockAt(Forge.NOW))
                        .insecureAllowReservedIdentities()
                        .build()
                        .authenticate(token()))
                .isInstanceOf(Authenticated.class);
    }

    private static ClaimsMapper owner(String prefix, String username) {
        return new ClaimsMapper() {
            @Override
            public UserInfo map(VerifiedToken token) {
                return UserInfo.named(username);
            }

            @Override
            public NamePrefixes prefixes() {
                return new NamePrefixes(Set.of(prefix), Set.of());
            }
        };
    }

    private static TokenAuthenticator.Builder both(ClaimsMapper ours, ClaimsMapper theirs) {
        return TokenAuthenticator.builder()
                .issuer(Forge.issuer().build(), Forge.keys(), ours)
                .issuer(Issuer.gitlab(OTHER).audience(Forge.AUDIENCE).build(), Forge.keys(), theirs)
                .clock(Forge.clockAt(Forge.NOW));
    }

    @Test
    void a_mapper_gives_no_name_under_the_prefix_of_another_issuers_mapper() throws AuthenticationException {
        TokenAuthenticator both = both(token -> UserInfo.named("theirs:jane"), owner("theirs:", "theirs:jane"))
                .build();

        assertThat(both.authenticate(token())).isInstanceOf(Rejected.class);
        assertThat(both.authenticate(token(claims(Forge.URL, OTHER)))
                        .orElseThrow()
                        .user()
                        .username())
                .isEqualTo("theirs:jane");
    }

    @Test
    void two_issuers_share_a_prefix_only_by_a_word_that_says_insecure() throws AuthenticationException {
        TokenAuthenticator.Builder builder = both(owner("gitlab:", "gitlab:a"), owner("gitlab:", "gitlab:b"));

        assertThatThrownBy(builder::build)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "Issuers \"https://gitlab.example.com\" and \"https://other.example.com\" both give names that"
                                + " begin with \"gitlab:\", so that one could vouch for the other's users; give each a prefix of"
                                + " its own, or say insecureAllowSharedPrefixes()");
        TokenAuthenticator sharing = builder.insecureAllowSharedPrefixes().build();
        assertThat(sharing.authenticate(token()).orElseThrow().user().username())
                .isEqualTo("gitlab:a");
        assertThat(sharing.authenticate(token(claims(Forge.URL, OTHER)))
                        .orElseThrow()
                        .user()
                        .username())
                .isEqualTo("gitlab:b");
        assertThat(both(owner("", "a"), owner("", "b")).build()).isNotNull();
    }
}
