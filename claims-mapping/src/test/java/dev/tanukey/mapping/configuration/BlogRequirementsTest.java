package dev.tanukey.mapping.configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tanukey.AuthenticationResult;
import dev.tanukey.AuthenticationResult.Authenticated;
import dev.tanukey.AuthenticationResult.NotApplicable;
import dev.tanukey.AuthenticationResult.Rejected;
import dev.tanukey.jwks.JwksKeySource;
import dev.tanukey.mapping.schema.InvalidConfigurationException;
import dev.tanukey.reason.RejectionReason;
import dev.tanukey.testkit.FakeGitLab;
import dev.tanukey.testkit.UserTokenBuilder;
import dev.tanukey.user.UserInfo;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the blog "Using GitLab OIDC to authenticate against Kubernetes" needs of flags and files, by requirement. */
class BlogRequirementsTest {
    private static final String APPLICATION = "group_application_id";
    private static final String JOBS = "id_token_audience";

    private FakeGitLab gitlab;

    @BeforeEach
    void start() {
        gitlab = FakeGitLab.start();
    }

    @AfterEach
    void stop() {
        gitlab.close();
    }

    private UserTokenBuilder user() {
        return gitlab.userToken().user("MyUserName", 2).groups("foo").audience(APPLICATION);
    }

    private String job() {
        return gitlab.ciToken()
                .project("foo/bar", 13)
                .branch("main")
                .audience(APPLICATION)
                .sign();
    }

    private AuthenticationResult authenticate(AuthenticationConfiguration configuration, String token) {
        try (ConfiguredAuthenticator authenticator = ConfiguredAuthenticator.builder(JwksKeySource::discovered)
                .insecureAllowHttpOnLoopback()
                .build(configuration)) {
            return authenticator.authenticate(token);
        }
    }

    private AuthenticationConfiguration flags(String... more) {
        List<String> flags = new ArrayList<>(List.of(more));
        flags.add("--oidc-issuer-url=" + gitlab.issuer());
        flags.add("--oidc-client-id=" + APPLICATION);
        return OidcFlags.parse(flags).configuration();
    }

    private AuthenticationConfiguration blogFlags() {
        return flags(
                "--oidc-groups-claim=groups_direct",
                "--oidc-groups-prefix=gitlab:",
                "--oidc-username-claim=preferred_username",
                "--oidc-username-prefix=oidc:");
    }

    @Test
    void BL_01_the_flags_of_the_blog_map_a_user() {
        UserInfo mapped = ((Authenticated) authenticate(blogFlags(), user().sign())).user();

        assertThat(mapped.username()).isEqualTo("oidc:MyUserName");
        assertThat(mapped.groups()).containsExactly("gitlab:foo");
    }

    @Test
    void BL_02_one_set_of_claims_cannot_serve_users_and_jobs() {
        Rejected refused = (Rejected) authenticate(blogFlags(), job());

        assertThat(refused.rejection().reason()).isEqualTo(RejectionReason.MAPPING_FAILED);
        assertThat(refused.rejection().claim()).contains("preferred_username");
    }

    @ParameterizedTest
    @CsvSource({"'', ISSUER#MyUserName", "-, MyUserName", "oidc:, oidc:MyUserName"})
    void BL_03_the_prefix_of_a_username_is_the_issuer_unless_another_is_set(String prefix, String username) {
        AuthenticationConfiguration configuration =
                flags("--oidc-username-claim=preferred_username", "--oidc-username-prefix=" + prefix);

        assertThat(((Authenticated) authenticate(configuration, user().sign()))
                        .user()
                        .username())
                .isEqualTo(username.replace("ISSUER", gitlab.issuer()));
    }

    @Test
    void BL_03_an_address_gets_no_prefix_and_must_not_be_unverified() {
        AuthenticationConfiguration configuration = flags("--oidc-username-claim=email");
        UserTokenBuilder token = user().email("me@example.com");

        assertThat(((Authenticated) authenticate(configuration, token.sign()))
                        .user()
                        .username())
                .isEqualTo("me@example.com");
        assertThat(((Rejected) authenticate(
                                configuration, token.unverifiedEmail().sign()))
                        .rejection()
                        .reason())
                .isEqualTo(RejectionReason.EMAIL_NOT_VERIFIED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"v1alpha1", "v1beta1", "v1"})
    void BL_04_each_version_loads_and_each_of_two_audiences_is_taken(String version) {
        AuthenticationConfiguration configuration =
                AuthenticationConfiguration.parse(file(version, gitlab.issuer(), "audienceMatchPolicy: MatchAny"));
        String jobToken = gitlab.ciToken().project("foo/bar", 13).audience(JOBS).sign();

        assertThat(authenticate(configuration, user().sign())).isInstanceOf(Authenticated.class);
        assertThat(authenticate(configuration, jobToken)).isInstanceOf(Authenticated.class);
    }

