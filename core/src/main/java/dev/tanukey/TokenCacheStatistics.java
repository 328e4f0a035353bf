package dev.tanukey;

import java.util.Locale;

/**
 * How much the memory of verified tokens has helped, for health pages and gauges. All numbers are of one authenticator
 * since it was built; while tokens come they need not be of one instant. Immutable.
 *
 * @param hits credentials let in as remembered, without a look at the signature
 * @param misses credentials judged without that help: new ones, bad ones, and those that are not good any more or
 *     cannot be judged now
 * @param evictions tokens that were forgotten because others took their place; those whose time was over do not count
 * @param size tokens that are remembered now
 * @param maximumSize how many can be
 */
public record TokenCacheStatistics(long hits, long misses, long evictions, long size, long maximumSize) {

    /** {@return the whole story in one line, for operators} */
    public String operatorMessage() {
        return String.format(
                Locale.ROOT,
                "%,d of at most %,d tokens remembered, %,d credentials let in as remembered, %,d judged anew, %,d tokens"
                        + " forgotten for lack of room",
                size,
                maximumSize,
                hits,
                misses,
                evictions);
    }
}
