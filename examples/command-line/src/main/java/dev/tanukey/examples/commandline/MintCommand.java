package dev.tanukey.examples.commandline;

import dev.tanukey.testkit.CiTokenBuilder;
import dev.tanukey.testkit.SigningKey;
import dev.tanukey.testkit.TokenBuilder;
import dev.tanukey.testkit.TokenMint;
import dev.tanukey.testkit.UserTokenBuilder;
import java.nio.file.Path;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Prints one token. */
@Command(
        name = "mint",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        header = "Prints a token as a GitLab would mint it.",
        description = {
            "",
            "The token goes to the standard output and nothing else does. Unless told otherwise it is that of a job of"
                    + " jdoe on the protected branch main of acme/shop (project 4711), for https://api.example.com, and"
                    + " lives an hour. Whoever shall accept it needs the key: --key keeps it for the next call and for"
                    + " tanukey serve, --jwks writes what a verifier wants.",
            ""
        },
        footer = {
            "",
            "Examples:",
            "  tanukey mint --key test.key --jwks test.jwks --audience https://api.example.com > token",
            "  tanukey mint tag --tag v2.1.0 --project acme/infra/dns:12 --key test.key",
            "  tanukey mint user --user ada:7 --group acme --audience my-client-id --key test.key",
            "  tanukey mint --group acme --claim 'user_id=\"7\"' --without sha --expired --key test.key",
            "  tanukey mint ci-job-jwt-v2 --gitlab-version 16.0 --key test.key"
        })
final class MintCommand implements Callable<Integer> {
    private final Surroundings world;

    @Mixin
    private final Output output = new Output();

    @Parameters(
            arity = "0..1",
            paramLabel = "KIND",
            description =
                    "What it is: ${COMPLETION-CANDIDATES}. fork is a merge request from one; those behind user are no ID"
                            + " tokens for you, and nobody should let them in. Default: ${DEFAULT-VALUE}.")
    private TokenKind kind = TokenKind.CI_JOB;

    @Option(names = "--issuer", paramLabel = "URL", description = "The iss. Default: ${DEFAULT-VALUE}.")
    private String issuer = "https://gitlab.example.com";

    @Option(
            names = "--audience",
            paramLabel = "TEXT",
            description = "The aud; several make a list. Default: https://api.example.com.")
    private List<String> audiences = new ArrayList<>();

    @Option(names = "--project", paramLabel = "PATH[:ID]", description = "The project of the job.")
    private Optional<String> project = Optional.empty();

    @Option(names = "--user", paramLabel = "LOGIN[:ID]", description = "Who runs the job, or who logged in.")
    private Optional<String> user = Optional.empty();

    @Option(
            names = "--group",
            paramLabel = "PATH",
            description = "A group of the user; can be repeated. Default: none, and of a job no such claim.")
    private List<String> groups = new ArrayList<>();

    @Option(names = "--branch", paramLabel = "NAME", description = "The branch.")
    private Optional<String> branch = Optional.empty();

    @Option(names = "--tag", paramLabel = "NAME", description = "The tag.")
    private Optional<String> tag = Optional.empty();

    @Option(
            names = "--protected",
            negatable = true,
            fallbackValue = "true",
            description = "Protect the ref, or not. Default: main is, all others are not.")
    private Optional<Boolean> protectedRef = Optional.empty();

    @Option(names = "--environment", paramLabel = "NAME", description = "The environment to which the job deploys.")
    private Optional<String> environment = Optional.empty();

    @Option(
            names = "--claim",
            paramLabel = "NAME=JSON",
            description = "Set a claim, whatever else is said; can be repeated.")
    private List<String> claims = new ArrayList<>();

    @Option(names = "--without", paramLabel = "NAME", description = "Leave a claim out; can be repeated.")
    private List<String> without = new ArrayList<>();

    @Option(names = "--expired", description = "Let it have expired.")
    private boolean expired;

    @Option(
            names = "--issued-at",
            paramLabel = "INSTANT",
            description = "When, as in 2026-11-21T12:00:00Z. Default: now.")
    private Optional<Instant> issuedAt = Optional.empty();

    @Option(names = "--lifetime", paramLabel = "SECONDS", description = "How long it lives.")
    private Optional<Long> lifetime = Optional.empty();

    @Option(
            names = "--gitlab-version",
            paramLabel = "X.Y",
            description = "The release that mints it. Default: the newest.")
    private Optional<String> version = Optional.empty();

    @Option(
            names = "--key",
            paramLabel = "FILE",
            description = "The private key, PKCS #8 in PEM; made with mode 0600 if there is none. Default: a new key.")
    private Optional<Path> key = Optional.empty();

    @Option(names = "--jwks", paramLabel = "FILE", description = "Write the public key here, as a JWK Set.")
    private Optional<Path> jwks = Optional.empty();

    MintCommand(Surroundings world) {
        this.world = world;
    }

