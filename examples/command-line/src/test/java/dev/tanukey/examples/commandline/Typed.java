package dev.tanukey.examples.commandline;

import java.io.ByteArrayInputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;

/** What somebody typed, and what came of it. */
record Typed(int code, String out, String err) {
    static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");

    static Typed line(String... args) {
        return with("", args);
    }

    static Typed with(String input, String... args) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        Surroundings world = new Surroundings(
                new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)),
                new PrintWriter(out),
                new PrintWriter(err),
                Clock.fixed(NOON, ZoneOffset.UTC));
        int code = Tanukey.execute(world, args);
        return new Typed(code, out.toString(), err.toString());
    }
}
