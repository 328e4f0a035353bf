package dev.tanukey.examples.commandline;

import java.io.InputStream;
import java.io.PrintWriter;
import java.time.Clock;

/**
 * What a command knows of the world, so that a test can hand in another one.
 *
 * @param in where tokens come from
 * @param out for results
 * @param err for what people should know besides, and errors
 * @param clock what time it is, unless an option says otherwise
 */
record Surroundings(InputStream in, PrintWriter out, PrintWriter err, Clock clock) {}
