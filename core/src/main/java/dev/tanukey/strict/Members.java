package dev.tanukey.strict;

import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.Arrays;
import java.util.Iterator;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The members of one JSON object, in the order of the text: a map in a few arrays, since a token's claims are most of
 * what verifying it allocates. A value that is a text is made when somebody asks for it, since nobody asks for most.
 * Holds 127 members at most. Cannot be changed; thread-safe.
 */
final class Members extends AbstractMap<String, @Nullable Object> {
    static final int MAXIMUM = Byte.MAX_VALUE;

    private static final int[] NO_BOUNDS = {};

    /** Stands for a text that nobody has asked for. */
    private static final Object UNREAD = new Object();

    private final PlainTexts texts;
    private final String[] names;
    private final @Nullable Object[] values;
    /** Where each value that is a text begins and ends, one behind the other; empty if none is. */
    private final int[] bounds;
    /** Where a name stands in the list, plus one, at the place that its hash says or behind it. */
    private final byte[] places;

    private final int size;

    private Members(Builder builder, PlainTexts texts) {
        this.texts = texts;
        this.bounds = builder.bounds;
        this.names = builder.names;
        this.values = builder.values;
        this.places = builder.places;
        this.size = builder.size;
    }

    /** Collects members. Not thread-safe; of no use once it has built. */
    static final class Builder {
        private String[] names;
        private @Nullable Object[] values;
        private int[] bounds;
        private byte[] places;
        private int size;

        Builder(int expected) {
            names = new String[expected];
            values = new Object[expected];
            bounds = NO_BOUNDS;
            places = new byte[4 * Integer.highestOneBit(expected)];
        }

        /** Adds a member, unless there is one of this name, or no more can be. */
        boolean add(String name, @Nullable Object value) {
            if (size == names.length && !grow()) {
                return false;
            }
            int place = place(places, names, name);
            if (places[place] != 0) {
                return false;
            }
            names[size] = name;
            values[size] = value;
            size++;
            places[place] = (byte) size;
            return true;
        }

        /** Adds a member whose value is the text between two places, unless there is one of this name. */
        boolean addText(String name, int start, int end) {
            if (!add(name, UNREAD)) {
                return false;
            }
            if (bounds.length < 2 * size) {
                bounds = Arrays.copyOf(bounds, 2 * names.length);
            }
            bounds[2 * size - 2] = start;
            bounds[2 * size - 1] = end;
            return true;
        }

        private boolean grow() {
            if (size == MAXIMUM) {
                return false;
            }
            int length = Math.min(MAXIMUM, 2 * size);
            names = Arrays.copyOf(names, length);
            values = Arrays.copyOf(values, length);
            places = new byte[4 * Integer.highestOneBit(length)];
            for (int i = 0; i < size; i++) {
                places[place(places, names, names[i])] = (byte) (i + 1);
            }
            return true;
        }

        Members build(PlainTexts texts) {
            return new Members(this, texts);
        }
    }

    /** The place of a name, or the free one where it belongs; at least half of the places are free. */
    private static int place(byte[] places, String[] names, String name) {
        int hash = name.hashCode();
        int place = (hash ^ hash >>> 16) & places.length - 1;
        while (places[place] != 0 && !names[places[place] - 1].equals(name)) {
            place = place + 1 & places.length - 1;
        }
        return place;
    }

    @Override
    public @Nullable Object get(@Nullable Object name) {
        int index = indexOf(name);
        return index < 0 ? null : value(index);
    }

    /** Two who ask at once may make a text each; it is the same, and either may stay. */
    private @Nullable Object value(int index) {
        Object value = values[index];
        if (value == UNREAD) {
            value = texts.between(bounds[2 * index], bounds[2 * index + 1]);
            values[index] = value;
        }
        return value;
    }

    @Override
    public boolean containsKey(@Nullable Object name) {
        return indexOf(name) >= 0;
    }

    private int indexOf(@Nullable Object name) {
        return name instanceof String text ? places[place(places, names, text)] - 1 : -1;
    }

    @Override
    public int size() {
        return size;
    }

    @Override
    public Set<Map.Entry<String, @Nullable Object>> entrySet() {
        return new AbstractSet<>() {
            @Override
            public Iterator<Map.Entry<String, @Nullable Object>> iterator() {
                return new EntryIterator();
            }

            @Override
            public int size() {
                return size;
            }
        };
    }

    private final class EntryIterator implements Iterator<Map.Entry<String, @Nullable Object>> {
        private int next;

        @Override
        public boolean hasNext() {
            return next < size;
        }

        @Override
        public Map.Entry<String, @Nullable Object> next() {
            if (next == size) {
                throw new NoSuchElementException();
            }
            Map.Entry<String, @Nullable Object> entry = new SimpleImmutableEntry<>(names[next], value(next));
            next++;
            return entry;
        }
    }
}
