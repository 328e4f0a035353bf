package dev.tanukey.testkit.mapping;

import dev.tanukey.key.KeySet;
import dev.tanukey.testkit.InstanceKeys;
import dev.tanukey.testkit.TokenMint;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The mints of one suite, made when they are first asked for. For one thread. */
final class Mints {
    private final Map<String, TokenMint> mints = new LinkedHashMap<>();

    TokenMint of(String issuer) {
        return mints.computeIfAbsent(
                issuer, url -> TokenMint.builder(url).keys(InstanceKeys.THREE).build());
    }

    /** The keys of all of them: they stand for the keys of each issuer. */
    KeySet keys() {
        return KeySet.of(
                mints.values().stream()
                        .flatMap(mint -> mint.keySet().keys().stream())
                        .toList(),
                List.of());
    }
}
