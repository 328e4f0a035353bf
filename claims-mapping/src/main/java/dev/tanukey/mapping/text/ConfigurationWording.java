package dev.tanukey.mapping.text;

import java.util.Collection;

/** Kubernetes' words for the fields of a configuration; a field that is set twice has other words in JSON. */
enum ConfigurationWording implements Wording {
    YAML {
        @Override
        public String duplicate(String path, String key) {
            return "key \"%s\" already set in map".formatted(key);
        }
    },
    JSON {
        @Override
        public String duplicate(String path, String key) {
            return "duplicate field \"%s\"".formatted(path);
        }
    };

    @Override
    public String mismatch(String came, String wanted) {
        return "cannot unmarshal %s into field of type %s".formatted(came, wanted);
    }

    @Override
    public String insteadOf(String unknown, String path, Collection<String> known) {
        return FieldAdvice.insteadOf(unknown, path, known);
    }
}
