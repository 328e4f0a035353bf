package dev.tanukey.mapping.text;

import static dev.tanukey.mapping.text.ConfigurationReaderConformanceTest.problems;
import static dev.tanukey.mapping.text.ConfigurationReaderTest.HEAD;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tanukey.mapping.schema.ConfigurationProblem;
import org.junit.jupiter.api.Test;

/** What the person who wrote the file reads. */
class ConfigurationReaderMessagesTest {
    private static final String LOOK = ". Look at the indentation, brackets and quotes there and just before";
    private static final String NAMES =
            ". Put it into `username` or `groups`; known here are `username`, `groups`, `uid`, `extra`";
    private static final String OF_ISSUER =
            "`url`, `discoveryURL`, `certificateAuthority`, `audiences`, `audienceMatchPolicy`, `egressSelectorType`";
    private static final String OF_AUTHENTICATOR =
            "`issuer`, `claimValidationRules`, `claimMappings`, `userValidationRules`";

    private static void refused(String text, String... messages) {
        assertThat(problems(text)).extracting(ConfigurationProblem::message).containsExactly(messages);
    }

    @Test
    void nothing_is_no_configuration() {
        refused("", "line 1, column 1: empty config data. Write an AuthenticationConfiguration into the file");
        refused(
                "\n",
                "line 1, column 1: kind: Object 'Kind' is missing. Write kind: AuthenticationConfiguration",
                "line 1, column 1: apiVersion: Object 'apiVersion' is missing. Write apiVersion:"
                        + " apiserver.config.k8s.io/v1");
    }

    @Test
    void another_thing_is_no_configuration() {
        refused(
                "hello",
                "line 1, column 1: cannot unmarshal string into field of type object. Write its fields below it, each as"
                        + " `name: value`; they are `apiVersion`, `kind`, `jwt`, `anonymous`");
        refused(
                "kind: ConfigMap\napiVersion: v1\nmetadata: {}",
                "line 1, column 1: kind: expected AuthenticationConfiguration, got \"ConfigMap\". Write kind:"
                        + " AuthenticationConfiguration");
        refused(
                "kind: AuthenticationConfiguration\napiVersion: apiserver.k8s.io/v1",
                "line 2, column 1: apiVersion: no kind \"AuthenticationConfiguration\" is registered for version"
                        + " \"apiserver.k8s.io/v1\". Write apiVersion: apiserver.config.k8s.io/v1; v1beta1 and v1alpha1"
                        + " are known too");
    }

    @Test
    void a_misspelled_field_is_recognized() {
        refused(
                HEAD + "jwt:\n- issuer:\n    URL: a\n    adiences: []\n    discovery_url: a\n  extra: []\n",
                "line 5, column 5: jwt[0].issuer.URL: unknown field \"jwt[0].issuer.URL\". Did you mean `url`?",
                "line 6, column 5: jwt[0].issuer.adiences: unknown field \"jwt[0].issuer.adiences\". Did you mean"
                        + " `audiences`?",
                "line 7, column 5: jwt[0].issuer.discovery_url: unknown field \"jwt[0].issuer.discovery_url\". Did you"
                        + " mean `discoveryURL`?",
                "line 8, column 3: jwt[0].extra: unknown field \"jwt[0].extra\". Put it into `claimMappings`; known here"
                        + " are " + OF_AUTHENTICATOR);
        refused(
                "Kind: AuthenticationConfiguration\napiVersion: apiserver.config.k8s.io/v1",
                "line 1, column 1: Kind: unknown field \"Kind\". Did you mean `kind`?");
    }

