package dev.tanukey.testkit.forged;

import dev.tanukey.reason.RejectionReason;
import java.util.Locale;
import java.util.Set;

/** A group of the catalogue in the making: its entries share the attack and the first half of their id. */
record Chapter(Attack attack) {

    /** Begins an entry: a standard forbids it. */
    Entry standard(String name, String title, String why) {
        return new Entry(this, Basis.STANDARD, name, title, why);
    }

    /** Begins an entry: standards leave room. */
    Entry policy(String name, String title, String why) {
        return new Entry(this, Basis.POLICY, name, title, why);
    }

    /** Begins an entry: only who knows GitLab can refuse it. */
    Entry gitlab(String name, String title, String why) {
        return new Entry(this, Basis.GITLAB, name, title, why);
    }

    /** What a reader of the catalogue wants to know; the verdict and the recipe follow. */
    record Entry(Chapter chapter, Basis basis, String name, String title, String why) {

        ForgedToken by(ForgedToken.Forgery forgery, RejectionReason reason, RejectionReason... also) {
            Attack attack = chapter.attack();
            String id = attack.name().toLowerCase(Locale.ROOT) + "/" + name;
            return new ForgedToken(id, title, attack, basis, reason, Set.of(also), why, forgery);
        }

        /** With one claim changed, and signed again. */
        ForgedToken claiming(String claim, Object value, RejectionReason reason, RejectionReason... also) {
            return by((mint, good) -> good.claim(claim, value).sign(), reason, also);
        }

        /** With one header parameter changed, and signed again. */
        ForgedToken heading(String parameter, Object value, RejectionReason reason, RejectionReason... also) {
            return by((mint, good) -> good.header(parameter, value).sign(), reason, also);
        }
    }
}
