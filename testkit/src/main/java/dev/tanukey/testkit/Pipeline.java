package dev.tanukey.testkit;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The pipeline and the job in it. */
record Pipeline(long id, String source, long job) {
    static final Pipeline DEFAULT = new Pipeline(900_100, "push", 7_000_001);

    Pipeline withId(long newId) {
        return new Pipeline(newId, source, job);
    }

    Pipeline startedBy(String newSource) {
        return new Pipeline(id, newSource, job);
    }

    Pipeline withJob(long newJob) {
        return new Pipeline(id, source, newJob);
    }

    boolean isOfMergeRequest() {
        return source.equals("merge_request_event");
    }

    void addTo(Map<String, @Nullable Object> claims) {
        claims.put("pipeline_id", Long.toString(id));
        claims.put("pipeline_source", source);
        claims.put("job_id", Long.toString(job));
    }
}
