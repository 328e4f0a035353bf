package dev.tanukey.cel.value;

import com.google.common.collect.ImmutableSet;
import dev.cel.common.exceptions.CelAttributeNotFoundException;
import dev.cel.common.types.CelType;
import dev.cel.common.types.ListType;
import dev.cel.common.types.MapType;
import dev.cel.common.types.SimpleType;
import dev.cel.common.types.StructType;
import dev.cel.common.values.StructValue;
import dev.tanukey.user.UserInfo;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The variable {@code user}. Its four fields are always there, empty or not. */
@SuppressWarnings("Immutable") // what it holds does not change
public final class UserValue extends StructValue<String, UserValue> {
    private static final Map<String, CelType> FIELDS = Map.of(
            "username",
            SimpleType.STRING,
            "uid",
            SimpleType.STRING,
            "groups",
            ListType.create(SimpleType.STRING),
            "extra",
            MapType.create(SimpleType.STRING, ListType.create(SimpleType.STRING)));

    /** The type of the variable. */
    public static final StructType TYPE = StructType.create(
            "kubernetes.UserInfo",
            ImmutableSet.copyOf(FIELDS.keySet()),
            field -> Optional.ofNullable(FIELDS.get(field)));

    private final UserInfo user;
    private final ObjectValue extra;

    /**
     * Readies a user.
     *
     * @param user the user
     */
    public UserValue(UserInfo user) {
        this.user = user;
        Map<Object, Object> lists = new LinkedHashMap<>();
        user.extra().forEach((name, values) -> lists.put(name, new GivenList(values)));
        this.extra = new ObjectValue(lists);
    }

    @Override
    public Object select(String field) {
        return find(field).orElseThrow(() -> CelAttributeNotFoundException.forFieldResolution(field));
    }

    @Override
    public Optional<Object> find(String field) {
        return switch (field) {
            case "username" -> Optional.of(user.username());
            case "uid" -> Optional.of(user.uid());
            case "groups" -> Optional.of(new GivenList(user.groups()));
            case "extra" -> Optional.of(extra);
            default -> Optional.empty();
        };
    }

    @Override
    public UserValue value() {
        return this;
    }

    @Override
    public boolean isZeroValue() {
        return false;
    }

    @Override
    public CelType celType() {
        return TYPE;
    }
}
