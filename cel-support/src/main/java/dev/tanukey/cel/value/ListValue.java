package dev.tanukey.cel.value;

import dev.cel.common.types.CelType;
import dev.cel.common.types.ListType;
import dev.cel.common.types.SimpleType;
import dev.cel.common.values.CelValue;
import java.util.Collection;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.ListIterator;
import java.util.RandomAccess;
import org.jspecify.annotations.Nullable;

/**
 * A list whose elements are values of the language. It is a value of the engine by itself, so that the engine does not
 * walk through it at each access. Cannot be changed.
 */
@SuppressWarnings("Immutable") // holds values of the language, none of which changes
public sealed class ListValue extends CelValue implements List<Object>, RandomAccess permits GivenList, NativeStrings {
    private static final ListType TYPE = ListType.create(SimpleType.DYN);

    private final List<Object> elements;

    /**
     * Keeps the elements.
     *
     * @param elements values of the language, which nobody changes any more
     */
    public ListValue(List<?> elements) {
        this.elements = Collections.unmodifiableList(elements);
    }

    @Override
    public ListValue value() {
        return this;
    }

    @Override
    public boolean isZeroValue() {
        return elements.isEmpty();
    }

    @Override
    public CelType celType() {
        return TYPE;
    }

    @Override
    public Object get(int index) {
        return elements.get(index);
    }

    @Override
    public int size() {
        return elements.size();
    }

    @Override
    public boolean isEmpty() {
        return elements.isEmpty();
    }

    @Override
    public Iterator<Object> iterator() {
        return elements.iterator();
    }

    @Override
    public ListIterator<Object> listIterator() {
        return elements.listIterator();
    }

    @Override
    public ListIterator<Object> listIterator(int index) {
        return elements.listIterator(index);
    }

    @Override
    public List<Object> subList(int from, int to) {
        return elements.subList(from, to);
    }

    @Override
    public boolean contains(@Nullable Object value) {
        return elements.contains(value);
    }

    @Override
    public boolean containsAll(Collection<?> values) {
        return elements.containsAll(values);
    }

    @Override
    public int indexOf(@Nullable Object value) {
        return elements.indexOf(value);
    }

    @Override
    public int lastIndexOf(@Nullable Object value) {
        return elements.lastIndexOf(value);
    }

    @Override
    public Object[] toArray() {
        return elements.toArray();
    }

    @Override
    public <A> A[] toArray(A[] array) {
        return elements.toArray(array);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other == this || elements.equals(other);
    }

    @Override
    public int hashCode() {
        return elements.hashCode();
    }

    @Override
    public String toString() {
        return elements.toString();
    }

    // The elements do not change, and say so themselves.

    @Override
    public boolean add(Object value) {
        return elements.add(value);
    }

    @Override
    public void add(int index, Object value) {
        elements.add(index, value);
    }

    @Override
    public boolean addAll(Collection<?> values) {
        return elements.addAll(values);
    }

    @Override
    public boolean addAll(int index, Collection<?> values) {
        return elements.addAll(index, values);
    }

    @Override
    public Object set(int index, Object value) {
        return elements.set(index, value);
    }

    @Override
    public Object remove(int index) {
        return elements.remove(index);
    }

    @Override
    public boolean remove(@Nullable Object value) {
        return elements.remove(value);
    }

    @Override
    public boolean removeAll(Collection<?> values) {
        return elements.removeAll(values);
    }

    @Override
    public boolean retainAll(Collection<?> values) {
        return elements.retainAll(values);
    }

    @Override
    public void clear() {
        elements.clear();
    }
}
