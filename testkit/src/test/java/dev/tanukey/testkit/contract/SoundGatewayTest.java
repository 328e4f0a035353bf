package dev.tanukey.testkit.contract;

import dev.tanukey.testkit.FakeGitLab;
import dev.tanukey.testkit.forged.Attack;
import java.util.EnumSet;
import java.util.Set;

/** A gateway on Tanukey keeps the contract. */
class SoundGatewayTest extends GatewayContract {

    @Override
    protected Gateway start(FakeGitLab gitlab, String audience) {
        return Doors.sound(gitlab, audience);
    }

    /** It lets in the jobs of all projects. */
    @Override
    protected Set<Attack> attacks() {
        return EnumSet.complementOf(EnumSet.of(Attack.ORIGIN));
    }
}
