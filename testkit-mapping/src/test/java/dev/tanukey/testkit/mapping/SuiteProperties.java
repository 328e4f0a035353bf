package dev.tanukey.testkit.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tanukey.AuthenticationResult;
import dev.tanukey.strict.JsonWriter;
import java.util.LinkedHashMap;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** A suite that says what the door says passes; and fails, if it says anything else. */
class SuiteProperties {

    @Provide
    Arbitrary<Map<String, Object>> tokens() {
        Arbitrary<String> names = Arbitraries.strings()
                .withCharRange('a', 'z')
                .withChars('-', '1')
                .ofMinLength(1)
                .ofMaxLength(12);
        return Combinators.combine(
                        Arbitraries.of("ciJob", "tag", "mergeRequest", "fork", "schedule", "bot", "policyJob"),
                        names.map(name -> "acme/x" + name),
                        Arbitraries.longs().between(1, 1_000_000),
                        Arbitraries.of(true, false),
                        names.injectNull(0.5),
                        Arbitraries.of("expired", "notYetValid"))
                .as((preset, project, id, protectedRef, environment, more) -> {
                    Map<String, Object> token = new LinkedHashMap<>();
                    token.put("preset", preset);
                    token.put("project", project);
                    token.put("projectId", id);
                    token.put("protectedRef", protectedRef);
                    if (environment != null) {
                        token.put("environment", "e" + environment);
                    }
                    if (id % 4 == 0) {
                        token.put(more, true);
                    }
                    return token;
                });
    }

    @Property(tries = 30)
    void what_the_door_says_passes_and_anything_else_fails(@ForAll @From("tokens") Map<String, Object> token) {
        CaseResult asked = judged(token, Map.of("refused", "TOKEN_TOO_LARGE"));
        Map<String, ?> said = asked.outcome()
                .fold(
                        good -> Map.of(
                                "user",
                                Map.of(
                                        "username", good.user().username(),
                                        "uid", good.user().uid(),
                                        "groups", good.user().groups(),
                                        "extra", good.user().extra())),
                        other -> Map.of("notApplicable", true),
                        bad -> Map.of(
                                "refused", bad.rejection().reason().name(),
                                "messageContains", bad.rejection().operatorMessage()),
                        unknown -> Map.of());

        assertThat(asked.passed()).isFalse();
        assertThat(judged(token, said).differences()).isEmpty();
        boolean letIn = asked.outcome() instanceof AuthenticationResult.Authenticated;
        assertThat(judged(token, letIn ? Map.of("user", Map.of("username", "x")) : Map.of("refused", "KEY_UNKNOWN"))
                        .passed())
                .isFalse();
    }

    /** One case in JSON, which is YAML between brackets once its colons have spaces. */
    private static CaseResult judged(Map<String, Object> token, Map<String, ?> expectation) {
        ConfigurationSuite suite =
                Suites.with("cases:\n- name: one\n  token: " + yaml(token) + "\n  expect: " + yaml(expectation));
        try (Door door = suite.door(suite.configuration(), Suites.CEL)) {
            return ConfigurationSuite.judge(suite.cases().get(0), door);
        }
    }

    private static String yaml(Map<String, ?> value) {
        return JsonWriter.write(value).replaceAll("(?<=\"):(?=[\\[{\"tf0-9])", ": ");
    }
}
