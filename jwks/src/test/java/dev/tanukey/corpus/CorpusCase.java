package dev.tanukey.corpus;

import dev.tanukey.issuer.Issuer;
import dev.tanukey.key.SignatureAlgorithm;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** One case of the corpus; src/test/resources/corpus/README.md explains the members. */
public record CorpusCase(Map<String, Object> members) {

    /** All cases of the JSON files in a folder. */
    public static List<CorpusCase> in(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".json"))
                    .sorted()
                    .flatMap(file -> list(RawJson.read(file, Set.of("jwks")).get("cases")).stream())
                    .map(members -> new CorpusCase(object(members)))
                    .toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** The cases that belong to this module. */
    public static List<CorpusCase> all() {
        return in(Path.of("src/test/resources/corpus"));
    }

    public String id() {
        return (String) members.get("id");
    }

    public String group() {
        return (String) members.get("group");
    }

    public boolean isAboutDiscovery() {
        return members.get("kind").equals("discovery");
    }

    public boolean isAccepted() {
        return members.get("expect").equals("accept");
    }

    /** The expected reason and those that are as good. */
    public Set<String> reasons() {
        Set<String> reasons = new HashSet<>(strings(members.get("also")));
        reasons.add((String) members.get("reason"));
        return reasons;
    }

    public String token() {
        return (String) members.get("token");
    }

    /** The exact body of the key set's address. */
    public byte[] keySet() {
        return (members.containsKey("jwks_raw") ? (String) members.get("jwks_raw") : (String) members.get("jwks"))
                .getBytes(StandardCharsets.UTF_8);
    }

    public Clock clock() {
        return Clock.fixed(Instant.ofEpochSecond((long) members.get("now")), ZoneOffset.UTC);
    }

    public String requestUrl() {
        return (String) members.get("request_url");
    }

    public Optional<String> jwksUri() {
        return Optional.ofNullable((String) members.get("jwks_uri"));
    }

    public Map<String, Object> response() {
        return object(members.get("response"));
    }

    /** The algorithms that the case configures and that cannot be configured here. */
    public List<String> impossibleAlgorithms() {
        return strings(config().get("algs")).stream()
                .filter(name -> SignatureAlgorithm.named(name).isEmpty())
                .toList();
    }

    /** The case's configuration; impossible algorithms are left out. */
    public Issuer issuer() {
        List<String> audiences = strings(config().get("audiences"));
        Issuer.Builder issuer = Issuer.gitlab((String) config().get("issuer")).audience(audiences.get(0));
        audiences.stream().skip(1).forEach(issuer::audience);
        SignatureAlgorithm[] algorithms = strings(config().get("algs")).stream()
                .flatMap(name -> SignatureAlgorithm.named(name).stream())
                .toArray(SignatureAlgorithm[]::new);
        if (algorithms.length > 0) {
            issuer.algorithms(algorithms[0], algorithms);
        }
        if (config().get("clock_skew") instanceof Long seconds) {
            issuer.clockTolerance(Duration.ofSeconds(seconds));
        }
        strings(config().get("required_claims")).forEach(issuer::requiredClaim);
        return issuer.build();
    }

    private Map<String, Object> config() {
        return object(members.get("config"));
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> object(Object value) {
        return (Map<String, Object>) value;
    }

    private static List<?> list(Object value) {
        return value == null ? List.of() : (List<?>) value;
    }

    private static List<String> strings(Object value) {
        return list(value).stream().map(String.class::cast).toList();
    }
}