    private static String file(String version, String issuer, String policy) {
        return """
                apiVersion: apiserver.config.k8s.io/%s
                kind: AuthenticationConfiguration
                jwt:
                - issuer:
                    url: %s
                    audiences:
                    - group_application_id
                    - id_token_audience
                    %s
                  claimMappings:
                    username:
                      claim: sub
                      prefix: "gitlab:"
                """
                .formatted(version, issuer, policy);
    }

    @ParameterizedTest
    @CsvSource({
        "'    audienceMatchPolicy: MatchAny\n', '', 'line 4, column 3: jwt[0].issuer.audienceMatchPolicy'",
        "id_token_audience, group_application_id, 'line 8, column 7: jwt[0].issuer.audiences[1]: Duplicate value'",
        "audiences:, audience:, 'line 6, column 5: jwt[0].issuer.audience'",
        "claim: sub, 'claim: sub\n      expression: claims.sub', 'line 11, column 5: jwt[0].claimMappings.username: Invalid'",
        "'https://gitlab.example.com', 'http://gitlab.example.com', 'line 5, column 5: jwt[0].issuer.url: Invalid value'"
    })
    void BL_04_a_mistake_is_told_with_path_and_line(String right, String wrong, String place) {
        String good = file("v1", "https://gitlab.example.com", "audienceMatchPolicy: MatchAny");

        assertThat(good).contains(right);
        assertThatThrownBy(() -> AuthenticationConfiguration.parse(good.replace(right, wrong))
                        .authenticator(JwksKeySource::discovered))
                .isInstanceOf(InvalidConfigurationException.class)
                .hasMessageContaining(place);
    }

    @Test
    void BL_04_an_issuer_stands_in_a_file_once() {
        String good = file("v1", "https://gitlab.example.com", "audienceMatchPolicy: MatchAny");
        String twice = good + good.substring(good.indexOf("- issuer:"));

        assertThatThrownBy(() -> AuthenticationConfiguration.parse(twice).authenticator(JwksKeySource::discovered))
                .hasMessageContaining("jwt[1].issuer.url: Duplicate value: \"https://gitlab.example.com\"");
    }

    @Test
    void BL_04_flags_beside_a_file_are_refused() {
        assertThatThrownBy(() -> flags("--authentication-config=/etc/kubernetes/authentication.yaml"))
                .hasMessageContaining("mutually exclusive");
    }

    @Test
    void BL_16_a_token_that_is_not_ours_is_left_to_others_and_a_bad_one_is_not() {
        assertThat(authenticate(
                        blogFlags(),
                        user().claim("iss", "https://idp.example.com").sign()))
                .isInstanceOf(NotApplicable.class);
        assertThat(authenticate(blogFlags(), "not-a-jwt")).isInstanceOf(NotApplicable.class);
        assertThat(authenticate(blogFlags(), user().expired().sign())).isInstanceOf(Rejected.class);
    }

    @Test
    void BL_17_a_broken_file_fails_the_start_with_all_faults_in_one_message() {
        String broken = file("v1", "http://gitlab.example.com", "audienceMatchPolicy: All")
                .replace("prefix: \"gitlab:\"", "");

        assertThatThrownBy(() -> AuthenticationConfiguration.parse(broken).authenticator(JwksKeySource::discovered))
                .hasMessageContainingAll(
                        "3 problems",
                        "jwt[0].issuer.url",
                        "jwt[0].issuer.audienceMatchPolicy",
                        "jwt[0].claimMappings.username.prefix");
    }

    @Test
    void BL_17_a_broken_file_at_reload_keeps_the_last_good_one_and_is_reported() {
        List<Reload> told = new ArrayList<>();
        try (ConfiguredAuthenticator authenticator = ConfiguredAuthenticator.builder(JwksKeySource::discovered)
                .insecureAllowHttpOnLoopback()
                .reloadListener(told::add)
                .build(blogFlags())) {
            authenticator.reload("jwt: [");

            assertThat(authenticator.authenticate(user().sign())).isInstanceOf(Authenticated.class);
            assertThat(told).singleElement().isInstanceOf(Reload.Refused.class);
        }
    }
}
