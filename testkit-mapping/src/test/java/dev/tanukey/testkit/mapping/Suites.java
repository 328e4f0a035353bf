package dev.tanukey.testkit.mapping;

import dev.tanukey.cel.CelExpressionLanguage;
import java.util.Optional;

/** What the tests of suites share. */
final class Suites {
    static final CelExpressionLanguage CEL =
            CelExpressionLanguage.builder().ticker(() -> 0).build();

    /** Jobs of one GitLab from protected refs; expressions, rules and an extra. */
    static final String CONFIGURATION =
            """
            configuration:
              apiVersion: apiserver.config.k8s.io/v1
              kind: AuthenticationConfiguration
              jwt:
              - issuer:
                  url: https://gitlab.example.com
                  audiences: [https://api.example.com]
                claimValidationRules:
                - claim: ref_protected
                  requiredValue: "true"
                claimMappings:
                  username:
                    claim: sub
                    prefix: "gitlab:"
                  groups:
                    expression: '["project:" + claims.project_id, "all"]'
                  uid:
                    claim: job_id
                  extra:
                  - key: example.org/user
                    valueExpression: claims.user_login
            """;

    /** Keys take a while to make. */
    private static final Mints MINTS = new Mints();

    private Suites() {}

    static synchronized ConfigurationSuite parse(String text) {
        return SuiteReader.read("suite", Optional.empty(), text, MINTS);
    }

    static ConfigurationSuite with(String cases) {
        return parse(CONFIGURATION + cases);
    }

    static SuiteReport run(String cases) {
        return with(cases).run(CEL);
    }
}
