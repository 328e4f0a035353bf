package dev.tanukey.checks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What javadoc and docs show as Java is Java: each snippet compiles against the classes as they are, as statements, as
 * members of a class. {@code ...} on a line of its own stands for whatever the reader has there, and a first line that
 * begins with {@code #} for another language.
 */
class SnippetsTest {
    private static final JavaCompiler COMPILER = ToolProvider.getSystemJavaCompiler();
    /** One for all snippets: it remembers what it has seen of the class path. */
    private static final StandardJavaFileManager CLASSES = COMPILER.getStandardFileManager(null, null, null);

    private static final Pattern IN_JAVADOC = Pattern.compile("<pre>\\{@code\\n(.*?)\\n \\* \\}</pre>", Pattern.DOTALL);
    private static final Pattern IN_MARKDOWN =
            Pattern.compile("^```java\\n(.*?)^```", Pattern.DOTALL | Pattern.MULTILINE);

    private static final Pattern IMPORT = Pattern.compile("^import .*;\\n", Pattern.MULTILINE);

    private static final String IMPORTS =
            """
            import static dev.tanukey.testkit.assertj.AuthenticationAssertions.assertThat;
            import static org.assertj.core.api.Assertions.assertThat;
            import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
            import static org.junit.jupiter.api.Assertions.assertThrows;
            import dev.tanukey.*;
            import dev.tanukey.cel.*;
            import dev.tanukey.cel.option.*;
            import dev.tanukey.gitlab.*;
            import dev.tanukey.issuer.*;
            import dev.tanukey.jwks.*;
            import dev.tanukey.key.*;
            import dev.tanukey.mapping.*;
            import dev.tanukey.mapping.agent.*;
            import dev.tanukey.mapping.configuration.*;
            import dev.tanukey.mapping.expression.*;
            import dev.tanukey.mapping.gitlab.*;
            import dev.tanukey.mapping.lint.*;
            import dev.tanukey.mapping.schema.*;
            import dev.tanukey.micrometer.*;
            import dev.tanukey.reason.*;
            import dev.tanukey.testkit.*;
            import dev.tanukey.testkit.contract.*;
            import dev.tanukey.testkit.forged.*;
            import dev.tanukey.testkit.junit.*;
            import dev.tanukey.testkit.mapping.*;
            import dev.tanukey.token.*;
            import dev.tanukey.user.*;
            import io.micrometer.core.instrument.*;
            import java.io.*;
            import java.net.*;
            import java.nio.file.*;
            import java.time.*;
            import java.util.*;
            import java.util.concurrent.*;
            import java.util.concurrent.atomic.*;
            import java.util.function.*;
            import java.util.stream.*;
            import okhttp3.OkHttpClient;
            import org.junit.jupiter.api.*;
            import org.junit.jupiter.params.*;
            import org.junit.jupiter.params.provider.*;
            """;

    /** What a reader of a snippet has at hand. */
    private static final String AT_HAND =
            """
            String bearer, token, late, forged;
            Path path;
            ClaimsMapper mapper;
            ExpressionLanguage language;
            AuthenticationConfiguration configuration;
            TokenAuthenticator authenticator;
            VerifiedToken verified;
            Issuer issuer;
            JwksKeySource keys;
            List<String> audiences;
            MeterRegistry registry;
            OkHttpClient client;
            ExecutorService executor;
            java.security.Provider fastProvider;
            void alert(String message) {}
            static TokenAuthenticator authenticatorFor(FakeGitLab gitlab) { return null; }
            static MyVerifier verifier;
            interface MyVerifier { void verify(String token); }
            static class AccessDenied extends RuntimeException {}
            static abstract class MyGateway implements Closeable {
                static MyGateway start(String issuer, String audience) { return null; }
                abstract URI uri();
                public abstract void close();
            }
            static class MyLanguage implements ExpressionLanguage {
                public Expression<Claims> overClaims(String text) { return null; }
                public Expression<UserInfo> overUser(String text) { return null; }
            }
            """;

    private record Snippet(String file, int line, String code) {
        @Override
        public String toString() {
            return file + ":" + line;
        }
    }

    /** Who has {@code gitlab} at hand, has either an issuer or a fake, or makes it in the snippet. */
    @ParameterizedTest
    @MethodSource("snippets")
    void a_snippet_compiles(Snippet snippet) {
        List<List<String>> faults = new ArrayList<>();
        for (String form : List.of("Object snippet() throws Exception { %s\nreturn null; }", "%s")) {
            for (String gitlab : List.of("FakeGitLab gitlab;", "Issuer gitlab;", "")) {
                faults.add(faultsIn(snippet, form, gitlab));
                if (faults.get(faults.size() - 1).isEmpty()) {
                    return;
                }
            }
        }
        fail("%s is no Java, neither as statements nor as members: %s", snippet, faults);
    }

    @ParameterizedTest
    @ValueSource(strings = {"int one = \"1\";", "Issuer.github();", "@Test void t() { return 1; }"})
    void what_is_no_java_is_noticed(String code) {
        assertThat(faultsOf(IMPORTS + "class Reader { void snippet() {" + code + "} }"))
                .isNotEmpty();
    }

    @Test
    void they_are_found_in_javadoc_and_in_docs() throws IOException {
        assertThat(snippets().map(Snippet::file))
                .contains("README.md", "docs/keys.md", "core/src/main/java/dev/tanukey/issuer/Issuer.java");
    }

    static Stream<Snippet> snippets() throws IOException {
        List<Snippet> found = new ArrayList<>();
        for (String module : House.PUBLISHED) {
            for (Path file : House.sourcesOf(module)) {
                find(IN_JAVADOC, file, found);
            }
        }
        try (Stream<Path> docs = Stream.concat(Files.list(Path.of("..")), Files.walk(Path.of("..", "docs")))) {
            for (Path file : docs.filter(path -> path.toString().endsWith(".md"))
                    .sorted()
                    .toList()) {
                find(IN_MARKDOWN, file, found);
            }
        }
        return found.stream();
    }

    private static void find(Pattern pattern, Path file, List<Snippet> found) throws IOException {
        String text = Files.readString(file);
        Matcher matcher = pattern.matcher(text);
        while (matcher.find()) {
            String code = matcher.group(1).replaceAll("(?m)^ \\* ?", "").replaceAll("(?m)^\\s*\\.\\.\\.\\s*$", "");
            int line = (int) text.substring(0, matcher.start()).lines().count() + 1;
            String name = Path.of("..").relativize(file).toString().replace('\\', '/');
            if (!code.startsWith("#")) {
                found.add(new Snippet(name, line, code));
            }
        }
    }

    private static List<String> faultsIn(Snippet snippet, String form, String gitlab) {
        String imports =
                IMPORT.matcher(snippet.code()).results().map(MatchResult::group).collect(Collectors.joining());
        String code = IMPORT.matcher(snippet.code()).replaceAll("");
        return faultsOf(imports + IMPORTS + "abstract class Reader {" + AT_HAND + gitlab + form.formatted(code) + "}");
    }

    private static List<String> faultsOf(String source) {
        DiagnosticCollector<JavaFileObject> diagnostics = new DiagnosticCollector<>();
        JavaFileObject file =
                new SimpleJavaFileObject(URI.create("string:///Reader.java"), JavaFileObject.Kind.SOURCE) {
                    @Override
                    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
                        return source;
                    }
                };
        COMPILER.getTask(
                        null,
                        CLASSES,
                        diagnostics,
                        List.of("-proc:none", "-implicit:none", "-XDshould-stop.ifNoError=FLOW"),
                        null,
                        List.of(file))
                .call();
        return diagnostics.getDiagnostics().stream()
                .filter(diagnostic -> diagnostic.getKind() == Diagnostic.Kind.ERROR)
                .map(diagnostic -> diagnostic.getMessage(Locale.ROOT))
                .toList();
    }
}
