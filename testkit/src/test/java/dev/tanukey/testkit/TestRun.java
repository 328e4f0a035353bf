package dev.tanukey.testkit;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Event;
import org.junit.platform.testkit.engine.Events;

/** The outcome of a test class that was run inside a test. */
public final class TestRun {
    private final Events tests;
    private final Events all;

    private TestRun(Events tests, Events all) {
        this.tests = tests;
        this.all = all;
    }

    public static TestRun of(Class<?> testClass) {
        var results = EngineTestKit.engine("junit-jupiter")
                .selectors(selectClass(testClass))
                .configurationParameter(OnlyInside.PARAMETER, "true")
                .execute();
        return new TestRun(results.testEvents(), results.allEvents());
    }

    public long succeeded() {
        return tests.succeeded().count();
    }

    /** Names of what failed, each with its message; containers, such as test factories, among them. */
    public Map<String, String> failed() {
        return messages(all.failed());
    }

    public Map<String, String> aborted() {
        return messages(all.aborted());
    }

    /** The ids in front of the names of what failed. */
    public List<String> failedIds() {
        return failed().keySet().stream()
                .map(name -> name.replaceFirst("(: |\\().*", ""))
                .toList();
    }

    private static Map<String, String> messages(Events events) {
        Map<String, String> messages = new LinkedHashMap<>();
        for (Event event : events.list()) {
            messages.put(
                    event.getTestDescriptor().getDisplayName(),
                    event.getRequiredPayload(TestExecutionResult.class)
                            .getThrowable()
                            .map(Throwable::getMessage)
                            .orElse(""));
        }
        return messages;
    }
}
