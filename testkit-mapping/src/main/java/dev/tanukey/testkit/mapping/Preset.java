package dev.tanukey.testkit.mapping;

import dev.tanukey.testkit.TokenBuilder;
import dev.tanukey.testkit.TokenMint;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * A token that a suite can ask for by name.
 *
 * @param name the word in the suite
 * @param choosesAudience whether whoever asks for such a token says for whom
 * @param begin begins the token, whole and consistent
 */
record Preset(String name, boolean choosesAudience, Function<TokenMint, TokenBuilder<?>> begin) {
    /** All of them, in the order in which a message lists them. */
    static final List<Preset> ALL = List.of(
            preset("ciJob", TokenMint::ciToken),
            preset("userLogin", TokenMint::userToken),
            preset("tag", mint -> mint.ciToken().tag("v1.0.0")),
            preset("mergeRequest", mint -> mint.ciToken().mergeRequest()),
            preset("fork", mint -> mint.ciToken().mergeRequestFromFork("stranger/shop", 9999)),
            preset("schedule", mint -> mint.ciToken().schedule()),
            preset("bot", mint -> mint.ciToken().triggeredByBot()),
            preset("childPipeline", mint -> mint.ciToken().childPipeline()),
            preset("downstreamPipeline", mint -> mint.ciToken().downstreamPipeline()),
            preset("policyJob", mint -> mint.ciToken().policyJob("pipeline_execution_policy", "acme/policies")),
            legacy("ciJobJwtV1", TokenMint::ciJobJwtV1),
            legacy("ciJobJwtV2", TokenMint::ciJobJwtV2),
            legacy("ciJobToken", TokenMint::ciJobToken),
            preset("secretsManager", TokenMint::secretsManagerToken),
            preset("cloudConnector", TokenMint::cloudConnectorToken),
            preset("tokenExchange", TokenMint::tokenExchangeToken));

    static Optional<Preset> of(String name) {
        return ALL.stream().filter(preset -> preset.name.equals(name)).findFirst();
    }

    static List<String> names() {
        return ALL.stream().map(Preset::name).toList();
    }

    private static Preset preset(String name, Function<TokenMint, TokenBuilder<?>> begin) {
        return new Preset(name, true, begin);
    }

    private static Preset legacy(String name, Function<TokenMint, TokenBuilder<?>> begin) {
        return new Preset(name, false, begin);
    }
}
