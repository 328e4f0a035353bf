package dev.tanukey.examples.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import okhttp3.Request;
import org.junit.jupiter.api.Test;

/** Who gets in, over HTTPS. */
class GatewayTest extends RunningGateway {

    @Test
    void nobody_gets_in_without_a_token_or_with_two() throws Exception {
        Answer none = call(new Request.Builder().url(demo.uri() + WHOAMI));
        Answer two = call(request(WHOAMI, demo.job().sign())
                .addHeader("Authorization", "Bearer " + demo.job().sign()));

        assertThat(none.code()).isEqualTo(401);
        assertThat(two.code()).isEqualTo(400);
        assertThat(two.body()).contains("Expected one Authorization header, but came several");
        assertThat(none.challenge()).isEqualTo("Bearer");
        assertThat(none.type()).isEqualTo("application/json");
        assertThat(none.body()).contains("\"kind\":\"Status\"").contains("\"reason\":\"Unauthorized\"");
    }

    @Test
    void while_keys_are_unavailable_it_is_503_with_the_time_to_come_again() throws Exception {
        demo.gitlab().goDown();
        demo.restartGateway("");

        Answer answer = call(request(WHOAMI, demo.job().sign()));

        assertThat(answer.code()).isEqualTo(503);
        assertThat(answer.retryAfter()).isEqualTo("1");
        assertThat(lines()).last().satisfies(line -> assertThat(line).containsEntry("decision", "unknown"));
    }
}
