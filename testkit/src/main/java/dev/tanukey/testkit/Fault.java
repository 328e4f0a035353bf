package dev.tanukey.testkit;

import dev.tanukey.testkit.server.Answer;
import java.net.URI;
import java.time.Duration;
import java.util.Objects;
import java.util.function.UnaryOperator;

/**
 * What an instance does wrong, to be handed to {@link FakeGitLab#fail}, {@link FakeGitLab#failKeys} or
 * {@link FakeGitLab#failMetadata}. Lasts until {@link FakeGitLab#heal}, another fault in its place, or as many requests
 * as {@link #times} says.
 *
 * <pre>{@code
 * gitlab.failKeys(Fault.rateLimited(Duration.ofSeconds(30)));
 * gitlab.failMetadata(Fault.loginPage().times(2));
 * gitlab.fail(Fault.hang());
 * }</pre>
 *
 * <p>An instance that refuses connections is {@link FakeGitLab#goDown}.
 *
 * <p>Immutable and thread-safe; one value may be used by several instances.
 */
public final class Fault {
    private static final Duration FOREVER = Duration.ofNanos(Long.MAX_VALUE);
    private static final int ALWAYS = Integer.MAX_VALUE;
    private static final int MEBIBYTE = 1024 * 1024;
    private static final String HTML = "text/html; charset=utf-8";
    private static final String JSON = "application/json; charset=utf-8";
    private static final String LOGIN_PAGE =
            """
            <!DOCTYPE html>
            <html lang="en"><head><title>Sign in · GitLab</title></head>
            <body><form action="/users/sign_in" method="post"><input name="user[login]"></form></body></html>
            """;

    private final String description;
    private final Duration delay;
    private final UnaryOperator<Answer> change;
    private final int times;

    private Fault(String description, Duration delay, UnaryOperator<Answer> change, int times) {
        this.description = description;
        this.delay = delay;
        this.change = change;
        this.times = times;
    }

    private static Fault changing(String description, UnaryOperator<Answer> change) {
        return new Fault(description, Duration.ZERO, change, ALWAYS);
    }

    private static Fault instead(String description, Answer answer) {
        return changing(description, truth -> answer);
    }

    /**
     * The right answer comes late. Whoever waits is answered at once when the instance is healed.
     *
     * @param delay how long each request waits, by the machine's clock and not by the instance's
     * @return the fault
     * @throws IllegalArgumentException if the delay is negative
     */
    public static Fault slow(Duration delay) {
        if (delay.isNegative()) {
            throw new IllegalArgumentException("A slow answer comes after some time, but the delay is " + delay);
        }
        return new Fault("slow by " + delay, delay.compareTo(FOREVER) < 0 ? delay : FOREVER, truth -> truth, ALWAYS);
    }

    /**
     * {@return no answer comes while the connection stands; whoever still waits gets the right one when the instance is
     * healed}
     */
    public static Fault hang() {
        return new Fault("hang", FOREVER, truth -> truth, ALWAYS);
    }

    /** {@return a page to sign in, with 200, as it comes from a proxy with single sign-on in front of GitLab} */
    public static Fault loginPage() {
        return instead("login page with 200", Answer.of(200, HTML, LOGIN_PAGE));
    }

    /** {@return nothing, with 200 and GitLab's headers} */
    public static Fault emptyBody() {
        return changing("empty body", truth -> truth.withBody(""));
    }

    /** {@return the first half of the JSON, as if it were all; HTTP is in order} */
    public static Fault truncatedJson() {
        return changing(
                "truncated JSON",
                truth -> truth.withBody(truth.body().substring(0, truth.body().length() / 2)));
    }

    /** {@return half of the body; then the connection ends, though more was announced} */
    public static Fault brokenOff() {
        return changing("answer broken off", Answer::brokenOff);
    }

    /** {@return a text that is no JSON and says it were} */
    public static Fault notJson() {
        return changing("not JSON", truth -> truth.withBody("GitLab is not responding"));
    }

