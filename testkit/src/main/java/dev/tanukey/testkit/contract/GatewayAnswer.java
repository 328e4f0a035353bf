package dev.tanukey.testkit.contract;

/** What a gateway says to somebody who shows a token. */
public enum GatewayAnswer {
    /** Let in. */
    ACCEPTED,
    /** Not let in, since the token is bad. */
    REFUSED,
    /** Not let in, since nobody can say now whether the token is good. */
    UNAVAILABLE;

    /**
     * Reads the status of an HTTP response (RFC 9110 15, RFC 6585 5).
     *
     * @param status the status code
     * @return {@link #ACCEPTED} for 200 to 299, {@link #REFUSED} for 400, 401, 403, 413, 414 and 431,
     *     {@link #UNAVAILABLE} for 502, 503 and 504
     * @throws AssertionError for every other one: a gateway that answers 500 to a token has failed, and one that
     *     answers 404 was asked at the wrong place
     */
    public static GatewayAnswer ofHttpStatus(int status) {
        if (status >= 200 && status < 300) {
            return ACCEPTED;
        }
        return switch (status) {
            case 400, 401, 403, 413, 414, 431 -> REFUSED;
            case 502, 503, 504 -> UNAVAILABLE;
            default ->
                throw new AssertionError("Expected 2xx for a token that is let in, 401 (or 400, 403, 413, 414, 431) for"
                        + " one that is not, 503 (or 502, 504) if that cannot be known; came " + status + ". "
                        + advice(status));
        };
    }

    private static String advice(int status) {
        if (status >= 500) {
            return "A token must not make the gateway fail: its log should say where it did.";
        }
        if (status >= 300 && status < 400) {
            return "A redirect is no answer to a bearer token: call what answers by itself.";
        }
        if (status == 405) {
            return "Gateway.http sends a GET; for anything else write the Gateway yourself, a lambda from the token to"
                    + " the answer.";
        }
        if (status == 429) {
            return "The gateway limits how often it is asked: lift the limit for these tests, which ask hundreds of"
                    + " times in a row.";
        }
        return "Call an address that answers 2xx to whoever is let in.";
    }
}