    @Override
    public Integer call() {
        SigningKey signer = key.map(KeyFile::readOrCreate).orElseGet(SigningKey::generate);
        TokenBuilder<?> token = token(signer);
        if (lifetime.filter(seconds -> seconds < 0).isPresent()) {
            throw Refusal.usage(
                    "--lifetime counts seconds from --issued-at on; for a token that is over there is --expired");
        }
        lifetime.ifPresent(seconds -> token.lifetime(Duration.ofSeconds(seconds)));
        if (expired) {
            token.expired();
        }
        without.forEach(token::without);
        claims.stream().map(ClaimEdit::parse).forEach(edit -> edit.applyTo(token));
        String signed = sign(token, signer);
        jwks.ifPresent(file -> KeyFile.writePublic(signer, file));
        if (key.isEmpty() && jwks.isEmpty()) {
            world.err().println("tanukey: nobody has the key of this token; --key FILE or --jwks FILE keeps it");
        }
        world.out().println(output.json ? json(signed, signer) : signed);
        return ExitCode.GOOD;
    }

    private TokenBuilder<?> token(SigningKey signer) {
        Clock clock =
                issuedAt.map(instant -> Clock.fixed(instant, ZoneOffset.UTC)).orElseGet(world::clock);
        TokenMint.Builder builder = TokenMint.builder(issuer).clock(clock).signingKey(signer);
        try {
            TokenBuilder<?> token = kind.begin(builder.build());
            version.ifPresent(token::gitlabVersion);
            if (token instanceof CiTokenBuilder job) {
                return job(job);
            }
            return token instanceof UserTokenBuilder person ? person(person) : service(token);
        } catch (IllegalArgumentException refused) {
            throw Refusal.usage(String.valueOf(refused.getMessage()));
        }
    }

    /** The key is the person's even where GitLab has one that it does not publish. */
    private static String sign(TokenBuilder<?> token, SigningKey signer) {
        try {
            return token.signWith(signer);
        } catch (IllegalStateException notMintable) {
            throw Refusal.usage(String.valueOf(notMintable.getMessage()));
        } catch (DateTimeException | ArithmeticException tooFar) {
            throw Refusal.usage("--issued-at and --lifetime lead to a time that is too far away to be written");
        }
    }

    private TokenBuilder<?> service(TokenBuilder<?> token) {
        List<Optional<?>> facts = List.of(project, user, branch, tag, environment, protectedRef);
        if (!groups.isEmpty() || facts.stream().anyMatch(Optional::isPresent)) {
            throw Refusal.usage("a " + kind + " token knows no project, ref, environment, user or group; --claim sets"
                    + " single claims");
        }
        if (!audiences.isEmpty()) {
            token.claim("aud", audiences.size() == 1 ? audiences.get(0) : List.copyOf(audiences));
        }
        return token;
    }

    private UserTokenBuilder person(UserTokenBuilder token) {
        requireNone("--project", project);
        requireNone("--branch", branch);
        requireNone("--tag", tag);
        requireNone("--environment", environment);
        requireNone("--protected", protectedRef);
        if (audiences.size() > 1) {
            throw Refusal.usage("a user's token has one --audience, the client id of the application");
        }
        audiences.forEach(token::audience);
        user.map(text -> Named.parse("--user", text, 7)).ifPresent(who -> token.user(who.name(), who.id()));
        if (!groups.isEmpty()) {
            token.groups(groups.toArray(String[]::new));
        }
        return token;
    }

    private CiTokenBuilder job(CiTokenBuilder token) {
        if (!groups.isEmpty()) {
            token.groups(groups.toArray(String[]::new));
        }
        if (!audiences.isEmpty()) {
            token.audience(
                    audiences.get(0), audiences.subList(1, audiences.size()).toArray(String[]::new));
        }
        project.map(text -> Named.parse("--project", text, 4711))
                .ifPresent(where -> token.project(where.name(), where.id()));
        user.map(text -> Named.parse("--user", text, 7)).ifPresent(who -> token.user(who.name(), who.id()));
        branch.ifPresent(token::branch);
        tag.ifPresent(token::tag);
        environment.ifPresent(token::environment);
        protectedRef.ifPresent(is -> {
            if (is) {
                token.protectedRef();
            } else {
                token.unprotectedRef();
            }
        });
        return token;
    }

    private static void requireNone(String option, Optional<?> value) {
        if (value.isPresent()) {
            throw Refusal.usage(option + " is for jobs; a user's token has no such claim");
        }
    }

    private String json(String signed, SigningKey signer) {
        Map<String, @Nullable Object> result = new LinkedHashMap<>();
        result.put("token", signed);
        result.put("issuer", issuer);
        result.put("kind", kind);
        result.put("keyId", signer.keyId());
        result.put("claims", UnprovenClaims.of(signed).orElse(Map.of()));
        return JsonText.write(result);
    }
}
