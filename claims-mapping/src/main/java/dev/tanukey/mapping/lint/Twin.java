package dev.tanukey.mapping.lint;

import static dev.tanukey.mapping.lint.Sample.Trait.EVERY_AUDIENCE;
import static dev.tanukey.mapping.lint.Sample.Trait.FORK;
import static dev.tanukey.mapping.lint.Sample.Trait.PROTECTED_ELSEWHERE;
import static dev.tanukey.mapping.lint.Sample.Trait.STRANGER;
import static dev.tanukey.mapping.lint.Sample.Trait.UNPROTECTED_REF;

import dev.tanukey.gitlab.TokenKind;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Who else might come with a token like that of a job of ours: what they cannot choose differs, and nothing else. */
enum Twin {
    GROUPS("BG", "with the groups of whoever started it"),
    AUDIENCES("BA", "for every audience at once"),
    OTHER_TYPE("T", "on an unprotected tag of that name"),
    SAME_REF("R", "on that ref, where it is not protected"),
    OTHER_REF("P", "on another, unprotected ref"),
    MERGE_REQUEST("M", "of a merge request"),
    FORK_OF_OURS("F", "of a fork's merge request"),
    BY_STRANGER("X", "by a stranger"),
    OF_OURS_ELSEWHERE("XO", "by the same person in a stranger's project"),
    SECRETS_MANAGER("K", "for the secrets manager"),
    PERSON_TOO("Z", "that is a person's token too");

    private static final String ID = "9999998";
    private static final String PERSON = "9999966";

    private final String ofB;
    private final String words;

    Twin(String ofB, String words) {
        this.ofB = ofB;
        this.words = words;
    }

    /** How a stranger's path or another ref looks like ours: patterns may be open at either end. */
    private enum Spelling {
        BEHIND,
        BEFORE,
        ABOVE;

        String path(String ours) {
            int slash = ours.indexOf('/');
            return switch (this) {
                case BEHIND -> slash < 0 ? ours + "-evil" : ours.substring(0, slash) + "-evil" + ours.substring(slash);
                case BEFORE -> "evil-" + ours;
                case ABOVE -> "evil/" + ours;
            };
        }

        String ref(String ours) {
            return switch (this) {
                case BEHIND -> ours + "-x";
                case BEFORE -> "x-" + ours;
                case ABOVE -> "x/" + ours;
            };
        }
    }

    /** The twin of a job in each spelling, with a name that says whose it is; the usual job's have short names. */
    List<Sample> of(Sample job) {
        return switch (this) {
            case OTHER_REF, MERGE_REQUEST, FORK_OF_OURS, BY_STRANGER, OF_OURS_ELSEWHERE ->
                Stream.of(Spelling.values()).map(spelling -> of(job, spelling)).toList();
            default -> List.of(of(job, Spelling.BEHIND));
        };
    }

    private Sample of(Sample job, Spelling spelling) {
        String which =
                this == OTHER_TYPE && job.text("ref_type").equals("tag") ? words.replace("tag", "branch") : words;
        String name = job.name() + " " + which;
        Draft draft = Draft.of(job);
        for (String own : List.of("job_id", "pipeline_id", "jti")) {
            if (!draft.text(own).isEmpty()) {
                draft.set(own, draft.text(own) + (1 + List.of(values()).indexOf(this)));
            }
        }
        draft.set("sha", draft.text("sha").replace('0', '9'));
        Sample changed = change(draft, spelling).sample();
        return new Sample(job.name().equals("B") ? ofB : name, name, kind(), changed.claims(), traits());
    }

    private Draft change(Draft draft, Spelling spelling) {
        return switch (this) {
            case GROUPS -> draft.add("groups_direct", List.of("foo", "ops"));
            case AUDIENCES -> draft;
            case OTHER_TYPE -> onOtherType(draft);
            case SAME_REF -> unprotected(draft);
            case OTHER_REF -> onOtherRef(draft, spelling);
            case MERGE_REQUEST -> merging(onOtherRef(draft, spelling));
            case FORK_OF_OURS -> ofFork(draft, spelling);
            case BY_STRANGER -> byMallory(inHisProject(draft, spelling));
            case OF_OURS_ELSEWHERE -> inHisProject(draft, spelling);
            case SECRETS_MANAGER -> forSecretsManager(draft);
            case PERSON_TOO -> personToo(draft);
        };
    }

    private Set<Sample.Trait> traits() {
        return switch (this) {
            case AUDIENCES -> Set.of(EVERY_AUDIENCE);
            case SAME_REF -> Set.of(PROTECTED_ELSEWHERE);
            case OTHER_TYPE, OTHER_REF, MERGE_REQUEST -> Set.of(UNPROTECTED_REF);
            case FORK_OF_OURS -> Set.of(FORK, UNPROTECTED_REF);
            case BY_STRANGER, OF_OURS_ELSEWHERE -> Set.of(STRANGER);
            case GROUPS, SECRETS_MANAGER, PERSON_TOO -> Set.of();
        };
    }

    private TokenKind kind() {
        return switch (this) {
            case SECRETS_MANAGER -> TokenKind.SECRETS_MANAGER;
            case PERSON_TOO -> TokenKind.OTHER;
            default -> TokenKind.CI_JOB;
        };
    }

    /** Anybody who may push may write any environment; one that is protected does not run for everybody. */
    private static Draft unprotected(Draft draft) {
        return draft.set("ref_protected", "false").set("environment_protected", "false");
    }

    private static Draft onOtherType(Draft draft) {
        return unprotected(draft.set("ref_type", draft.text("ref_type").equals("tag") ? "branch" : "tag"));
    }

    private static Draft onOtherRef(Draft draft, Spelling spelling) {
        return unprotected(draft.set("ref", spelling.ref(draft.text("ref"))));
    }

    private static Draft merging(Draft draft) {
        return draft.set("ref_type", "branch")
                .set("pipeline_source", "merge_request_event")
                .set("job_source", "merge_request_event");
    }

    /** It runs in our project; since 2025 everything but {@code job_*} speaks of the fork. */
    private static Draft ofFork(Draft draft, Spelling spelling) {
        return byMallory(elsewhere(unprotected(merging(draft)), "", spelling));
    }

    /** On the same instance; whoever has a project chooses its refs, environments and protections. */
    private static Draft inHisProject(Draft draft, Spelling spelling) {
        return elsewhere(elsewhere(draft, "", spelling), "job_", spelling);
    }

    private static Draft elsewhere(Draft draft, String before, Spelling spelling) {
        draft.set(before + "project_id", ID).set(before + "namespace_id", PERSON);
        for (String path : List.of(before + "project_path", before + "namespace_path")) {
            draft.set(path, spelling.path(draft.text(path)));
        }
        return draft;
    }

    /** The role is one in a project of his own, where he gives any. */
    private static Draft byMallory(Draft draft) {
        return draft.set("user_id", PERSON).set("user_login", "mallory").set("user_email", "mallory@example.net");
    }

    private static Draft forSecretsManager(Draft draft) {
        return draft.add("secrets_manager_scope", "pipeline").add("project_group_ids", List.of("7"));
    }

    private static Draft personToo(Draft draft) {
        return draft.add("preferred_username", "MyUserName").add("auth_time", 1_789_999_711L);
    }
}
