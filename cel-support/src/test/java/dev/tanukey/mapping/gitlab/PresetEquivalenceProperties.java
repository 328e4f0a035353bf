package dev.tanukey.mapping.gitlab;

import dev.tanukey.mapping.gitlab.GitLabFixtures.Fixture;
import dev.tanukey.testkit.TokenBuilder;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterProperty;

/** As {@link PresetEquivalenceTest}, with several claims bent at once. */
class PresetEquivalenceProperties {
    private final GitLabFixtures gitlab = new GitLabFixtures();
    private final List<WrittenPresets> presets = WrittenPresets.all();

    /** Another value for a claim. */
    private record Bend(String claim, Object value) {}

    @AfterProperty
    void stop() {
        gitlab.close();
    }

    @Property(tries = 500, edgeCases = EdgeCasesMode.NONE)
    void a_preset_and_its_written_form_agree_whatever_is_bent(
            @ForAll Fixture fixture, @ForAll("bends") List<Bend> bends) {
        TokenBuilder<?> token = gitlab.token(fixture);
        for (Bend bend : bends) {
            PresetEquivalenceTest.bent(token, bend.claim(), bend.value());
        }
        gitlab.verifiable(token).ifPresent(proven -> presets.forEach(preset -> preset.judgeAlike(proven)));
    }

    @Provide
    Arbitrary<List<Bend>> bends() {
        Arbitrary<Object> values = Arbitraries.of(PresetEquivalenceTest.VALUES);
        return Combinators.combine(Arbitraries.of(PresetEquivalenceTest.CLAIMS), values)
                .as(Bend::new)
                .list()
                .ofMinSize(2)
                .ofMaxSize(6);
    }
}
