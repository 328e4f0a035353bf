package dev.tanukey.mapping.configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.tanukey.key.SignatureAlgorithm;
import dev.tanukey.mapping.schema.ConfigurationProblem;
import dev.tanukey.mapping.schema.InvalidConfigurationException;
import dev.tanukey.mapping.schema.JwtAuthenticator;
import dev.tanukey.mapping.schema.JwtAuthenticator.ClaimMappings;
import dev.tanukey.mapping.schema.JwtAuthenticator.ClaimOrExpression;
import dev.tanukey.mapping.schema.JwtAuthenticator.ClaimValidationRule;
import dev.tanukey.mapping.schema.JwtAuthenticator.Issuer;
import dev.tanukey.mapping.schema.JwtAuthenticator.PrefixedClaimOrExpression;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OidcFlagsTest {
    private static final String URL = "https://i.example";

    /** The two flags that must be there, and others. */
    private static OidcFlags flags(String... others) {
        return OidcFlags.parse(arguments(others));
    }

    private static List<String> arguments(String... others) {
        List<String> arguments = new ArrayList<>(List.of("--oidc-issuer-url=" + URL, "--oidc-client-id=aud1"));
        arguments.addAll(List.of(others));
        return arguments;
    }

    private static JwtAuthenticator authenticator(OidcFlags flags) {
        assertThat(flags.configuration().jwt()).hasSize(1);
        return flags.configuration().jwt().get(0);
    }

    private static List<String> problems(List<String> arguments) {
        return catchThrowableOfType(InvalidConfigurationException.class, () -> OidcFlags.parse(arguments))
                .problems()
                .stream()
                .map(problem -> problem.path() + problem.detail())
                .toList();
    }

    @Test
    void two_flags_mean_sub_with_the_issuer_before_it_and_rs256() {
        OidcFlags flags = flags();

        assertThat(authenticator(flags))
                .isEqualTo(new JwtAuthenticator(
                        Issuer.of(URL, List.of("aud1")),
                        List.of(),
                        ClaimMappings.of(PrefixedClaimOrExpression.claim("sub", URL + "#")),
                        List.of()));
        assertThat(flags.algorithms()).containsExactly(SignatureAlgorithm.RS256);
    }

    @ParameterizedTest
    @CsvSource({
        "sub,'',https://i.example#",
        "email,'',''",
        "Email,'',https://i.example#",
        "sub,-,''",
        "email,-,''",
        "email,oidc:,oidc:",
        "sub,--,--",
        "sub,' ',' '"
    })
    void the_prefix_of_the_name_follows_the_claim(String claim, String prefix, String effective) {
        OidcFlags flags = flags("--oidc-username-claim=" + claim, "--oidc-username-prefix=" + prefix);

        assertThat(authenticator(flags).claimMappings().username())
                .isEqualTo(PrefixedClaimOrExpression.claim(claim, effective));
    }

    @Test
    void groups_are_mapped_only_from_a_claim_and_a_dash_before_them_is_one() {
        assertThat(authenticator(flags("--oidc-groups-prefix=g:"))
                        .claimMappings()
                        .groups())
                .isEqualTo(PrefixedClaimOrExpression.NONE);
        assertThat(authenticator(flags("--oidc-groups-claim=groups"))
                        .claimMappings()
                        .groups())
                .isEqualTo(PrefixedClaimOrExpression.claim("groups", ""));
        assertThat(authenticator(flags("--oidc-groups-claim=groups", "--oidc-groups-prefix=-"))
                        .claimMappings()
                        .groups())
                .isEqualTo(PrefixedClaimOrExpression.claim("groups", "-"));
    }

    @Test
    void required_claims_add_up_and_the_last_value_of_a_claim_wins() {
        assertThat(authenticator(flags(
                                "--oidc-required-claim=a=1,b=2",
                                "--oidc-required-claim= c = d=e ",
                                "--oidc-required-claim=f=",
                                "--oidc-required-claim=a=2"))
                        .claimValidationRules())
                .containsExactly(
                        ClaimValidationRule.required("a", "2"),
                        ClaimValidationRule.required("c", "d=e"),
                        ClaimValidationRule.required("f", ""));
    }

    @Test
    void algorithms_add_up() {
        assertThat(flags("--oidc-signing-algs=ES256,PS512", "--oidc-signing-algs=\"RS384\"")
                        .algorithms())
                .containsExactlyInAnyOrder(
                        SignatureAlgorithm.ES256, SignatureAlgorithm.PS512, SignatureAlgorithm.RS384);
        assertThat(flags("--oidc-signing-algs=").algorithms()).containsExactly(SignatureAlgorithm.RS256);
    }

    @Test
    void algorithms_that_kubernetes_does_not_know_are_refused_each_once() {
        assertThat(problems(arguments("--oidc-signing-algs=HS256,RS256, ES256", "--oidc-signing-algs=EdDSA,HS256,")))
                .containsExactly(
                        "oidc: unsupported signing alg: \"HS256\"",
                        "oidc: unsupported signing alg: \" ES256\"",
                        "oidc: unsupported signing alg: \"EdDSA\"",
                        "oidc: unsupported signing alg: \"\"");
    }

    @Test
    void the_last_flag_of_a_name_wins() {
        assertThat(authenticator(flags("--oidc-client-id=x", "--oidc-client-id=y"))
                        .issuer()
                        .audiences())
                .containsExactly("y");
    }

    @Test
    void a_value_may_be_an_element_of_its_own_whatever_it_looks_like() {
        OidcFlags flags = OidcFlags.parse(List.of(
                "kube-apiserver",
                "--oidc-issuer-url",
                URL,
                "--anonymous-auth=false",
                "--oidc-client-id",
                "--oidc-x",
                "--oidc_username_claim=name",
                "--",
                "--oidc-unknown"));

        assertThat(authenticator(flags).issuer()).isEqualTo(Issuer.of(URL, List.of("--oidc-x")));
        assertThat(authenticator(flags).claimMappings().username().claim()).isEqualTo("name");
    }

    @Test
    void a_flag_without_a_value_is_refused() {
        assertThat(problems(arguments("--oidc-groups-claim")))
                .containsExactly("flag needs an argument: --oidc-groups-claim");
    }

    @ParameterizedTest
    @CsvSource({
        "--oidc-required-claims=a=b, --oidc-required-claims, --oidc-required-claim",
        "-oidc-required-claim=a=b, -oidc-required-claim, --oidc-required-claim",
        "--OIDC-CA-FILE=x, --OIDC-CA-FILE, --oidc-ca-file",
        "oidc-group-prefix=x, oidc-group-prefix, --oidc-groups-prefix",
        "-authentication-config=x, -authentication-config, --authentication-config"
    })
    void a_misspelt_flag_is_refused_with_the_one_that_was_meant(String argument, String shown, String meant) {
        InvalidConfigurationException refused =
                catchThrowableOfType(InvalidConfigurationException.class, () -> OidcFlags.parse(arguments(argument)));

        assertThat(refused.problems()).singleElement().satisfies(problem -> {
            assertThat(problem.detail()).isEqualTo("unknown flag: " + shown);
            assertThat(problem.advice()).isEqualTo("Did you mean " + meant + "?");
        });
    }

    @Test
    void a_required_claim_is_a_pair() {
        assertThat(problems(arguments("--oidc-required-claim=hd")))
                .containsExactly("invalid argument \"hd\" for \"--oidc-required-claim\" flag: malformed pair, expect"
                        + " string=string");
    }

    @ParameterizedTest
    @ValueSource(strings = {"--oidc-issuer-url=" + URL, "--oidc-client-id=aud1", "--oidc-issuer-url="})
    void issuer_and_client_id_belong_together(String one) {
        assertThat(problems(List.of(one)))
                .containsExactly(
                        "oidc-issuer-url and oidc-client-id must be specified together when any oidc-* flags are set");
    }

    @Test
    void a_configuration_file_excludes_the_flags() {
        assertThat(problems(List.of("--oidc-client-id=aud1", "--authentication-config", "/x")))
                .containsExactly("authentication-config file and oidc-* flags are mutually exclusive");
        assertThat(authenticator(flags("--authentication-config=")).issuer().url())
                .isEqualTo(URL);
    }

    @Test
    void no_flag_at_all_is_refused() {
        assertThat(problems(List.of("--anonymous-auth=false"))).containsExactly("no oidc-* flag is set");
        assertThat(problems(List.of("--authentication-config=/x"))).containsExactly("no oidc-* flag is set");
    }

    @Test
    void the_file_with_certificates_is_read(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("ca.pem"), "invalid");
        OidcFlags flags = flags("--oidc-ca-file=" + file);

        assertThat(authenticator(flags).issuer().certificateAuthority()).isEqualTo("invalid");
        assertThat(flags)
                .isEqualTo(OidcFlags.issuer(URL, "aud1")
                        .certificateAuthorities("invalid")
                        .build());
    }

    @Test
    void a_file_that_cannot_be_read_is_told_beside_all_else(@TempDir Path folder) {
        assertThat(problems(List.of("--oidc-ca-file=" + folder.resolve("absent"), "--oidc-client-id=a", "--oidc-x=y")))
                .containsExactly(
                        "unknown flag: --oidc-x",
                        "open " + folder.resolve("absent") + ": no such file or directory",
                        "oidc-issuer-url and oidc-client-id must be specified together when any oidc-* flags are set");
        assertThat(problems(arguments("--oidc-ca-file=" + folder)))
                .containsExactly("open " + folder + ": it cannot be read");
    }

    @Test
    void the_builder_says_what_flags_say() {
        OidcFlags built = OidcFlags.issuer(URL, "aud1")
                .usernameClaim("email")
                .usernamePrefix("u:")
                .groupsClaim("groups")
                .groupsPrefix("g:")
                .signingAlgorithms(SignatureAlgorithm.ES384)
                .requiredClaim("hd", "example.com")
                .build();
        OidcFlags parsed = flags(
                "--oidc-username-claim=email",
                "--oidc-username-prefix=u:",
                "--oidc-groups-claim=groups",
                "--oidc-groups-prefix=g:",
                "--oidc-signing-algs=ES384",
                "--oidc-required-claim=hd=example.com");

        assertThat(built).isEqualTo(parsed).hasSameHashCodeAs(parsed).isNotEqualTo(flags());
        assertThat(authenticator(built).claimMappings())
                .isEqualTo(new ClaimMappings(
                        PrefixedClaimOrExpression.claim("email", "u:"),
                        PrefixedClaimOrExpression.claim("groups", "g:"),
                        ClaimOrExpression.NONE,
                        List.of()));
        assertThat(built).hasToString("OidcFlags[https://i.example, ES384]");
    }

    @Test
    void the_builder_refuses_what_flags_refuse() {
        InvalidConfigurationException refused =
                catchThrowableOfType(InvalidConfigurationException.class, () -> OidcFlags.issuer("", "aud1")
                        .signingAlgorithms(SignatureAlgorithm.EDDSA)
                        .build());

        assertThat(refused.problems())
                .extracting(ConfigurationProblem::detail)
                .containsExactly(
                        "oidc-issuer-url and oidc-client-id must be specified together when any oidc-* flags are set",
                        "oidc: unsupported signing alg: \"EdDSA\"");
    }

    @Test
    void an_authenticator_minds_the_algorithms_of_the_flags() {
        OidcFlags flags = OidcFlags.issuer("https://gitlab.example.com", "app")
                .signingAlgorithms(SignatureAlgorithm.ES256)
                .build();
        String rs256 = "eyJhbGciOiJSUzI1NiJ9." // {"alg":"RS256"}
                + "eyJpc3MiOiJodHRwczovL2dpdGxhYi5leGFtcGxlLmNvbSJ9." // {"iss":"https://gitlab.example.com"}
                + "AAAA";

        try (ConfiguredAuthenticator authenticator = flags.authenticator(discovery -> request -> {
            throw new IllegalStateException("never asked");
        })) {
            assertThat(authenticator.authenticate(rs256).operatorMessage()).startsWith("ALGORITHM_NOT_ALLOWED");
        }
    }
}
