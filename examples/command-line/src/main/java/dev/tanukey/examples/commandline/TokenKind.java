package dev.tanukey.examples.commandline;

import dev.tanukey.testkit.TokenBuilder;
import dev.tanukey.testkit.TokenMint;
import java.util.Arrays;
import java.util.stream.Collectors;
import picocli.CommandLine.TypeConversionException;

/** What a minted token is; what each begins with can be changed by options. */
enum TokenKind {
    /** A job on a branch. */
    CI_JOB("ci-job"),
    /** A job on a tag. */
    TAG("tag"),
    /** A job of a merge request. */
    MERGE_REQUEST("merge-request"),
    /** A job of a merge request from a fork. */
    FORK("fork"),
    /** A job of a schedule. */
    SCHEDULE("schedule"),
    /** A job that a project's access token has triggered. */
    BOT("bot"),
    /** A job of a pipeline that another one of the project has started. */
    CHILD_PIPELINE("child-pipeline"),
    /** A job of a pipeline that another project has started. */
    DOWNSTREAM_PIPELINE("downstream-pipeline"),
    /** A job that a security policy has added. */
    POLICY_JOB("policy-job"),
    /** A person who logged in. */
    USER("user"),
    /** {@code CI_JOB_JWT}. */
    CI_JOB_JWT_V1("ci-job-jwt-v1"),
    /** {@code CI_JOB_JWT_V2}. */
    CI_JOB_JWT_V2("ci-job-jwt-v2"),
    /** {@code CI_JOB_TOKEN}, in its newer form. */
    CI_JOB_TOKEN("ci-job-token"),
    /** A pipeline's token for the secrets manager. */
    SECRETS_MANAGER("secrets-manager"),
    /** What GitLab shows to its cloud services. */
    CLOUD_CONNECTOR("cloud-connector"),
    /** What GitLab exchanges for its own services. */
    TOKEN_EXCHANGE("token-exchange");

    private final String word;

    TokenKind(String word) {
        this.word = word;
    }

    static TokenKind named(String word) {
        return Arrays.stream(values())
                .filter(kind -> kind.word.equals(word))
                .findFirst()
                .orElseThrow(() -> new TypeConversionException("expected one of "
                        + Arrays.stream(values()).map(TokenKind::toString).collect(Collectors.joining(", "))
                        + ", but came \"" + word + "\""));
    }

    TokenBuilder<?> begin(TokenMint mint) {
        return switch (this) {
            case CI_JOB -> mint.ciToken();
            case TAG -> mint.ciToken().tag("v1.0.0");
            case MERGE_REQUEST -> mint.ciToken().mergeRequest();
            case FORK -> mint.ciToken().mergeRequestFromFork("mallory/shop", 9001);
            case SCHEDULE -> mint.ciToken().schedule();
            case BOT -> mint.ciToken().triggeredByBot();
            case CHILD_PIPELINE -> mint.ciToken().childPipeline();
            case DOWNSTREAM_PIPELINE -> mint.ciToken().downstreamPipeline();
            case POLICY_JOB -> mint.ciToken().policyJob("pipeline_execution_policy", "acme/policies");
            case USER -> mint.userToken();
            case CI_JOB_JWT_V1 -> mint.ciJobJwtV1();
            case CI_JOB_JWT_V2 -> mint.ciJobJwtV2();
            case CI_JOB_TOKEN -> mint.ciJobToken();
            case SECRETS_MANAGER -> mint.secretsManagerToken();
            case CLOUD_CONNECTOR -> mint.cloudConnectorToken();
            case TOKEN_EXCHANGE -> mint.tokenExchangeToken();
        };
    }

    @Override
    public String toString() {
        return word;
    }
}
