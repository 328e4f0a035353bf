package dev.tanukey.testkit.contract;

import java.util.Map;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.function.Executable;

/** Which tests may fail, and why. Such a test must fail: a waiver that is not needed any more is a fault itself. */
record Waivers(Map<String, String> reasons) {

    /** A test that its id and title name. */
    DynamicTest test(String id, String title, Executable body) {
        return DynamicTest.dynamicTest(id + ": " + title, () -> run(id, body));
    }

    private void run(String id, Executable body) throws Throwable {
        String reason = reasons.get(id);
        if (reason == null) {
            body.execute();
            return;
        }
        try {
            body.execute();
        } catch (AssertionError known) {
            Assumptions.abort("Waived: " + reason + ". What failed: " + known.getMessage());
        }
        throw new AssertionError("waivers() says of " + id + " \"" + reason + "\", but it passes: take the waiver out");
    }
}
