package dev.tanukey.examples.commandline;

/**
 * A thing of GitLab's with its id.
 *
 * @param name path or login
 * @param id the number
 */
record Named(String name, long id) {

    /** Reads {@code name} or {@code name:id}. */
    static Named parse(String option, String text, long usualId) {
        int colon = text.indexOf(':');
        if (colon < 0) {
            return new Named(text, usualId);
        }
        try {
            return new Named(text.substring(0, colon), Long.parseLong(text.substring(colon + 1)));
        } catch (NumberFormatException noNumber) {
            throw Refusal.usage(option + " wants a name and perhaps a colon and a number, but came " + text);
        }
    }
}