    /**
     * The right answer with another type.
     *
     * @param type the {@code Content-Type}, for instance {@code text/plain}
     * @return the fault
     */
    public static Fault contentType(String type) {
        Objects.requireNonNull(type, "type");
        return changing("content type " + type, truth -> truth.with(Answer.CONTENT_TYPE, type));
    }

    /** {@return a key set without keys; for {@link FakeGitLab#failKeys}} */
    public static Fault noKeys() {
        return changing("no keys", truth -> truth.withBody("{\"keys\":[]}"));
    }

    /** {@return the right answer with a mebibyte of white space behind it, which is still JSON} */
    public static Fault oversized() {
        return changing("oversized body", truth -> truth.withBody(truth.body() + " ".repeat(MEBIBYTE)));
    }

    /**
     * The way to somewhere else, with 302.
     *
     * @param elsewhere the {@code Location}, absolute or not
     * @return the fault
     */
    public static Fault redirect(URI elsewhere) {
        return instead("redirect to " + elsewhere, Answer.of(302, HTML, "").with("Location", elsewhere.toString()));
    }

    /**
     * Too many requests: 429 that asks to come again later, as GitLab's rate limits do.
     *
     * @param retryAfter the {@code Retry-After}; rounded up to whole seconds
     * @return the fault
     * @throws IllegalArgumentException if it is negative
     */
    public static Fault rateLimited(Duration retryAfter) {
        if (retryAfter.isNegative()) {
            throw new IllegalArgumentException("Retry-After counts seconds from now on, but is " + retryAfter);
        }
        long seconds = retryAfter.plusSeconds(1).minusNanos(1).toSeconds();
        return instead(
                "429 with Retry-After: " + seconds, tooManyRequests().with("Retry-After", Long.toString(seconds)));
    }

    /** {@return too many requests: 429, and no word of when to come again} */
    public static Fault rateLimited() {
        return instead("429", tooManyRequests());
    }

    private static Answer tooManyRequests() {
        return Answer.of(429, "text/plain", "Retry later\n");
    }

    /**
     * Another status, with a page for people.
     *
     * @param status 200 to 599, for instance 502
     * @return the fault
     * @throws IllegalArgumentException if HTTP has no such final status
     */
    public static Fault status(int status) {
        return answer(status, HTML, "<!DOCTYPE html><title>" + status + "</title><h1>" + status + "</h1>\n");
    }

    /**
     * Any answer, for what has no name here.
     *
     * @param status 200 to 599
     * @param contentType the {@code Content-Type}
     * @param body the body, sent as UTF-8
     * @return the fault
     * @throws IllegalArgumentException if HTTP has no such final status
     */
    public static Fault answer(int status, String contentType, String body) {
        if (status < 200 || status > 599) {
            throw new IllegalArgumentException("An answer has a status from 200 to 599, but came " + status);
        }
        return instead("answer with " + status, Answer.of(status, contentType, body));
    }

    /**
     * Any JSON with 200, for instance metadata of another issuer, or keys that should not be there.
     *
     * @param json the body, JSON or not
     * @return the fault
     */
    public static Fault json(String json) {
        return instead("other JSON", Answer.of(200, JSON, json));
    }

    /**
     * The same fault for the next requests only; after them the instance answers as if it were healed.
     *
     * @param requests how many requests it meets; at least one
     * @return a copy
     * @throws IllegalArgumentException if it is less than one
     */
    public Fault times(int requests) {
        if (requests < 1) {
            throw new IllegalArgumentException("A fault meets one request or more, but came " + requests);
        }
        return new Fault(description, delay, change, requests);
    }

    /** How long each request waits. */
    Duration delay() {
        return delay;
    }

    /** How many requests it meets. */
    int times() {
        return times;
    }

    /** What is answered instead of the truth. */
    Answer insteadOf(Answer truth) {
        return change.apply(truth);
    }

    /** {@return what is wrong, in a few words} */
    @Override
    public String toString() {
        return "Fault[" + description + (times == ALWAYS ? "" : ", " + times + " times") + "]";
    }
}
