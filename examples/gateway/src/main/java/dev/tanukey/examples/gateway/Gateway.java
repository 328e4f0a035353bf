package dev.tanukey.examples.gateway;

import dev.tanukey.AuthenticationResult;
import dev.tanukey.AuthenticationResult.Authenticated;
import dev.tanukey.jwks.JwksHealth;
import dev.tanukey.kubernetes.MalformedRequestException;
import dev.tanukey.kubernetes.SelfSubjectReview;
import dev.tanukey.kubernetes.Status;
import dev.tanukey.kubernetes.TokenReview;
import dev.tanukey.kubernetes.TokenReviewPolicy;
import dev.tanukey.kubernetes.TokenReviewStatus;
import dev.tanukey.reason.Rejection;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * Lets GitLab's identities in: answers {@code kubectl auth whoami} and a kube-apiserver's TokenReviews, and passes
 * every other request on in the name of whoever asks. Thread-safe.
 */
final class Gateway extends Handler.Abstract {
    private final Identities identities;
    private final AuditLog audit;
    private final Optional<Reviewer> reviewer;
    private final Optional<Upstream> upstream;

    Gateway(Identities identities, AuditLog audit, Optional<Reviewer> reviewer, Optional<Upstream> upstream) {
        this.identities = identities;
        this.audit = audit;
        this.reviewer = reviewer;
        this.upstream = upstream;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        Exchange exchange = new Exchange(request, response, callback);
        switch (exchange.path()) {
            case "/healthz" -> exchange.text(200, states(identities.keys()));
            case "/readyz" -> {
                List<JwksHealth> keys = identities.keys();
                exchange.text(Identities.ready(keys) ? 200 : 503, states(keys));
            }
            case "/metrics" -> exchange.answer(200, Identities.TYPE_OF_METERS, identities.meters());
            default -> decide(exchange);
        }
        return true;
    }

    private static String states(List<JwksHealth> keys) {
        return keys.stream().map(Gateway::state).collect(Collectors.joining());
    }

    /** Everybody may read it; what exactly went wrong stands in the log. */
    private static String state(JwksHealth keys) {
        String why = keys.lastError()
                .map(error -> ", the last fetch failed with " + error.reason())
                .orElse("");
        return keys.issuer() + ": " + (keys.ready() ? "ready" : "not ready") + why + "\n";
    }

    private void decide(Exchange exchange) {
        if (exchange.credentials().size() > 1) {
            refuse(exchange, Status.of(400, "Expected one Authorization header, but came several"));
            return;
        }
        Optional<Reviewer> asked = reviewer.filter(known -> exchange.posts(TokenReview.PATHS));
        if (asked.isPresent() && asked.get().sends(exchange.bearer())) {
            review(exchange, asked.get().policy());
            return;
        }
        AuthenticationResult result = identities.authenticate(exchange.bearer().orElse(null));
        if (!(result instanceof Authenticated good)) {
            audit.decided(exchange, result);
            Status.refusing(result).ifPresent(exchange::fail);
        } else if (exchange.impersonates()) {
            forbid(exchange, good, "nobody may impersonate others through this gateway");
        } else if (asked.isPresent()) {
            forbid(exchange, good, "only a kube-apiserver that knows the secret may ask for reviews of tokens");
        } else {
            serve(exchange, good);
        }
    }

    private void serve(Exchange exchange, Authenticated good) {
        if (exchange.posts(Set.of(SelfSubjectReview.PATH))) {
            audit.decided(exchange, good);
            exchange.json(201, new SelfSubjectReview(good.user()).toJson());
        } else if (upstream.isPresent()) {
            passOn(exchange, good, upstream.get());
        } else {
            refuse(exchange, good, Status.of(404, "There is nothing behind this gateway; try kubectl auth whoami."));
        }
    }

    private void passOn(Exchange exchange, Authenticated good, Upstream to) {
        try {
            to.prepare(exchange, good.user());
        } catch (RefusedException refused) {
            refuse(exchange, good, refused.status());
            return;
        }
        audit.decided(exchange, good);
        to.passOn(exchange);
    }

    private void review(Exchange exchange, TokenReviewPolicy policy) {
        TokenReview review;
        try (InputStream body = Content.Source.asInputStream(exchange.request())) {
            review = TokenReview.read(body.readNBytes(TokenReview.MAXIMUM_LENGTH + 1));
        } catch (MalformedRequestException malformed) {
            refuse(exchange, Status.of(400, malformed.getMessage()));
            return;
        } catch (IOException brokenOff) {
            refuse(exchange, Status.of(400, "Expected a whole TokenReview, but it broke off"));
            return;
        }
        AuthenticationResult result = identities.authenticate(review.token());
        TokenReviewStatus status = policy.answer(review, result);
        if (result instanceof Authenticated good && !status.authenticated()) {
            audit.refused(exchange, good, Status.of(403, "The token is not for this cluster."));
        } else {
            audit.decided(exchange, result);
        }
        exchange.json(201, status.toJson());
    }

    private void forbid(Exchange exchange, Authenticated good, String why) {
        refuse(
                exchange,
                good,
                Status.of(403, "Not for " + Rejection.quote(good.user().username()) + ": " + why));
    }

    private void refuse(Exchange exchange, Authenticated good, Status why) {
        audit.refused(exchange, good, why);
        exchange.fail(why);
    }

    private void refuse(Exchange exchange, Status why) {
        audit.refused(exchange, why);
        exchange.fail(why);
    }
}
