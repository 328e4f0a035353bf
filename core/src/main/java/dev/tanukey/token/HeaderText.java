package dev.tanukey.token;

import java.util.Arrays;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;

/** The first part of a token as it is written. Two are equal if all their characters are. */
final class HeaderText {
    private final byte[] ascii;
    private final int length;
    private final int hash;

    /** Looks at the beginning of a text, without a copy. */
    HeaderText(byte[] ascii, int length) {
        CRC32 checksum = new CRC32();
        checksum.update(ascii, 0, length);
        this.ascii = ascii;
        this.length = length;
        this.hash = (int) checksum.getValue();
    }

    /** {@return the same, free of the rest of the token} */
    HeaderText copy() {
        return new HeaderText(Arrays.copyOf(ascii, length), length);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof HeaderText text && Arrays.equals(ascii, 0, length, text.ascii, 0, text.length);
    }

    @Override
    public int hashCode() {
        return hash;
    }
}
