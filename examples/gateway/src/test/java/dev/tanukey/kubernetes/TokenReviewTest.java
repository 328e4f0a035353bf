package dev.tanukey.kubernetes;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tanukey.AuthenticationResult;
import dev.tanukey.strict.StrictJson;
import dev.tanukey.user.UserInfo;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The requirements TR-01 to TR-09 for what a kube-apiserver asks and gets; TR-10 is the server's. */
class TokenReviewTest {
    private static final String CLUSTER = "https://kubernetes.default.svc";

    private final Results results = new Results();

    @Test
    void a_good_token_is_authenticated_with_its_user() throws Exception {
        TokenReview review = review(results.job().sign());

        TokenReviewStatus status = TokenReviewPolicy.STRICT.answer(review, results.of(review.token()));

        assertThat(StrictJson.readObject(status.toJson().getBytes(UTF_8)))
                .containsEntry("apiVersion", "authentication.k8s.io/v1")
                .containsEntry("kind", "TokenReview")
                .containsEntry(
                        "status",
                        Map.of(
                                "authenticated",
                                true,
                                "user",
                                Map.of(
                                        "username", "gitlab:project_path:acme/shop:ref_type:branch:ref:main",
                                        "groups", List.of("cfke.io:third-party-idp", "cfke.io:third-party-idp:gitlab"),
                                        "extra", extra(status))));
    }

    private static Map<String, List<String>> extra(TokenReviewStatus status) {
        Map<String, List<String>> extra = status.user().orElseThrow().extra();
        assertThat(extra).containsEntry("cfke.io/gitlab-project", List.of("acme/shop"));
        return extra;
    }

    @Test
    void an_expired_token_is_not_authenticated_and_nothing_says_why() {
        assertThat(answer(TokenReviewPolicy.STRICT, results.job().expired().sign()))
                .isEqualTo(nobody());
    }

    @Test
    void an_expired_token_is_explained_in_words_for_callers_where_that_is_wanted() {
        TokenReviewPolicy explaining = new TokenReviewPolicy(Set.of(), true);

        TokenReviewStatus status = answer(explaining, results.job().expired().sign());

        assertThat(status.authenticated()).isFalse();
        assertThat(status.error().orElseThrow()).startsWith("The token has expired.");
    }

    @Test
    void a_token_of_another_issuer_is_not_ours_and_never_explained() {
        String foreign =
                results.job().claim("iss", "https://kubernetes.default.svc").sign();

        assertThat(answer(TokenReviewPolicy.STRICT, foreign)).isEqualTo(nobody());
        assertThat(answer(new TokenReviewPolicy(Set.of(), true), foreign)).isEqualTo(nobody());
    }

    @Test
    void while_keys_are_unavailable_an_error_keeps_the_answer_from_being_remembered() {
        TokenReview review = review(results.job().sign());

        TokenReviewStatus status =
                TokenReviewPolicy.STRICT.answer(review, results.whileKeysAreUnavailable(review.token()));

        assertThat(status.authenticated()).isFalse();
        assertThat(status.error()).contains("The token cannot be checked at the moment. Try again shortly.");
        assertThat(status.toJson()).doesNotContain("10.1.2.3");
    }

    @ParameterizedTest
    @EnumSource(AuthenticationApi.class)
    void the_answer_has_the_version_of_the_question(AuthenticationApi api) throws Exception {
        TokenReview review = TokenReview.read(json(api.apiVersion(), "{\"token\":\"x\"}"));

        TokenReviewStatus status = TokenReviewPolicy.STRICT.answer(review, results.of(review.token()));

        assertThat(status.toJson()).contains("\"apiVersion\":\"" + api.apiVersion() + "\"");
    }

