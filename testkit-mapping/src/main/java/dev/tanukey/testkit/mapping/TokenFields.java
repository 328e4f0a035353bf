package dev.tanukey.testkit.mapping;

import dev.tanukey.mapping.text.FieldAdvice;
import dev.tanukey.mapping.text.Fields;
import dev.tanukey.mapping.text.Node;
import dev.tanukey.testkit.CiTokenBuilder;
import dev.tanukey.testkit.TokenBuilder;
import dev.tanukey.testkit.UserTokenBuilder;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;

/** Reads the fields below {@code token}: each is a sentence of the token builders. For one thread. */
final class TokenFields {
    /** Tokens of a suite are the same from run to run. */
    static final String JTI = "00000000-0000-4000-8000-000000000001";

    private static final Duration WELL_PAST = Duration.ofHours(1);

    private final Fields fields;
    private final Mints mints;

    TokenFields(Fields fields, Mints mints) {
        this.fields = fields;
        this.mints = mints;
    }

    /** Begins the token; everything but its own claims is set. */
    TokenBuilder<?> read(String issuer, Optional<String> audience, Instant now) {
        Preset preset = preset().orElse(Preset.ALL.get(0));
        TokenBuilder<?> builder = preset.begin().apply(mints.of(issuer));
        Optional<String> usual = audience.filter(any -> preset.choosesAudience());
        if (builder instanceof CiTokenBuilder job) {
            usual.ifPresent(job::audience);
            job(job);
        } else if (builder instanceof UserTokenBuilder user) {
            usual.ifPresent(user::audience);
            user(user);
        } else {
            usual.ifPresent(text -> builder.claim("aud", text));
            text("audience", text -> builder.claim("aud", text));
        }
        if (!(builder instanceof UserTokenBuilder)) {
            builder.claim("jti", JTI);
        }
        Words.word(fields, "gitlabVersion")
                .ifPresent(release -> attempt("gitlabVersion", () -> builder.gitlabVersion(release)));
        times(builder, now);
        return builder;
    }

    private Optional<Preset> preset() {
        String name = fields.text("preset");
        Optional<Preset> preset = Preset.of(name);
        if (name.isEmpty()) {
            fields.problem(
                    "preset",
                    "no preset is named",
                    "Write one of " + FieldAdvice.names(Preset.names()) + " into `preset`");
        } else if (preset.isEmpty()) {
            fields.problem(
                    "preset",
                    "there is no preset " + Words.quoted(name),
                    FieldAdvice.meant(name, "", Preset.names())
                            .map("Did you mean `%s`?"::formatted)
                            .orElse("Write one of " + FieldAdvice.names(Preset.names())));
        }
        return preset;
    }

    private void job(CiTokenBuilder job) {
        Words.textOrTexts(fields, "audience").ifPresent(audiences -> {
            if (audiences.size() == 1 && !isList("audience")) {
                job.audience(audiences.get(0));
            } else {
                job.audienceList(audiences.toArray(String[]::new));
            }
        });
        named("project", "projectId", "acme/shop", 4711, job::project);
        Words.id(fields, "namespaceId").ifPresent(job::namespaceId);
        named("fork", "forkId", "stranger/shop", 9999, job::mergeRequestFromFork);
        named("user", "userId", "jdoe", 1001, job::user);
        text("email", job::email);
        text("accessLevel", job::accessLevel);
        if (fields.node("branch").isPresent() && fields.node("tag").isPresent()) {
            fields.problem("tag", "a job runs for a branch or for a tag, and here are both", "Delete one of the two");
        }
        text("branch", job::branch);
        text("tag", job::tag);
        Words.bool(fields, "protectedRef").ifPresent(yes -> {
            if (yes) {
                job.protectedRef();
            } else {
                job.unprotectedRef();
            }
        });
        text("environment", job::environment);
        if (fields.bool("protectedEnvironment")) {
            job.protectedEnvironment();
        }
        text("deploymentTier", job::deploymentTier);
        text("environmentAction", job::environmentAction);
        text("pipelineSource", job::pipelineSource);
        text("visibility", job::visibility);
        Words.texts(fields, "groups").ifPresent(groups -> job.groups(groups.toArray(String[]::new)));
        Words.texts(fields, "subjectComponents")
                .filter(list -> !list.isEmpty())
                .ifPresent(list -> attempt(
                        "subjectComponents",
                        () -> job.subjectComponents(
                                list.get(0), list.subList(1, list.size()).toArray(String[]::new))));
    }

    private void user(UserTokenBuilder user) {
        text("audience", user::audience);
        named("user", "userId", "jdoe", 1001, user::user);
        text("name", user::name);
        text("email", user::email);
        if (!Words.bool(fields, "emailVerified").orElse(true)) {
            user.unverifiedEmail();
        }
        Words.texts(fields, "groups").ifPresent(groups -> user.groups(groups.toArray(String[]::new)));
    }

    /** The times are written out: the mints have clocks of their own. */
    private void times(TokenBuilder<?> builder, Instant now) {
        Optional<Duration> written = lifetime();
        written.ifPresent(builder::lifetime);
        Duration lifetime = written.orElse(Duration.ofSeconds(builder instanceof UserTokenBuilder ? 120 : 3600));
        boolean expired = fields.bool("expired");
        boolean early = fields.bool("notYetValid");
        if (expired && early) {
            fields.problem("notYetValid", "a token cannot be expired and not yet valid", "Delete one of the two");
        }
        Instant issued = expired ? now.minus(lifetime).minus(WELL_PAST) : early ? now.plus(WELL_PAST) : now;
        builder.issuedAt(issued);
    }

    private Optional<Duration> lifetime() {
        Optional<String> text = fields.optionalText("lifetime").filter(written -> !written.isEmpty());
        try {
            Optional<Duration> parsed = text.map(Duration::parse);
            if (parsed.filter(Duration::isNegative).isPresent()) {
                fields.problem(
                        "lifetime", "a token cannot end before it begins", "Write expired: true for one that is over");
            }
            return parsed;
        } catch (DateTimeException notADuration) {
            fields.problem(
                    "lifetime",
                    "expected a duration, came " + Words.quoted(text.orElse("")),
                    "Write it as PT90S, PT15M or PT2H");
            return Optional.empty();
        }
    }

    private boolean isList(String name) {
        return fields.node(name).orElseThrow() instanceof Node.Sequence;
    }

    private void text(String name, Consumer<String> sentence) {
        fields.optionalText(name).ifPresent(text -> attempt(name, () -> sentence.accept(text)));
    }

    /** A path or login and its id; without an id, one that follows from the name. */
    private void named(String name, String idName, String usual, long usualId, Sentence sentence) {
        Optional<String> text = fields.optionalText(name);
        Optional<Long> id = Words.id(fields, idName);
        if (text.isEmpty() && id.isPresent() && name.equals("fork")) {
            fields.problem(name, "a fork has an id but no path", "Write its full path, as stranger/shop");
            return;
        }
        if (text.isPresent() || id.isPresent()) {
            String path = text.orElse(usual);
            long ofPath = path.equals(usual) ? usualId : Integer.toUnsignedLong(path.hashCode());
            attempt(name, () -> sentence.of(path, id.orElse(ofPath)));
        }
    }

    private void attempt(String name, Runnable sentence) {
        try {
            sentence.run();
        } catch (IllegalArgumentException refused) {
            fields.problem(name, String.valueOf(refused.getMessage()), "Correct it");
        }
    }

    @FunctionalInterface
    private interface Sentence {
        Object of(String name, long id);
    }
}
