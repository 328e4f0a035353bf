package dev.tanukey.mapping.lint;

import dev.tanukey.reason.Rejection;

/** A claim that an expression or a rule compares with a literal. */
record Comparison(String claim, How how, String value) {

    /** How it is compared. */
    enum How {
        EQUALS,
        /** Equal to a boolean or a number, which is written in {@code value}. */
        EQUALS_NO_TEXT,
        BEGINS,
        ENDS,
        CONTAINS,
        MATCHES
    }

    /** The literal, as a reader knows it. */
    String written() {
        return how == How.EQUALS_NO_TEXT ? value + ", which is no text," : Rejection.quote(value);
    }

    /** A text that would do, made of the value that the claim has; no promise, since a pattern may be involved. */
    String example(String old) {
        int cut = Math.max(old.lastIndexOf('/'), old.lastIndexOf('@'));
        return switch (how) {
            case EQUALS, EQUALS_NO_TEXT -> value;
            case BEGINS, CONTAINS -> begun(value, old.substring(cut + 1));
            case ENDS ->
                Character.isLetterOrDigit(value.codePointAt(0)) || cut < 0
                        ? (cut < 0 ? "x" : old.substring(0, cut + 1)) + value
                        : old.substring(0, cut) + value;
            case MATCHES -> begun(ofPattern(value), old.substring(cut + 1));
        };
    }

    private String begun(String text, String last) {
        boolean lacksProject = claim.endsWith("project_path") && text.indexOf('/') < 0;
        return text.endsWith("/") ? text + last : lacksProject ? text + "/" + last : text;
    }

    /** The first alternative everywhere, and one of whatever may be repeated. */
    private static String ofPattern(String pattern) {
        StringBuilder text = new StringBuilder();
        int skipped = 0;
        for (int i = 0; i < pattern.length(); i++) {
            char c = pattern.charAt(i);
            if (c == '|' && skipped == 0) {
                skipped = 1;
            } else if (skipped > 0) {
                skipped += c == '(' ? 1 : c == ')' ? -1 : 0;
            } else if (c == '\\' && i + 1 < pattern.length()) {
                char escaped = pattern.charAt(++i);
                text.append(escaped == 'd' ? '1' : escaped == 'w' ? 'x' : escaped);
            } else if (c == '[' && pattern.indexOf(']', i) > i + 1) {
                text.append(pattern.charAt(i + 1) == '^' ? 'x' : pattern.charAt(i + 1));
                i = pattern.indexOf(']', i);
            } else if (c == '.') {
                text.append('x');
            } else if ("^$()+*?".indexOf(c) < 0) {
                text.append(c);
            }
        }
        return text.toString();
    }
}
