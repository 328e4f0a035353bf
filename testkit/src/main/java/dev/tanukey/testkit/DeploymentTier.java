package dev.tanukey.testkit;

import java.util.Arrays;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * How GitLab guesses the tier of an environment, unless the job declares one: the first tier of which the name holds a
 * word, in the order below.
 */
enum DeploymentTier {
    DEVELOPMENT("dev|review|trunk"),
    TESTING("test|tst|int|acpt|accept|qa|qc|control|quality"),
    STAGING("stg|stag|modl|model|pre|demo|non"),
    PRODUCTION("prd|prod|live"),
    OTHER("");

    private final Pattern words;

    DeploymentTier(String words) {
        this.words = Pattern.compile(words, Pattern.CASE_INSENSITIVE);
    }

    static String guess(String environment) {
        return Arrays.stream(values())
                .filter(tier -> tier.words.matcher(environment).find())
                .findFirst()
                .orElse(OTHER)
                .name()
                .toLowerCase(Locale.ROOT);
    }
}
