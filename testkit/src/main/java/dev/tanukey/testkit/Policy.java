package dev.tanukey.testkit;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The security policy that put a job into a pipeline. */
record Policy(String source, String project) {
    private static final Set<String> SOURCES = Set.of("scan_execution_policy", "pipeline_execution_policy");
    private static final String SHA = "ab035e64eca9a7a85bd62e485d3593f52a2804ac";

    Policy {
        if (!SOURCES.contains(source)) {
            throw new IllegalArgumentException("A policy's job comes from scan_execution_policy or"
                    + " pipeline_execution_policy, but came \"" + source + "\"");
        }
    }

    void addTo(Map<String, @Nullable Object> claims, String instance) {
        Map<String, String> config = new LinkedHashMap<>();
        config.put(
                "url",
                GitLabUrl.withoutTrailingSlash(instance) + "/" + project + "/-/blob/" + SHA
                        + "/.gitlab/security-policies/policy.yml");
        config.put("sha", SHA);
        claims.put("job_source", source);
        claims.put("job_config", config);
    }
}
