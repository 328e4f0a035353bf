package dev.tanukey.testkit.contract;

import java.util.Set;

/** The ids of the tests of {@link GatewayContract} that are no forgeries. */
final class TestIds {
    static final String VERSION = "version/";
    static final String GOOD = "true/good";
    static final String AFTERWARDS = "true/afterwards";
    static final String NEW_KEY = "keys/new";
    static final String OLD_KEY = "keys/withdrawn";
    static final String KNOWN_KEY = "outage/known-key";
    static final String UNKNOWN_KEY = "outage/unknown-key";
    static final String RECOVERY = "outage/over";
    static final String NO_START = "outage/from-the-start";
    static final String KEY_IDS = "flood/key-ids";
    static final String TAMPERED = "memory/tampered";

    /** All but those of releases and of further good tokens. */
    static final Set<String> FIXED =
            Set.of(GOOD, AFTERWARDS, NEW_KEY, OLD_KEY, KNOWN_KEY, UNKNOWN_KEY, RECOVERY, NO_START, KEY_IDS, TAMPERED);

    private TestIds() {}
}
