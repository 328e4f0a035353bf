package dev.tanukey.examples.gateway;

import dev.tanukey.kubernetes.ImpersonationHeaders;
import dev.tanukey.kubernetes.Status;
import dev.tanukey.kubernetes.UnsendableUserException;
import dev.tanukey.user.UserInfo;
import java.io.IOException;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.eclipse.jetty.client.HttpClient;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpURI;
import org.eclipse.jetty.proxy.ProxyHandler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Passes requests on: in the name of a user, with the gateway's own token and never with the user's. Thread-safe. */
final class Upstream extends ProxyHandler.Reverse {
    private static final Logger LOG = LoggerFactory.getLogger(Upstream.class);

    /** TRACE would show the gateway's own token to the client. */
    private static final List<String> METHODS = List.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS");

    /** What only a proxy may say, of whoever is before it: the client itself, or for whom it speaks. */
    private static final List<String> SAID_BY_PROXIES = List.of("forwarded", "x-forwarded-", "x-real-ip", "x-remote-");

    private final Settings settings;
    private final Semaphore places;

    private record Identity(List<ImpersonationHeaders.Header> headers, String ownToken) {}

    /** Needs {@code upstream} and, so that a slip shows at the start, a readable {@code upstream.token}. */
    Upstream(Settings settings, URI address) throws IOException {
        super(behind(address));
        this.settings = settings;
        this.places = new Semaphore(settings.mostRequests());
        setProxyToServerHost(address.getRawAuthority());
        settings.secret("upstream.token");
    }

    private static Function<Request, HttpURI> behind(URI address) {
        String before = address.toString().replaceFirst("/$", "");
        return request -> HttpURI.from(before + request.getHttpURI().getPathQuery());
    }

    /**
     * Makes ready to pass a request on in the name of this user, which must happen next: it holds a place until it is
     * answered. The gateway's own token is read anew each time.
     */
    void prepare(Exchange exchange, UserInfo user) throws RefusedException {
        if (!METHODS.contains(exchange.request().getMethod())) {
            throw new RefusedException(Status.of(400, "Expected one of " + String.join(", ", METHODS)));
        }
        if (!leadsWhereItSays(exchange)) {
            throw new RefusedException(
                    Status.of(
                            400,
                            "Expected a path from / on, without dots that lead to another one, and special characters escaped"));
        }
        exchange.request().setAttribute(Identity.class.getName(), new Identity(headers(user), ownToken()));
        if (!places.tryAcquire()) {
            throw new RefusedException(Status.unavailable("Too many requests are open at the upstream."));
        }
        Request.addCompletionListener(exchange.request(), failure -> places.release());
    }

    private boolean leadsWhereItSays(Exchange exchange) {
        String path = exchange.path();
        if (!path.startsWith("/") || Arrays.stream(path.split("/")).anyMatch(Set.of(".", "..")::contains)) {
            return false;
        }
        try {
            rewriteHttpURI(exchange.request()).toURI();
            return true;
        } catch (IllegalArgumentException unescaped) {
            return false;
        }
    }

    private static List<ImpersonationHeaders.Header> headers(UserInfo user) throws RefusedException {
        try {
            return ImpersonationHeaders.of(user);
        } catch (UnsendableUserException unsendable) {
            throw new RefusedException(Status.of(403, "No header can say who you are: " + unsendable.getMessage()));
        }
    }

    private String ownToken() throws RefusedException {
        try {
            return settings.secret("upstream.token");
        } catch (IOException | IllegalArgumentException unreadable) {
            LOG.warn("The gateway has no token of its own: {}", unreadable.toString());
            throw new RefusedException(Status.unavailable("The gateway cannot ask its upstream at the moment."));
        }
    }

    /** Passes on what was made ready. */
    void passOn(Exchange exchange) {
        handle(exchange.request(), exchange.response(), exchange.callback());
    }

    /** Comes after the client's headers were copied, but for those that its own {@code Connection} would take away. */
    @Override
    protected void addProxyHeaders(Request from, org.eclipse.jetty.client.Request to) {
        Identity said = (Identity) from.getAttribute(Identity.class.getName());
        to.headers(headers -> headers.asImmutable().stream()
                .map(HttpField::getName)
                .filter(Upstream::isSaidByProxies)
                .forEach(headers::remove));
        super.addProxyHeaders(from, to);
        to.headers(headers -> {
            headers.put("X-Forwarded-For", Request.getRemoteAddr(from));
            said.headers().forEach(header -> headers.add(header.name(), header.latin1Value()));
            headers.put(HttpHeader.AUTHORIZATION, "Bearer " + said.ownToken());
        });
    }

    private static boolean isSaidByProxies(String header) {
        String name = header.replace('_', '-');
        return SAID_BY_PROXIES.stream().anyMatch(begin -> name.regionMatches(true, 0, begin, 0, begin.length()));
    }

    /**
     * An upstream that does not know the gateway is the operator's matter; 401 would send the client for a new token.
     * Costs the connection.
     */
    @Override
    protected org.eclipse.jetty.client.Response.CompleteListener newServerToProxyResponseListener(
            Request from, org.eclipse.jetty.client.Request to, Response response, Callback callback) {
        return new ProxyResponseListener(from, to, response, callback) {
            @Override
            public void onBegin(org.eclipse.jetty.client.Response answer) {
                if (answer.getStatus() == 401) {
                    CompletableFuture<Boolean> unused =
                            answer.abort(new IOException("401, so it does not take the gateway's token"));
                } else {
                    super.onBegin(answer);
                }
            }
        };
    }

    @Override
    protected void onServerToProxyResponseFailure(
            Request from,
            org.eclipse.jetty.client.Request to,
            org.eclipse.jetty.client.Response answer,
            Response response,
            Callback callback,
            Throwable failure) {
        Exchange exchange = new Exchange(from, response, callback);
        LOG.warn("{}: no whole answer from the upstream: {}", exchange, failure.toString());
        if (response.isCommitted()) {
            callback.failed(failure);
        } else {
            response.reset();
            exchange.fail(status(failure));
        }
    }

    private static Status status(Throwable failure) {
        return failure instanceof TimeoutException
                ? Status.of(504, "The upstream did not answer in time.")
                : Status.of(502, "The upstream does not answer.");
    }

    @Override
    protected HttpClient newHttpClient() {
        return UpstreamClient.of(settings);
    }
}
