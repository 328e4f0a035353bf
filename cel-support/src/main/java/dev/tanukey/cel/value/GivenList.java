package dev.tanukey.cel.value;

import java.util.List;

/**
 * A list inside a claim or a user. To expressions it is a list like any other, but for {@code optional.ofNonZeroValue}:
 * there it is a value even if it is empty.
 */
@SuppressWarnings("Immutable") // as its superclass
public final class GivenList extends ListValue {

    /**
     * Keeps the elements.
     *
     * @param elements values of the language
     */
    public GivenList(List<?> elements) {
        super(elements);
    }
}
