package dev.tanukey.mapping.validation;

import dev.tanukey.mapping.conformance.ConformanceCases.KubeError;
import dev.tanukey.mapping.text.Discreet;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What Kubernetes says about a field, with its printed values passed through the omission of secrets. */
public final class KubernetesWords {
    private static final Pattern QUOTED = Pattern.compile("\"((?:[^\"\\\\]|\\\\.)*+)\"");

    private KubernetesWords() {}

    /**
     * Leaves secrets out, as Tanukey does.
     *
     * @param error what Kubernetes said
     * @return the same without the secrets of the values
     */
    public static String discreetly(KubeError error) {
        boolean url = error.path().toLowerCase(Locale.ROOT).endsWith("url");
        return QUOTED.matcher(error.text()).replaceAll(quoted -> Matcher.quoteReplacement(shown(quoted, url)));
    }

    private static String shown(MatchResult quoted, boolean url) {
        String value = quoted.group(1);
        return '"' + (url ? Discreet.url(value) : Discreet.text(value)) + '"';
    }
}