    @Test
    void a_field_with_the_name_of_its_object_before_it_is_recognized() {
        refused(
                HEAD + "jwt:\n- issuer:\n    issuerURL: a\n- issuer:\n    issuerUrl: a\n  claimMappings:\n"
                        + "    username: {usernameClaim: sub}\n",
                "line 5, column 5: jwt[0].issuer.issuerURL: unknown field \"jwt[0].issuer.issuerURL\". Did you mean"
                        + " `url`?",
                "line 7, column 5: jwt[1].issuer.issuerUrl: unknown field \"jwt[1].issuer.issuerUrl\". Did you mean"
                        + " `url`?",
                "line 9, column 16: jwt[1].claimMappings.username.usernameClaim: unknown field"
                        + " \"jwt[1].claimMappings.username.usernameClaim\". Did you mean `claim`?");
    }

    @Test
    void a_field_that_belongs_to_a_name_is_sent_there() {
        refused(
                HEAD + "jwt:\n- claimMappings:\n    claim: sub\n    prefix: 'a:'\n    expression: x\n  prefix: b\n"
                        + "  claimValidationRules: [{claim: hd, value: x}]\n",
                "line 5, column 5: jwt[0].claimMappings.claim: unknown field \"jwt[0].claimMappings.claim\"" + NAMES,
                "line 6, column 5: jwt[0].claimMappings.prefix: unknown field \"jwt[0].claimMappings.prefix\"" + NAMES,
                "line 7, column 5: jwt[0].claimMappings.expression: unknown field \"jwt[0].claimMappings.expression\""
                        + NAMES,
                "line 8, column 3: jwt[0].prefix: unknown field \"jwt[0].prefix\". Put it into"
                        + " `claimMappings.username` or `claimMappings.groups`; known here are " + OF_AUTHENTICATOR,
                "line 9, column 38: jwt[0].claimValidationRules[0].value: unknown field"
                        + " \"jwt[0].claimValidationRules[0].value\". Did you mean `requiredValue`?");
        refused(
                HEAD + "jwt: [{claimMappings: {extra: [{expression: x}], uid: {prefix: x}}}]",
                "line 3, column 33: jwt[0].claimMappings.extra[0].expression: unknown field"
                        + " \"jwt[0].claimMappings.extra[0].expression\". Did you mean `valueExpression`?",
                "line 3, column 56: jwt[0].claimMappings.uid.prefix: unknown field"
                        + " \"jwt[0].claimMappings.uid.prefix\". Delete it; known here are `claim`, `expression`");
    }

    @Test
    void a_field_that_is_known_nowhere_has_to_go() {
        refused(
                HEAD + "metadata: {name: x}\njwt: [{issuer: {foo: 1}}]",
                "line 3, column 1: metadata: unknown field \"metadata\". Delete it: an AuthenticationConfiguration is a"
                        + " file, not an object of the cluster",
                "line 4, column 17: jwt[0].issuer.foo: unknown field \"jwt[0].issuer.foo\". Delete it; known here are "
                        + OF_ISSUER);
        refused(
                HEAD + "\"\\e[0m\": 1",
                "line 3, column 1: \\u001b[0m: unknown field \"\\u001b[0m\". Delete it; known here are `apiVersion`,"
                        + " `kind`, `jwt`, `anonymous`");
    }

    @Test
    void a_field_stands_there_once() {
        refused(
                HEAD + "jwt:\n- issuer:\n    url: a\n    \"url\": b",
                "line 6, column 5: jwt[0].issuer.url: key \"url\" already set in map. It is set in line 5 already; keep"
                        + " one of the two");
        refused(
                "{\"kind\":\"AuthenticationConfiguration\",\"apiVersion\":\"apiserver.config.k8s.io/v1\",\n"
                        + "\"jwt\":[{\"issuer\":{\"url\":\"a\",\"url\":\"b\"}}]}",
                "line 2, column 29: jwt[0].issuer.url: duplicate field \"jwt[0].issuer.url\". It is set in line 2"
                        + " already; keep one of the two");
    }

