package dev.tanukey.gitlab;

import static dev.tanukey.Rejections.rejectionOf;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tanukey.reason.RejectionReason;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SubjectTest {

    @Test
    void components_are_found_by_name_wherever_they_stand() throws Exception {
        Subject usual = Subject.parse("project_path:acme/shop:ref_type:branch:ref:feature/x");
        Subject custom = Subject.parse("project_id:4711:ref:main:ref_type:branch:ref_protected:true");

        assertThat(usual.component("ref")).contains("feature/x");
        assertThat(usual.component("project_path")).contains("acme/shop");
        assertThat(custom.component("ref")).contains("main");
        assertThat(custom.component("project_path")).isEmpty();
        assertThat(custom.components().keySet()).containsExactly("project_id", "ref", "ref_type", "ref_protected");
    }

    @Test
    void a_value_that_looks_like_a_name_is_a_value() throws Exception {
        assertThat(Subject.parse("project_path:ref:ref_type:branch:ref:project_path")
                        .component("ref"))
                .contains("project_path");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", ":", "a", "a:", ":b", "a:b:", "a:b:c", "a:b::c", "a:b:a:c", "project_path:acme/shop:ref"})
    void what_is_no_sequence_of_pairs_is_malformed(String text) {
        assertThat(rejectionOf(() -> Subject.parse(text)).reason()).isEqualTo(RejectionReason.CLAIM_MALFORMED);
    }

    @Property
    void any_pairs_come_back_in_their_order(@ForAll("pairs") Map<String, String> pairs) throws Exception {
        String text = pairs.entrySet().stream()
                .map(pair -> pair.getKey() + ":" + pair.getValue())
                .collect(Collectors.joining(":"));

        assertThat(new LinkedHashMap<>(Subject.parse(text).components()).toString())
                .isEqualTo(new LinkedHashMap<>(pairs).toString());
    }

    @Provide
    Arbitrary<Map<String, String>> pairs() {
        Arbitrary<String> words = Arbitraries.strings()
                .withCharRange('a', 'z')
                .withChars('_', '/', '-', '.', '1')
                .ofMinLength(1)
                .ofMaxLength(12);
        return Arbitraries.maps(words, words).ofMinSize(1).ofMaxSize(6);
    }
}
