package dev.tanukey.mapping.gitlab;

import dev.tanukey.gitlab.TokenKind;
import dev.tanukey.mapping.ClaimMappings;
import dev.tanukey.testkit.TokenBuilder;
import dev.tanukey.testkit.TokenMint;
import dev.tanukey.testkit.contract.ClaimsMapperContract;
import dev.tanukey.user.ClaimsMapper;
import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.Nested;

/** All mappers of this module keep the contract that the test kit offers to others. */
class MapperContractTest {

    @Nested
    class CiJobs extends ClaimsMapperContract {
        @Override
        protected ClaimsMapper mapper() {
            return GitLabMappings.ciJobs();
        }
    }

    @Nested
    class Cloudfleet extends ClaimsMapperContract {
        @Override
        protected ClaimsMapper mapper() {
            return GitLabMappings.cloudfleet();
        }
    }

    @Nested
    class AgentCiJob extends ClaimsMapperContract {
        @Override
        protected ClaimsMapper mapper() {
            return GitLabMappings.agentCiJob();
        }
    }

    @Nested
    class ByProjectWithRules extends ClaimsMapperContract {
        @Override
        protected ClaimsMapper mapper() {
            return GitLabMappings.byProject()
                    .with(GitLabRules.notFromFork())
                    .with(GitLabRules.protectedRef())
                    .with(GitLabRules.project(4711));
        }
    }

    @Nested
    class Users extends ClaimsMapperContract {
        @Override
        protected ClaimsMapper mapper() {
            return GitLabMappings.users();
        }

        @Override
        protected TokenBuilder<?> goodToken(TokenMint mint, String audience) {
            return mint.userToken().groups("acme", "acme/web").audience(audience);
        }
    }

    @Nested
    class UsersAndJobs extends ClaimsMapperContract {
        @Override
        protected ClaimsMapper mapper() {
            return GitLabMappings.usersAndJobs();
        }

        @Override
        protected Set<TokenKind> kinds() {
            return EnumSet.of(TokenKind.USER, TokenKind.CI_JOB);
        }
    }

    /** As in a cluster, which knows no kinds. */
    @Nested
    class PlainMappings extends ClaimsMapperContract {
        @Override
        protected ClaimsMapper mapper() {
            return ClaimMappings.username("sub", "gitlab:")
                    .groups("groups_direct", "gitlab:")
                    .build();
        }

        @Override
        protected Set<TokenKind> kinds() {
            return EnumSet.allOf(TokenKind.class);
        }
    }
}