    @Test
    void no_type_is_turned_into_another() {
        refused(
                HEAD + "jwt:\n- issuer:\n    url: yes\n    audiences: [0x1F]\n    certificateAuthority: [a]\n"
                        + "    egressSelectorType: {}\n- issuer: {audiences: a}\n- issuer: x\n",
                "line 5, column 10: jwt[0].issuer.url: cannot unmarshal bool into field of type string. To make it a"
                        + " text, put it into quotes: \"yes\"",
                "line 6, column 17: jwt[0].issuer.audiences[0]: cannot unmarshal number into field of type string. To"
                        + " make it a text, put it into quotes: \"0x1F\"",
                "line 7, column 27: jwt[0].issuer.certificateAuthority: cannot unmarshal array into field of type"
                        + " string. Write one text here",
                "line 8, column 25: jwt[0].issuer.egressSelectorType: cannot unmarshal object into field of type"
                        + " string. Write one text here",
                "line 9, column 23: jwt[1].issuer.audiences: cannot unmarshal string into field of type array. Write a"
                        + " list, even for one element: [\"a\"]",
                "line 10, column 11: jwt[2].issuer: cannot unmarshal string into field of type object. Write its fields"
                        + " below it, each as `name: value`; they are " + OF_ISSUER);
        refused(
                HEAD + "jwt: {}\nanonymous:\n  enabled: 'yes'",
                "line 3, column 6: jwt: cannot unmarshal object into field of type array. Write a list, with `- ` before"
                        + " each element",
                "line 5, column 12: anonymous.enabled: cannot unmarshal string into field of type bool. Write true or"
                        + " false, without quotes");
    }

    @Test
    void every_part_of_yaml_with_two_meanings_is_refused() {
        refused(
                HEAD + "jwt: &all []\nanonymous: *all\n<<: {}\n",
                "line 3, column 6: jwt: found the anchor &all. Delete it, and write its value out at each place that"
                        + " refers to it",
                "line 4, column 12: anonymous: found the alias *all. Write the value out here",
                "line 5, column 1: found the merge key <<. Write the merged fields out here");
        refused(
                HEAD + "jwt: [{issuer: {url: !!str 1}}]",
                "line 3, column 22: jwt[0].issuer.url: found the tag !!str. Delete it; to make a text of a number or a"
                        + " boolean, put it into quotes");
        refused(
                HEAD + "---\nfoo: [",
                "line 3, column 1: a second document begins. Keep one document: a kube-apiserver would read the first"
                        + " and ignore all others without a word");
        refused(
                "%YAML 1.2\n---\n" + HEAD,
                "line 1, column 1: found a YAML directive. Delete the lines that begin with %");
        refused(HEAD + "[a]: b", "line 3, column 1: invalid map key. Write the name of a field before the colon");
    }

    @Test
    void what_only_a_newer_yaml_allows_is_refused() {
        refused(
                HEAD + "\t\njwt: [{issuer: {url: ?a, audiences: [\"\\/\", \"\\ud83e\\udd8a\"]}, claimMappings:}]",
                "line 3, column 1: found a tab character that violates indentation. Write spaces instead",
                "line 4, column 22: jwt[0].issuer.url: found a question mark in a text between brackets. Put the whole"
                        + " text into quotes",
                "line 4, column 38: jwt[0].issuer.audiences[0]: found unknown escape character \\/. Write / without the"
                        + " backslash",
                "line 4, column 44: jwt[0].issuer.audiences[1]: found invalid Unicode character escape code. Write the"
                        + " character itself, or all of it as in \"\\U0001F98A\": \\u escapes in pairs are JSON",
                "line 4, column 62: jwt[0]: found a colon before '}'. Write a space after the colon, or put it into"
                        + " quotes if it belongs to the text");
    }

    @Test
    void a_slip_in_yaml_has_a_place() {
        refused(
                "a: [b\n",
                "line 2, column 1: not well-formed YAML: while parsing a flow sequence, expected ',' or ']', but got"
                        + " <stream end>" + LOOK);
        refused(
                HEAD + "jwt: a: b",
                "line 3, column 7: not well-formed YAML: mapping values are not allowed here" + LOOK + "; a text that"
                        + " ends with a colon, or has a colon and a space in it, needs quotes");
        refused(
                HEAD + "a: \"\\UFFFFFFFF\"",
                "line 3, column 1: not well-formed YAML: found invalid Unicode character escape code. Look for \\U behind"
                        + " this place; the greatest is \\U0010FFFF");
        refused(
                HEAD + "# \u2028jwt: []",
                "line 3, column 3: control characters are not allowed: U+2028. Delete it, or write it as \"\\u2028\" in"
                        + " double quotes");
    }