    @Test
    void what_a_kube_apiserver_sends_is_read() throws Exception {
        TokenReview review = TokenReview.read(
                """
                {"apiVersion":"authentication.k8s.io/v1","kind":"TokenReview","metadata":{"creationTimestamp":null},
                "spec":{"token":"a.b.c","audiences":["https://kubernetes.default.svc"]},"status":{"user":{}}}"""
                        .getBytes(UTF_8));

        assertThat(review).isEqualTo(new TokenReview(AuthenticationApi.V1, "a.b.c", List.of(CLUSTER)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "not JSON",
                "[]",
                "{}",
                "{\"apiVersion\":\"authentication.k8s.io/v1\",\"kind\":\"TokenReview\"}",
                "{\"apiVersion\":\"authentication.k8s.io/v1\",\"kind\":\"TokenReview\",\"spec\":\"token\"}",
                "{\"apiVersion\":\"authentication.k8s.io/v1\",\"kind\":\"SubjectAccessReview\",\"spec\":{}}",
                "{\"apiVersion\":\"authentication.k8s.io/v2\",\"kind\":\"TokenReview\",\"spec\":{}}",
                "{\"apiVersion\":1,\"kind\":\"TokenReview\",\"spec\":{}}",
                "{\"apiVersion\":\"authentication.k8s.io/v1\",\"kind\":\"TokenReview\",\"spec\":{\"token\":1}}",
                "{\"apiVersion\":\"authentication.k8s.io/v1\",\"kind\":\"TokenReview\",\"spec\":{\"audiences\":\"a\"}}",
                "{\"apiVersion\":\"authentication.k8s.io/v1\",\"kind\":\"TokenReview\",\"spec\":{\"audiences\":[1]}}",
                "{\"apiVersion\":\"authentication.k8s.io/v1\",\"kind\":\"TokenReview\",\"spec\":{},\"spec\":{}}",
            })
    void anything_else_is_malformed(String body) {
        assertThatThrownBy(() -> TokenReview.read(body.getBytes(UTF_8)))
                .isInstanceOf(MalformedRequestException.class)
                .hasMessageStartingWith("Expected ");
    }

    @Test
    void more_than_a_mebibyte_is_malformed() {
        byte[] tooLarge = new byte[TokenReview.MAXIMUM_LENGTH + 1];

        assertThatThrownBy(() -> TokenReview.read(tooLarge))
                .isInstanceOf(MalformedRequestException.class)
                .hasMessageContaining("1048576 bytes");
    }

    @Test
    void the_token_is_in_no_message_and_no_answer() {
        String token = results.job().sign();
        TokenReview review = review(token);
        TokenReviewStatus status = TokenReviewPolicy.STRICT.answer(review, results.of(token));

        assertThat(review.toString()).doesNotContain(token);
        assertThat(status.toString()).doesNotContain(token);
        assertThat(status.toJson()).doesNotContain(token);
    }

    @Test
    void nobody_is_let_in_with_an_error() {
        Optional<UserInfo> user = Optional.of(UserInfo.named("alice"));

        assertThatThrownBy(() -> new TokenReviewStatus(AuthenticationApi.V1, user, List.of(), Optional.of("but")))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void a_status_in_the_question_does_not_count() throws Exception {
        TokenReview review = TokenReview.read(
                """
                {"apiVersion":"authentication.k8s.io/v1","kind":"TokenReview","spec":{"token":"nonsense"},
                "status":{"authenticated":true,"user":{"username":"admin"}}}"""
                        .getBytes(UTF_8));

        assertThat(TokenReviewPolicy.STRICT.answer(review, results.of(review.token())))
                .isEqualTo(nobody());
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"token\":\"\"}", "{\"token\":null}"})
    void no_token_is_not_authenticated(String spec) throws Exception {
        TokenReview review = TokenReview.read(json("authentication.k8s.io/v1", spec));

        assertThat(review.token()).isEmpty();
        assertThat(TokenReviewPolicy.STRICT.answer(review, results.of(review.token())))
                .isEqualTo(nobody());
    }

    @Test
    void of_the_wanted_audiences_those_come_back_that_the_token_names() {
        TokenReviewStatus status = answer(
                TokenReviewPolicy.STRICT,
                results.job()
                        .audience(Results.AUDIENCE, "https://other.example.com")
                        .sign(),
                CLUSTER,
                Results.AUDIENCE);

        assertThat(status.audiences()).containsExactly(Results.AUDIENCE);
        assertThat(status.authenticated()).isTrue();
    }

    @Test
    void a_token_that_names_none_of_the_wanted_audiences_is_not_authenticated() {
        assertThat(answer(TokenReviewPolicy.STRICT, results.job().sign(), CLUSTER))
                .isEqualTo(nobody());
        assertThat(answer(new TokenReviewPolicy(Set.of(), true), results.job().sign(), CLUSTER)
                        .error())
                .contains("The token is not for this cluster.");
    }

    @Test
    void a_cluster_that_is_named_takes_our_users_whatever_their_tokens_name() {
        TokenReviewPolicy policy = new TokenReviewPolicy(Set.of(CLUSTER), false);

        TokenReviewStatus status = answer(policy, results.job().sign(), CLUSTER, "https://elsewhere.example.com");

        assertThat(status.authenticated()).isTrue();
        assertThat(status.audiences()).containsExactly(CLUSTER);
    }

    @Test
    void a_cluster_that_is_named_does_not_make_a_bad_token_good() {
        TokenReviewPolicy policy = new TokenReviewPolicy(Set.of(CLUSTER), false);

        assertThat(answer(policy, results.job().expired().sign(), CLUSTER)).isEqualTo(nobody());
    }

    private TokenReviewStatus answer(TokenReviewPolicy policy, String token, String... audiences) {
        AuthenticationResult result = results.of(token);
        return policy.answer(new TokenReview(AuthenticationApi.V1, token, List.of(audiences)), result);
    }

    private static TokenReviewStatus nobody() {
        return new TokenReviewStatus(AuthenticationApi.V1, Optional.empty(), List.of(), Optional.empty());
    }

    private static TokenReview review(String token) {
        return new TokenReview(AuthenticationApi.V1, token, List.of());
    }

    private static byte[] json(String apiVersion, String spec) {
        return ("{\"apiVersion\":\"" + apiVersion + "\",\"kind\":\"TokenReview\",\"spec\":" + spec + "}")
                .getBytes(UTF_8);
    }
}
