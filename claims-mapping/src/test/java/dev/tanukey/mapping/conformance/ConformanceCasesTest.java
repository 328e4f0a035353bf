package dev.tanukey.mapping.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tanukey.mapping.conformance.ConformanceCases.ConformanceCase;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConformanceCasesTest {

    @ParameterizedTest
    @CsvSource({
        "configuration-validation, 262",
        "claim-mappings, 138",
        "time-and-audience, 106",
        "cel-claims, 865",
        "cel-user-rules, 91",
        "gitlab-seeds, 187",
        "token-shape, 196",
        "legacy-flags, 49",
        "distributed-claims, 11",
        "key-rotation, 20"
    })
    void every_group_is_complete_and_its_cases_can_be_told_apart(String group, int size) {
        List<ConformanceCase> cases = ConformanceCases.of(group);
        Set<String> ids = new HashSet<>();

        assertThat(cases).hasSize(size).allSatisfy(one -> {
            assertThat(ids.add(one.id())).as(one.id()).isTrue();
            assertThat(one.configuration().isPresent())
                    .isNotEqualTo(!one.flags().isEmpty());
            assertThat(one.wanted().outcome()).isNotBlank();
        });
    }
}
