package dev.tanukey.mapping.text;

/** How far a misspelt name is from the one that was meant. Stateless. */
public final class Slips {

    private Slips() {}

    /**
     * Counts the letters that have to be put in, taken out or changed.
     *
     * @param from a name
     * @param to another one
     * @return how many they are
     */
    public static int between(String from, String to) {
        int[] row = new int[to.length() + 1];
        for (int j = 0; j < row.length; j++) {
            row[j] = j;
        }
        for (int i = 1; i <= from.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j < row.length; j++) {
                int change = diagonal + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(change, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[to.length()];
    }
}
