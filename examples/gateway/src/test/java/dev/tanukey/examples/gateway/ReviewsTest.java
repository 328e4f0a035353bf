package dev.tanukey.examples.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tanukey.kubernetes.TokenReview;
import dev.tanukey.strict.JsonWriter;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import okhttp3.RequestBody;
import org.junit.jupiter.api.Test;

/** What a kube-apiserver is told that asks about tokens. */
class ReviewsTest extends RunningGateway {
    private static final String REVIEWS = "/apis/authentication.k8s.io/v1/tokenreviews";

    @Test
    void a_kube_apiserver_gets_its_reviews() throws Exception {
        Answer answer = review(demo.reviewerSecret(), demo.job().sign());

        assertThat(answer.code()).isEqualTo(201);
        assertThat(answer.type()).isEqualTo("application/json");
        assertThat(answer.body()).contains("\"authenticated\":true").contains("gitlab-ci:project_path:acme/shop");
    }

    @Test
    void a_bad_token_is_a_verdict_and_no_failure() throws Exception {
        Answer answer = review(demo.reviewerSecret(), demo.job().expired().sign());

        assertThat(answer.code()).isEqualTo(201);
        assertThat(answer.body()).contains("\"status\":{\"authenticated\":false}");
        assertThat(lines()).last().satisfies(line -> assertThat(line)
                .containsEntry("decision", "refused")
                .containsEntry("reason", "EXPIRED"));
    }

    @Test
    void a_cluster_takes_everybody_where_the_settings_say_so() throws Exception {
        String cluster = "https://kubernetes.default.svc";
        assertThat(review(demo.reviewerSecret(), demo.job().sign(), cluster).body())
                .contains("\"authenticated\":false");
        assertThat(lines()).last().satisfies(line -> assertThat(line)
                .containsEntry("decision", "refused")
                .containsEntry("detail", "The token is not for this cluster."));

        demo.restartGateway("reviews.audiences = https://other.example.com, https://kubernetes.default.svc\n");

        assertThat(review(demo.reviewerSecret(), demo.job().sign(), cluster).body())
                .contains("\"authenticated\":true")
                .contains("\"audiences\":[\"https://kubernetes.default.svc\"]");
    }

    @Test
    void while_keys_are_unavailable_the_answer_has_an_error_so_that_it_is_not_remembered() throws Exception {
        demo.gitlab().goDown();
        demo.restartGateway("");

        Answer answer = review(demo.reviewerSecret(), demo.job().sign());

        assertThat(answer.code()).isEqualTo(201);
        assertThat(answer.body()).contains("\"authenticated\":false,\"error\":\"The token cannot be checked");
        assertThat(lines()).last().satisfies(line -> assertThat(line).containsEntry("decision", "unknown"));
    }

    @Test
    void the_version_of_the_question_is_that_of_the_answer() throws Exception {
        String beta = "authentication.k8s.io/v1beta1";
        byte[] review = ("{\"apiVersion\":\"" + beta + "\",\"kind\":\"TokenReview\",\"spec\":{}}").getBytes(UTF_8);

        assertThat(call(request("/apis/" + beta + "/tokenreviews?timeout=30s", demo.reviewerSecret())
                                .post(RequestBody.create(review)))
                        .body())
                .contains("\"apiVersion\":\"" + beta + "\"");
    }

    @Test
    void no_token_is_in_the_audit_log() throws Exception {
        String good = demo.job().sign();
        String bad = demo.job().expired().sign();
        review(demo.reviewerSecret(), good);
        review(demo.reviewerSecret(), bad);

        assertThat(audit.toString(UTF_8)).doesNotContain(good, bad, demo.reviewerSecret());
    }

    @Test
    void a_review_that_breaks_off_is_400() throws Exception {
        demo.restartGateway("idleSeconds = 1\n");

        String answer = raw("POST " + REVIEWS, "localhost\r\nContent-Length: 100", demo.reviewerSecret());

        assertThat(answer).startsWith("HTTP/1.1 400 ").contains("but it broke off");
        assertThat(lines()).last().satisfies(line -> assertThat(line).containsEntry("reason", "BadRequest"));
    }

    @Test
    void without_a_kube_apiserver_reviews_are_the_upstreams_matter() throws Exception {
        demo.restartGateway("reviews.token =\n");

        assertThat(review(demo.job().sign(), demo.job().sign()).body())
                .startsWith("POST " + REVIEWS)
                .contains("username  gitlab-ci:project_path:acme/shop");
    }

    @Test
    void a_review_that_is_none_is_400() throws Exception {
        byte[] tooLarge = new byte[TokenReview.MAXIMUM_LENGTH + 10];

        assertThat(post(demo.reviewerSecret(), "[]".getBytes(UTF_8)).code()).isEqualTo(400);
        assertThat(post(demo.reviewerSecret(), tooLarge).code()).isEqualTo(400);
        assertThat(lines()).hasSize(2).allSatisfy(line -> assertThat(line).containsEntry("decision", "refused"));
    }

    @Test
    void who_is_not_the_kube_apiserver_may_not_ask_for_reviews() throws Exception {
        assertThat(review("x".repeat(36), demo.job().sign()).code()).isEqualTo(401);
        assertThat(review(demo.job().sign(), demo.job().sign()).code()).isEqualTo(403);
        assertThat(lines()).last().satisfies(line -> assertThat(line).containsEntry("reason", "Forbidden"));
    }

    @Test
    void the_secret_of_the_kube_apiserver_opens_nothing_else() throws Exception {
        assertThat(call(request("/", demo.reviewerSecret())).code()).isEqualTo(401);
        assertThat(call(request(WHOAMI, demo.reviewerSecret()).post(RequestBody.create(new byte[0])))
                        .code())
                .isEqualTo(401);
    }

    private Answer review(String secret, String token, String... audiences) throws IOException {
        Map<String, Object> spec = Map.of("token", token, "audiences", List.of(audiences));
        String review =
                JsonWriter.write(Map.of("apiVersion", "authentication.k8s.io/v1", "kind", "TokenReview", "spec", spec));
        return post(secret, review.getBytes(UTF_8));
    }

    private Answer post(String bearer, byte[] body) throws IOException {
        return call(request(REVIEWS, bearer).post(RequestBody.create(body)));
    }
}
