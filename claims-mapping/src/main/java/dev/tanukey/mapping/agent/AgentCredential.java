package dev.tanukey.mapping.agent;

import dev.tanukey.reason.RejectedException;
import dev.tanukey.reason.Rejection;
import dev.tanukey.reason.RejectionReason;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a client sends to the server of GitLab's agents as bearer token: {@code pat:42:<access token>} or
 * {@code ci:42:<job token>}, with the agent's id in the middle. It proves nothing by itself: only GitLab can check the
 * secret in it.
 *
 * <p>Immutable and thread-safe. Never prints the secret.
 */
public final class AgentCredential {
    private static final Pattern FORM = Pattern.compile("(pat|ci):([0-9]{1,19}):([!-~]+)");

    private final Type type;
    private final long agentId;
    private final String secret;

    /** What the secret is. */
    public enum Type {
        /** A personal, project or group access token. */
        PAT,
        /** A {@code CI_JOB_TOKEN}. */
        CI
    }

    private AgentCredential(Type type, long agentId, String secret) {
        this.type = type;
        this.agentId = agentId;
        this.secret = secret;
    }

    /**
     * Takes a credential apart at its first two colons.
     *
     * @param bearer what stood behind {@code Bearer} in the Authorization header
     * @return the credential
     * @throws RejectedException with {@code TOKEN_MALFORMED}, if the type is neither {@code pat} nor {@code ci}, the
     *     agent's id no positive number, or the secret empty
     */
    public static AgentCredential parse(String bearer) throws RejectedException {
        Matcher matcher = FORM.matcher(bearer);
        if (!matcher.matches()) {
            throw malformed("something else");
        }
        return new AgentCredential(
                Type.valueOf(matcher.group(1).toUpperCase(Locale.ROOT)), id(matcher.group(2)), matcher.group(3));
    }

    private static long id(String digits) throws RejectedException {
        try {
            long id = Long.parseLong(digits);
            if (id > 0) {
                return id;
            }
        } catch (NumberFormatException tooLarge) {
            throw malformed("a number that is too large");
        }
        throw malformed("the number 0");
    }

    private static RejectedException malformed(String actual) {
        return new RejectedException(Rejection.of(
                RejectionReason.TOKEN_MALFORMED, "pat or ci, an agent's id and a token, joined by colons", actual));
    }

    /** {@return what the secret is} */
    public Type type() {
        return type;
    }

    /** {@return the agent's id, greater than 0} */
    public long agentId() {
        return agentId;
    }

    /** {@return the secret; not for logs} */
    public String secret() {
        return secret;
    }

    /** {@return type and agent; never the secret} */
    @Override
    public String toString() {
        return "AgentCredential[" + type + ", agent=" + agentId + "]";
    }
}
