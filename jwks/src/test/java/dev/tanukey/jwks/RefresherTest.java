package dev.tanukey.jwks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tanukey.issuer.Issuer;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RefresherTest {
    private final FakeTicker ticker = new FakeTicker();
    private final OnceWithout thread = new OnceWithout();
    private final KeyEvents events = new KeyEvents(FakeIssuer.URL, JwksListener.NO_OP);
    private final Schedule schedule = new Schedule(RefreshPolicy.STANDARD, () -> 0.5, Clock.systemUTC());
    private final Issuer issuer =
            Issuer.gitlab(FakeIssuer.URL).audience("https://api.example.com").build();
    private final Refresher refresher = new Refresher(
            new KeySetLoader(
                    KeySetAddress.discovered(issuer, schedule, DiscoveryDocument.address(issuer)),
                    new FakeIssuer().publishing(TestKey.named("key"))),
            schedule,
            ticker,
            thread,
            events,
            new KeySnapshots(Optional.empty(), Clock.systemUTC(), events));

    /** Has no thread for the first task, and lets others come between. */
    private static final class OnceWithout extends ScheduledThreadPoolExecutor {
        private Runnable between = () -> {};
        private boolean had;

        private OnceWithout() {
            super(1);
        }

        @Override
        public void execute(Runnable task) {
            if (had) {
                super.execute(task);
                return;
            }
            had = true;
            between.run();
            throw new RejectedExecutionException();
        }
    }

    @AfterEach
    void end() {
        refresher.close();
    }

    @Test
    void who_joins_a_fetch_that_asks_nobody_asks_the_issuer_itself() throws Exception {
        KeySetState known = refresher.latest();
        AtomicReference<CompletableFuture<KeySetState>> joined = new AtomicReference<>();
        thread.between = () -> joined.set(refresher.fetch(known, FetchCause.TOKEN));

        KeySetState ofTheFirst = refresher.fetch(known, FetchCause.TOKEN).get(20, TimeUnit.SECONDS);
        KeySetState ofWhoJoined = joined.get().get(20, TimeUnit.SECONDS);

        assertThat(ofTheFirst.attempts()).isEqualTo(known.attempts());
        assertThat(ofWhoJoined.attempts()).isEqualTo(known.attempts() + 1);
        assertThat(ofWhoJoined.keys(ticker.getAsLong())).isPresent();
    }
}
