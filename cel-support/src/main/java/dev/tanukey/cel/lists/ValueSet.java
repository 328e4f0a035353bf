package dev.tanukey.cel.lists;

import com.google.common.hash.HashFunction;
import com.google.common.hash.Hasher;
import com.google.common.hash.Hashing;
import dev.tanukey.cel.value.Equality;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Values, each of them once, found without comparing each with each. Values that are equal across types, as {@code 1}
 * and {@code 1.0}, are one. The hash has a key of its own, so that nobody can prepare a token whose values collide.
 *
 * <p>Not thread-safe.
 */
final class ValueSet {
    /** Deeper than this, only sizes count; what is equal so far is then compared. */
    private static final int DEPTH = 16;

    private final HashFunction hash = Hashing.sipHash24(
            ThreadLocalRandom.current().nextLong(), ThreadLocalRandom.current().nextLong());
    private final Set<Member> members = new HashSet<>();

    /** A set of all elements of a list. */
    static ValueSet of(List<?> list) {
        ValueSet set = new ValueSet();
        list.forEach(set::add);
        return set;
    }

    /** Adds a value, and tells whether it was not there. */
    boolean add(Object value) {
        return members.add(member(value));
    }

    boolean contains(Object value) {
        return members.contains(member(value));
    }

    private Member member(Object value) {
        return new Member(value, (int) hashOf(value, DEPTH));
    }

    private long hashOf(Object value, int depth) {
        Hasher hasher = hash.newHasher();
        if (value instanceof Number number) {
            hasher.putDouble(number.doubleValue() + 0.0); // one hash for both zeros
        } else if (value instanceof String text) {
            hasher.putUnencodedChars(text);
        } else if (value instanceof List<?> list) {
            hasher.putInt(list.size());
            if (depth > 0) {
                list.forEach(element -> hasher.putLong(hashOf(element, depth - 1)));
            }
        } else if (value instanceof Map<?, ?> map) {
            hasher.putInt(map.size());
            if (depth > 0) {
                hasher.putLong(hashOfMembers(map, depth - 1));
            }
        } else if (value instanceof Optional<?> optional) {
            optional.filter(inner -> depth > 0).ifPresent(inner -> hasher.putLong(hashOf(inner, depth - 1)));
        } else {
            hasher.putInt(value.hashCode());
        }
        return hasher.hash().asLong();
    }

    /** The same for each order of the members. */
    private long hashOfMembers(Map<?, ?> map, int depth) {
        long sum = 0;
        for (Map.Entry<?, ?> member : map.entrySet()) {
            sum += hash.newHasher()
                    .putLong(hashOf(member.getKey(), depth))
                    .putLong(hashOf(member.getValue(), depth))
                    .hash()
                    .asLong();
        }
        return sum;
    }

    private record Member(Object value, int hash) {

        @Override
        public int hashCode() {
            return hash;
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Member member && hash == member.hash && Equality.equal(value, member.value);
        }
    }
}
