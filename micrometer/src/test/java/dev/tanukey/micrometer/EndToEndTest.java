package dev.tanukey.micrometer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tanukey.TokenAuthenticator;
import dev.tanukey.issuer.Issuer;
import dev.tanukey.jwks.JwksKeySource;
import dev.tanukey.jwks.JwksListener;
import dev.tanukey.jwks.KeysRefreshed;
import dev.tanukey.jwks.RefreshFailed;
import dev.tanukey.testkit.CiTokenBuilder;
import dev.tanukey.testkit.FakeGitLab;
import dev.tanukey.user.UserInfo;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** From a token over the network to the meters. */
class EndToEndTest {
    private static final String AUDIENCE = "https://api.example.com";

    private final CountDownLatch toldOfFetch = new CountDownLatch(1);
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final TanukeyMetrics metrics = TanukeyMetrics.to(registry);
    private final FakeGitLab gitlab = FakeGitLab.start();
    private final Issuer issuer = Issuer.gitlab(gitlab.issuer())
            .audience(AUDIENCE)
            .insecureAllowHttpOnLoopback()
            .build();
    private final JwksKeySource keys =
            JwksKeySource.builder(issuer).listener(telling(metrics)).build();
    private final TokenAuthenticator authenticator = TokenAuthenticator.builder()
            .issuer(issuer, keys, token -> UserInfo.named(token.subject().orElseThrow()))
            .listener(metrics)
            .build();

    @AfterEach
    void stop() {
        keys.close();
        gitlab.close();
    }

    @Test
    void a_good_token_shows_in_the_outcomes_the_fetches_and_the_keys() throws Exception {
        metrics.watch(keys);
        assertThat(gauge("tanukey.jwks.ready")).isZero();

        authenticator.authenticate(job().sign());
        awaitTheNewsOfTheFetch();

        assertThat(authentications("authenticated", "none")).isEqualTo(1);
        assertThat(registry.get("tanukey.jwks.fetches")
                        .tags("issuer", issuer.url(), "outcome", "success", "reason", "none")
                        .timer()
                        .count())
                .isEqualTo(1);
        assertThat(gauge("tanukey.jwks.ready")).isEqualTo(1);
        assertThat(gauge("tanukey.jwks.keys")).isEqualTo(2);
        assertThat(gauge("tanukey.jwks.age")).isNotNegative();
        assertThat(registry.get("tanukey.jwks.keys.added").counter().count()).isEqualTo(2);
    }

    @Test
    void an_issuer_that_is_away_shows_in_the_outcomes_and_the_fetches() throws Exception {
        metrics.watch(keys);
        gitlab.close();

        authenticator.authenticate(job().sign());
        awaitTheNewsOfTheFetch();

        assertThat(authentications("unavailable", "issuer_unreachable")).isEqualTo(1);
        assertThat(registry.get("tanukey.jwks.fetches")
                        .tags("issuer", issuer.url(), "outcome", "failure", "reason", "issuer_unreachable")
                        .timer()
                        .count())
                .isPositive();
        assertThat(gauge("tanukey.jwks.ready")).isZero();
    }

    @Test
    void nothing_that_a_token_says_becomes_a_tag() {
        metrics.watch(keys);
        authenticator.authenticate(job().branch("sent-by-anybody").sign());
        authenticator.authenticate(job().header("kid", "sent-by-anybody").sign());
        authenticator.authenticate(job().header("alg", "sent-by-anybody").sign());
        authenticator.authenticate(job().audience("sent-by-anybody").sign());
        authenticator.authenticate(job().claim("iss", "https://sent-by-anybody").sign());
        authenticator.authenticate("sent-by-anybody");

        assertThat(registry.getMeters())
                .flatExtracting(meter -> meter.getId().getTags())
                .extracting(Tag::getValue)
                .allSatisfy(value -> assertThat(value)
                        .satisfiesAnyOf(url -> assertThat(url).isEqualTo(issuer.url()), name -> assertThat(name)
                                .matches("[a-z_]+")))
                .noneSatisfy(value -> assertThat(value).contains("sent-by-anybody"));
        assertThat(authentications("not_applicable", "issuer_unknown")).isEqualTo(1);
        assertThat(authentications("rejected", "key_unknown")).isEqualTo(1);
        assertThat(registry.get("tanukey.jwks.unknown.key.ids").counter().count())
                .isEqualTo(1);
    }

    /** Fetches are told by the source's own thread, maybe after the token is judged. */
    private JwksListener telling(JwksListener metrics) {
        return new JwksListener() {
            @Override
            public void keysRefreshed(KeysRefreshed event) {
                metrics.keysRefreshed(event);
                toldOfFetch.countDown();
            }

            @Override
            public void refreshFailed(RefreshFailed event) {
                metrics.refreshFailed(event);
                toldOfFetch.countDown();
            }

            @Override
            public void keyIdUnknown(String url) {
                metrics.keyIdUnknown(url);
            }
        };
    }

    private void awaitTheNewsOfTheFetch() throws InterruptedException {
        assertThat(toldOfFetch.await(10, TimeUnit.SECONDS)).isTrue();
    }

    private CiTokenBuilder job() {
        return gitlab.ciToken().audience(AUDIENCE);
    }

    private double authentications(String outcome, String reason) {
        return registry.get("tanukey.authentications")
                .tags("outcome", outcome, "reason", reason)
                .counter()
                .count();
    }

    private double gauge(String name) {
        return registry.get(name).tag("issuer", issuer.url()).gauge().value();
    }
}