    @Test
    void a_text_that_ends_with_a_colon_needs_quotes() {
        String quotes = ". Put the text with its colon into quotes";
        refused(
                HEAD + "jwt: [{claimMappings: {username: {claim: sub, prefix: gitlab:}}}]",
                "line 3, column 55: jwt[0].claimMappings.username.prefix: found a colon before '}'" + quotes);
        refused(
                HEAD + "jwt: [{claimMappings: {username: {prefix: gitlab:, claim: sub}}}]",
                "line 3, column 43: jwt[0].claimMappings.username.prefix: found a colon before ','" + quotes);
        refused(
                HEAD + "jwt: [{issuer: {audiences: [gitlab:]}}]",
                "line 3, column 29: jwt[0].issuer.audiences[0]: found a colon before ']'" + quotes,
                "line 3, column 29: jwt[0].issuer.audiences[0]: cannot unmarshal object into field of type string. Write"
                        + " one text here");
        refused(
                HEAD + "jwt:\n- claimMappings:\n    username:\n      prefix: gitlab:\n",
                "line 6, column 21: not well-formed YAML: mapping values are not allowed here" + LOOK
                        + "; a text that ends with a colon, or has a colon and a space in it, needs quotes");
    }

    @Test
    void the_words_of_the_library_are_mended() {
        refused(
                HEAD + "jwt: -",
                "line 3, column 6: not well-formed YAML: sequence entries are not allowed here" + LOOK
                        + "; a text that is a dash, or begins with one, needs quotes");
        refused(
                HEAD + "jwt: @gitlab",
                "line 3, column 6: not well-formed YAML: while scanning for the next token, found character '@' that"
                        + " cannot start any token" + LOOK + "; a text that begins with @ needs quotes");
        refused(
                HEAD + "jwt: &\n",
                "line 3, column 7: not well-formed YAML: while scanning an anchor, unexpected character found"
                        + " \\u000A(10)" + LOOK);
        refused(
                HEAD + "jwt: \"\\\u202e\"\n",
                "line 3, column 8: not well-formed YAML: while scanning a double-quoted scalar, found unknown escape"
                        + " character \\u202E(8238)" + LOOK);
    }

    @Test
    void half_a_character_is_none() {
        refused(
                HEAD + "\ud83e",
                "line 3, column 1: control characters are not allowed: U+D83E. Delete it: it is half of a character");
    }

    @Test
    void a_slip_in_json_has_a_place() {
        refused(
                " {\"jwt\": [],}",
                "line 1, column 13: not well-formed JSON: Unexpected character ('}' (code 125)): was expecting"
                        + " double-quote to start field name. A text that begins with { is JSON to a kube-apiserver:"
                        + " write strict JSON, or YAML without that brace");
    }

    @Test
    void there_are_limits() {
        refused(
                HEAD + "jwt: " + "[".repeat(1000),
                "line 3, column 37: more than 32 levels. Take levels away; a configuration needs nine");
        refused(
                "{\"jwt\": " + "[".repeat(40) + "]".repeat(40) + "}",
                "line 1, column 40: more than 32 levels. Take levels away; a configuration needs nine");
        refused(
                "#".repeat(1_048_577),
                "line 1, column 1: 1048577 characters. Make it shorter; at most 1048576 characters are read");
        assertThat(problems(HEAD + "jwt: [" + "1,".repeat(100_000) + "]")).hasSize(1000);
        assertThat(problems("{\"jwt\": [" + "1,".repeat(50_000) + "1]}")).hasSize(1000);
    }
}
