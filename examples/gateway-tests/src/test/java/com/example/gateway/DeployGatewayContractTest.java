package com.example.gateway;

import dev.tanukey.issuer.Issuer;
import dev.tanukey.testkit.FakeGitLab;
import dev.tanukey.testkit.TokenBuilder;
import dev.tanukey.testkit.TokenMint;
import dev.tanukey.testkit.contract.Gateway;
import dev.tanukey.testkit.contract.GatewayContract;
import java.io.IOException;
import java.util.Map;

/** Every attack of the catalogue, one test each. */
class DeployGatewayContractTest extends GatewayContract {

    @Override
    protected Gateway start(FakeGitLab gitlab, String audience) throws IOException {
        Issuer issuer = Issuer.gitlab(gitlab.issuer())
                .audience(audience)
                .insecureAllowHttpOnLoopback()
                .build();
        DeployGateway gateway = DeployGateway.start(issuer, 4711);
        return Gateway.http(gateway.uri(), gateway);
    }

    /** Other branches and projects are meant to be refused. */
    @Override
    protected Map<String, TokenBuilder<?>> furtherGoodTokens(TokenMint mint, String audience) {
        return Map.of("tag", mint.ciToken().audience(audience).tag("v1.2.3").protectedRef());
    }
}
