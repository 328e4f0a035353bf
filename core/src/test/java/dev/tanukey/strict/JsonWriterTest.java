package dev.tanukey.strict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class JsonWriterTest {

    @Test
    void what_is_written_reads_back_as_the_same() throws Exception {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("text", "\"Ł\"\n\\");
        object.put("list", Arrays.asList(1L, 2.5, true, null, List.of()));
        object.put("object", Map.of("a", "b"));
        String json = JsonWriter.write(object);
        assertThat(json)
                .isEqualTo(
                        """
                {"text":"\\"Ł\\"\\n\\\\","list":[1,2.5,true,null,[]],"object":{"a":"b"}}""");
        assertThat(StrictJson.readObject(json.getBytes(StandardCharsets.UTF_8))).isEqualTo(object);
    }

    @Test
    void a_value_of_another_class_is_refused_with_advice() {
        assertThatThrownBy(() -> JsonWriter.write(Map.of("exp", Instant.EPOCH)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("java.time.Instant")
                .hasMessageContaining("whole seconds");
    }
}
