package dev.tanukey.mapping.lint;

import java.util.List;

/**
 * One thing about a configuration that its author should know.
 *
 * <p>Immutable and thread-safe.
 *
 * @param kind what it is
 * @param severity how bad it is here
 * @param path the field that it is about, in Kubernetes' form, such as {@code jwt[0].claimMappings.groups.expression}
 * @param samples the names of the samples that show it; empty where it can be seen without any
 * @param message what happens, in a sentence
 * @param advice what to do about it, in a sentence
 */
public record Finding(Kind kind, Severity severity, String path, List<String> samples, String message, String advice) {

    /** How bad a finding is. */
    public enum Severity {
        /** Somebody becomes who they are not, or somebody who should get in cannot. */
        ERROR,
        /** Dangerous, unless bindings and circumstances make up for it. */
        WARNING,
        /** Good to know. */
        NOTE
    }

    /** What was found. The constants are stable. */
    public enum Kind {
        /**
         * An expression has no value over a sample, or one of the wrong type, and nothing else keeps the sample out. A
         * warning where the username itself fails, or a rule: then at least nobody is half served. A note where that
         * keeps out one kind of tokens altogether.
         */
        EVALUATION_ERROR(Severity.ERROR),
        /**
         * A group that people are in by their memberships is given to a job too: whoever is in it, and whoever can make
         * them start a pipeline, hands its rights to the pipeline.
         */
        HUMAN_GROUP_REACHABLE_FROM_CI(Severity.ERROR),
        /**
         * A token of one kind comes under the username prefix of the other. A warning where the two kinds merely share
         * a prefix and no name.
         */
        KIND_UNDER_WRONG_PREFIX(Severity.ERROR),
        /**
         * A rule can never hold, since GitLab never sends such a claim or value. A warning where no sample fulfils it,
         * but some other token might.
         */
        RULE_NEVER_MATCHES(Severity.ERROR),
        /**
         * Username, uid or groups change when a project, a group or a person is renamed, and others may take the name.
         * A note where the uid stays.
         */
        IDENTITY_HANGS_ON_NAMES(Severity.WARNING),
        /** A fork's merge request gets in. An error where it comes as the protected branch does, by name or group. */
        REACHABLE_FROM_FORK(Severity.WARNING),
        /**
         * A job on a ref to which every developer may push gets in. An error where it becomes who a job on a protected
         * branch is.
         */
        REACHABLE_FROM_UNPROTECTED_REF(Severity.WARNING),
        /**
         * A job of any project of the instance gets in. An error on gitlab.com, where everybody can have a project, and
         * where the stranger becomes who we are.
         */
        OPEN_TO_EVERY_PROJECT(Severity.WARNING),
        /**
         * Names under this prefix may be somebody else's: another issuer's, or those that the GitLab agent gives. An
         * error where two issuers share it or one gives a name of the other, as tried; a note where Tanukey refuses
         * that, which a kube-apiserver does not.
         */
        PREFIX_IS_AMBIGUOUS(Severity.WARNING),
        /** The uid is the username once more, and so says nothing that would survive a renaming. */
        UID_EQUALS_USERNAME(Severity.NOTE),
        /**
         * No sample gets in, so that the report proves nothing. An error where a claim's name or value is known to be
         * wrong.
         */
        NOBODY_GETS_IN(Severity.WARNING),
        /**
         * Names or groups that people choose on GitLab are names or groups here, without a prefix. An error on
         * gitlab.com, where everybody chooses.
         */
        NO_PREFIX(Severity.WARNING),
        /** A token gets in that is neither a job's ID token nor a person's, but looks like one. */
        KIND_NOT_DECIDED(Severity.WARNING);

        private final Severity severity;

        Kind(Severity severity) {
            this.severity = severity;
        }

        /** {@return how bad it usually is} */
        public Severity severity() {
            return severity;
        }
    }

    /** Copies the list. */
    public Finding {
        samples = List.copyOf(samples);
    }

    static Finding of(Kind kind, String path, List<String> samples, String message, String advice) {
        return new Finding(kind, kind.severity, path, samples, message, advice);
    }

    Finding as(Severity other) {
        return new Finding(kind, other, path, samples, message, advice);
    }

    /** What, where and over which samples. */
    String headline() {
        return severity + " " + kind + " at " + path
                + (samples.isEmpty() ? "" : " (" + String.join(", ", samples) + ")");
    }

    /** {@return the finding in one line} */
    @Override
    public String toString() {
        return headline() + ": " + message + " " + advice;
    }
}
