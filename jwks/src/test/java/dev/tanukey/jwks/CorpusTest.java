package dev.tanukey.jwks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.tanukey.AuthenticationResult;
import dev.tanukey.AuthenticationResult.Authenticated;
import dev.tanukey.TokenAuthenticator;
import dev.tanukey.corpus.CorpusCase;
import dev.tanukey.corpus.CorpusWords;
import dev.tanukey.user.UserInfo;
import java.security.Provider;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Every forged token, hostile key set and hostile metadata document of the corpus, from end to end. */
class CorpusTest {
    private static final List<CorpusCase> CASES = CorpusCase.all();

    @Test
    void the_corpus_is_complete() {
        assertThat(CASES).hasSize(634);
        assertThat(CASES).filteredOn(CorpusCase::isAboutDiscovery).hasSize(54);
    }

    @TestFactory
    Stream<DynamicNode> token() {
        return byGroup(Predicate.not(CorpusCase::isAboutDiscovery), one -> judgeToken(one, Optional.empty()));
    }

    /** Whoever checks signatures, the verdict and its reason are the same. */
    @TestFactory
    Stream<DynamicNode> token_with_a_native_provider() {
        return NativeProviders.all().stream()
                .map(provider -> dynamicContainer(
                        provider.getName(),
                        byGroup(
                                Predicate.not(CorpusCase::isAboutDiscovery),
                                one -> judgeToken(one, Optional.of(provider)))));
    }

    @TestFactory
    Stream<DynamicNode> metadata() {
        return byGroup(CorpusCase::isAboutDiscovery, MetadataVerdict::check);
    }

    private static Stream<DynamicNode> byGroup(Predicate<CorpusCase> part, Consumer<CorpusCase> test) {
        return CASES.stream().filter(part).collect(Collectors.groupingBy(CorpusCase::group)).entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(group -> dynamicContainer(
                        group.getKey(),
                        group.getValue().stream().map(one -> dynamicTest(one.id(), () -> test.accept(one)))));
    }

    private static void judgeToken(CorpusCase one, Optional<Provider> provider) {
        if (!one.impossibleAlgorithms().isEmpty()) {
            // HMAC and none cannot even be configured: that is the refusal.
            assertThat(one.isAccepted()).isFalse();
            assertThat(one.reasons()).contains("unsupported_alg");
        }
        AuthenticationResult result = authenticate(one, provider);

        assertThat(result instanceof Authenticated)
                .as("%s: %s", one.id(), result.operatorMessage())
                .isEqualTo(one.isAccepted());
        assertThat(one.isAccepted() ? Set.of("none") : one.reasons())
                .as("%s: %s", one.id(), result.operatorMessage())
                .contains(reason(result));
        assertHoldsNoPieceOf(one.token(), result.operatorMessage());
        assertHoldsNoPieceOf(one.token(), result.callerMessage());
    }

    private static AuthenticationResult authenticate(CorpusCase one, Optional<Provider> provider) {
        FakeIssuer server = new FakeIssuer(one.issuer().url()).publishing(one.keySet());
        TokenAuthenticator.Builder authenticator = TokenAuthenticator.builder()
                .issuer(
                        one.issuer(),
                        JwksKeySource.builder(one.issuer()).fetcher(server).build(),
                        token -> UserInfo.named("x"))
                .clock(one.clock());
        provider.ifPresent(authenticator::signatureProvider);
        return authenticator.build().authenticate(one.token());
    }

    private static String reason(AuthenticationResult result) {
        return result.fold(
                good -> "none",
                other -> CorpusWords.of(other.rejection().reason()),
                bad -> CorpusWords.of(bad.rejection().reason()),
                unknown -> CorpusWords.of(unknown.unavailability().reason()));
    }

    /** Twenty characters in a row would be enough to recognize a token, or to guess at its signature. */
    private static void assertHoldsNoPieceOf(String token, String message) {
        for (int i = 0; i + 20 <= message.length(); i++) {
            assertThat(token).doesNotContain(message.substring(i, i + 20));
        }
        String signature = token.substring(token.lastIndexOf('.') + 1);
        if (signature.length() > 4) {
            assertThat(message).doesNotContain(signature);
        }
    }
}
