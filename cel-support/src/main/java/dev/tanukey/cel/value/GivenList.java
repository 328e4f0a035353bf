package dev.tanukey.cel.value;

import java.util.AbstractList;
import java.util.List;
import java.util.RandomAccess;

/**
 * A list inside a claim or a user. To expressions it is a list like any other, but for {@code optional.ofNonZeroValue}:
 * there it is a value even if it is empty.
 */
public final class GivenList extends AbstractList<Object> implements RandomAccess {
    private final List<?> elements;

    /**
     * Keeps the elements.
     *
     * @param elements values of the language
     */
    public GivenList(List<?> elements) {
        this.elements = elements;
    }

    @Override
    public Object get(int index) {
        return elements.get(index);
    }

    @Override
    public int size() {
        return elements.size();
    }
}
