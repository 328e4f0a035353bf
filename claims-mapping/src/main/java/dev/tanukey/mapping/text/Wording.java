package dev.tanukey.mapping.text;

import java.util.Collection;

/**
 * How a reader of some kind of document says what is wrong with its fields: a configuration speaks as Kubernetes does.
 * An implementation is stateless.
 */
public interface Wording {

    /**
     * Says that a field is set twice.
     *
     * @param path the field's path, printable
     * @param key the field's name, printable
     * @return what is wrong, without a full stop
     */
    String duplicate(String path, String key);

    /**
     * Says that a value has the wrong type.
     *
     * @param came the type of the value, as in {@link Node#typeName}
     * @param wanted the type of the field: {@code string}, {@code bool}, {@code array} or {@code object}
     * @return what is wrong, without a full stop
     */
    String mismatch(String came, String wanted);

    /**
     * Says what to do about a field that is not known.
     *
     * @param unknown its name
     * @param path the path of the object that has it; empty for the whole text
     * @param known the names of the fields that such an object has
     * @return a sentence, without a full stop
     */
    String insteadOf(String unknown, String path, Collection<String> known);
}
