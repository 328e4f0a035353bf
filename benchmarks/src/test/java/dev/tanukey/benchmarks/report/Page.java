package dev.tanukey.benchmarks.report;

/** A page with places for tables: what stands between {@code <!-- begin: name -->} and its end is replaced. */
public final class Page {
    private Page() {}

    /**
     * Replaces one place.
     *
     * @param page the page
     * @param place the name of the place
     * @param content what is to stand there
     * @return the page with it
     * @throws IllegalArgumentException if the page has no such place
     */
    public static String with(String page, String place, String content) {
        String begin = begin(place);
        String end = "<!-- end: " + place + " -->";
        int from = page.indexOf(begin);
        int to = page.indexOf(end);
        if (from < 0 || to < from) {
            throw new IllegalArgumentException("The page has no \"" + begin + "\" with an end behind it");
        }
        return page.substring(0, from + begin.length()) + "\n" + content.strip() + "\n" + page.substring(to);
    }

    /**
     * Looks for a place.
     *
     * @param page the page
     * @param place the name of the place
     * @return whether it is there
     */
    public static boolean has(String page, String place) {
        return page.contains(begin(place));
    }

    private static String begin(String place) {
        return "<!-- begin: " + place + " -->";
    }
}
