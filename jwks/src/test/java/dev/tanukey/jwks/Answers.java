package dev.tanukey.jwks;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tanukey.jwks.FaultyGitLab.Answer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.zip.GZIPOutputStream;

/** What a {@link FaultyGitLab} can say, right and wrong. */
final class Answers {
    private static final String JSON = "Content-Type: application/json\r\n";

    private Answers() {}

    static Answer json(String body) {
        return ok(JSON, body);
    }

    /** An answer of status 200. */
    static Answer ok(String headers, String body) {
        return ok(headers, body.getBytes(UTF_8));
    }

    static Answer ok(String headers, byte[] body) {
        return connection -> connection
                .write("HTTP/1.1 200 OK\r\n" + headers + "Content-Length: " + body.length + "\r\n\r\n")
                .write(body);
    }

    static Answer status(int code, String... headers) {
        return connection -> connection.write("HTTP/1.1 " + code + " x\r\n" + JSON + lines(headers)
                + (code == 204 || code == 304 ? "" : "Content-Length: 2\r\n") + "\r\n"
                + (code == 204 || code == 304 ? "" : "{}"));
    }

    private static String lines(String... headers) {
        return headers.length == 0 ? "" : String.join("\r\n", headers) + "\r\n";
    }

    /** Says that a body has another length than it has. */
    static Answer ofAnnouncedLength(int length, String body) {
        return connection -> connection
                .write("HTTP/1.1 200 OK\r\n" + JSON + "Content-Length: " + length + "\r\n\r\n" + body)
                .end();
    }

    /** Ends within a chunk. */
    static Answer chunkedAndCut(String body) {
        return connection -> connection
                .write("HTTP/1.1 200 OK\r\n" + JSON + "Transfer-Encoding: chunked\r\n\r\n"
                        + Integer.toHexString(body.length()) + "\r\n" + body.substring(0, body.length() / 2))
                .end();
    }

    /** Says all there is to say, but not that it was all. */
    static Answer chunkedWithoutEnd(String body) {
        return connection -> connection
                .write("HTTP/1.1 200 OK\r\n" + JSON + "Transfer-Encoding: chunked\r\n\r\n"
                        + Integer.toHexString(body.length()) + "\r\n" + body + "\r\n")
                .end();
    }

    static Answer reset(String body) {
        return connection -> connection
                .write("HTTP/1.1 200 OK\r\n" + JSON + "Content-Length: " + body.length() + "\r\n\r\n"
                        + body.substring(0, body.length() / 2))
                .reset();
    }

    static Answer closing(String body) {
        return connection -> {
            json(body).give(connection);
            connection.end();
        };
    }

    /** Writes blanks for ever. */
    static Answer endless(int status) {
        return connection -> {
            connection.write("HTTP/1.1 " + status + " x\r\n" + JSON + "\r\n");
            byte[] blanks = " ".repeat(16 * 1024).getBytes(UTF_8);
            while (true) {
                connection.write(blanks);
            }
        };
    }

    static Answer padded(int length, String body) {
        return json(" ".repeat(length - body.length()) + body);
    }

    /** Twenty megabytes in twenty kilobytes. */
    static byte[] bomb() {
        ByteArrayOutputStream small = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(small)) {
            gzip.write(" ".repeat(20 * 1024 * 1024).getBytes(UTF_8));
        } catch (IOException never) {
            throw new UncheckedIOException(never);
        }
        return small.toByteArray();
    }

    /** A ServerHello of TLS 1.0 or 1.1 with TLS_RSA_WITH_AES_128_CBC_SHA (RFC 2246 7.4.1.3). */
    static Answer oldServerHello(int minorVersion) {
        byte version = (byte) (minorVersion);
        byte[] hello = new byte[5 + 42];
        byte[] head = {22, 3, version, 0, 42, 2, 0, 0, 38, 3, version};
        System.arraycopy(head, 0, hello, 0, head.length);
        hello[hello.length - 2] = 0x2F;
        return connection -> connection.write(hello);
    }

    /** What a server says that speaks no version of TLS which the client does (RFC 5246 7.2.2). */
    static Answer alertOfProtocolVersion() {
        return connection -> connection.write(new byte[] {21, 3, 1, 0, 2, 2, 70});
    }

    static Answer silence() {
        return connection -> connection.hang();
    }

    /** One byte after the other, the headers as well. */
    static Answer dripping(int millisecondsPerByte, String head, String body) {
        return connection -> {
            connection.write(head);
            for (char letter : body.toCharArray()) {
                connection.write(String.valueOf(letter)).pause(millisecondsPerByte);
            }
            connection.hang();
        };
    }

    static Answer late(int milliseconds, Answer answer) {
        return connection -> answer.give(connection.pause(milliseconds));
    }
}
