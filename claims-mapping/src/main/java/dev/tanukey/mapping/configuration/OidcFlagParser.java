package dev.tanukey.mapping.configuration;

import dev.tanukey.mapping.schema.ConfigurationProblem;
import dev.tanukey.mapping.schema.ConfigurationProblem.Kind;
import dev.tanukey.mapping.schema.InvalidConfigurationException;
import dev.tanukey.mapping.text.Discreet;
import dev.tanukey.mapping.text.GoText;
import dev.tanukey.mapping.text.Slips;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.stream.Stream;

/** Reads {@code --oidc-*} flags from a command line, as Kubernetes' flag library does. For one command line. */
final class OidcFlagParser {
    private static final String CONFIGURATION_FILE = "authentication-config";
    private static final String END_OF_FLAGS = "--";

    private static final Map<String, BiConsumer<OidcFlagParser, String>> FLAGS = Map.of(
            "oidc-issuer-url", (parser, value) -> parser.flags.issuerUrl(value),
            "oidc-client-id", (parser, value) -> parser.flags.clientId(value),
            "oidc-ca-file", (parser, value) -> parser.certificateFile = value,
            "oidc-username-claim", (parser, value) -> parser.flags.usernameClaim(value),
            "oidc-username-prefix", (parser, value) -> parser.flags.usernamePrefix(value),
            "oidc-groups-claim", (parser, value) -> parser.flags.groupsClaim(value),
            "oidc-groups-prefix", (parser, value) -> parser.flags.groupsPrefix(value),
            "oidc-signing-algs", OidcFlagParser::addAlgorithms,
            "oidc-required-claim", OidcFlagParser::addRequiredClaim);

    private final OidcFlags.Builder flags = new OidcFlags.Builder();
    private final List<ConfigurationProblem> problems = new ArrayList<>();
    private final List<String> algorithms = new ArrayList<>();
    private String certificateFile = "";
    private String configurationFile = "";
    private boolean anyFlag;

    OidcFlags parse(List<String> arguments) {
        for (int i = 0; i < arguments.size() && !arguments.get(i).equals(END_OF_FLAGS); i++) {
            String argument = arguments.get(i);
            String name = name(argument);
            if (isOidc(name)) {
                anyFlag = true;
            }
            if (!isOurs(name)) {
                continue;
            }
            if (!argument.startsWith("--") || !(name.equals(CONFIGURATION_FILE) || FLAGS.containsKey(name))) {
                refuseUnknown(argument, name);
            } else if (argument.indexOf('=') >= 0) {
                set(name, argument.substring(argument.indexOf('=') + 1));
            } else if (i + 1 < arguments.size()) {
                i++;
                set(name, arguments.get(i));
            } else {
                refuse("flag needs an argument: --" + name, "Write --" + name + "=value");
            }
        }
        return finish();
    }

    /** The name without dashes before it; an underscore in it counts as a dash, as in Kubernetes. */
    private static String name(String argument) {
        int equals = argument.indexOf('=');
        String name = equals < 0 ? argument : argument.substring(0, equals);
        int dashes = 0;
        while (dashes < 2 && dashes < name.length() && name.charAt(dashes) == '-') {
            dashes++;
        }
        return dashes == 0 && equals < 0 ? "" : name.substring(dashes).replace('_', '-');
    }

    /** A required claim that is lost to a slip of the pen lets somebody in; so what looks like a flag is one. */
    private static boolean isOidc(String name) {
        return name.toLowerCase(Locale.ROOT).startsWith("oidc-");
    }

    private static boolean isOurs(String name) {
        return isOidc(name) || name.equals(CONFIGURATION_FILE);
    }

    private void set(String name, String value) {
        if (name.equals(CONFIGURATION_FILE)) {
            configurationFile = value;
        } else {
            Optional.ofNullable(FLAGS.get(name)).ifPresent(flag -> flag.accept(this, value));
        }
    }

    private void addAlgorithms(String value) {
        if (!value.isEmpty()) {
            for (String algorithm : value.split(",", -1)) {
                boolean quoted = algorithm.length() > 1 && algorithm.startsWith("\"") && algorithm.endsWith("\"");
                algorithms.add(quoted ? algorithm.substring(1, algorithm.length() - 1) : algorithm);
            }
        }
    }

    private void addRequiredClaim(String value) {
        int equals = value.indexOf('=');
        if (equals < 0) {
            refuse(
                    "invalid argument " + GoText.quote(Discreet.text(value))
                            + " for \"--oidc-required-claim\" flag: malformed pair, expect string=string",
                    "Write --oidc-required-claim=claim=value, once for each claim");
        } else {
            flags.requiredClaim(
                    value.substring(0, equals).strip(),
                    value.substring(equals + 1).strip());
        }
    }

    private void refuseUnknown(String argument, String name) {
        String shown = argument.indexOf('=') < 0 ? argument : argument.substring(0, argument.indexOf('='));
        refuse("unknown flag: " + shown, "Did you mean --" + nearest(name.toLowerCase(Locale.ROOT)) + "?");
    }

    private void refuse(String detail, String advice) {
        problems.add(OidcFlags.problem(Kind.INVALID, detail, advice));
    }

    private OidcFlags finish() {
        flags.signingAlgorithms(algorithms);
        if (!anyFlag) {
            problems.add(OidcFlags.problem(
                    Kind.REQUIRED,
                    "no oidc-* flag is set",
                    configurationFile.isEmpty()
                            ? "Set --oidc-issuer-url and --oidc-client-id"
                            : "Read the file with AuthenticationConfiguration.read"));
        } else if (!configurationFile.isEmpty()) {
            refuse(
                    "authentication-config file and oidc-* flags are mutually exclusive",
                    "Take out --authentication-config, or all --oidc-* flags");
        } else {
            readCertificates();
            problems.addAll(flags.problems());
        }
        if (!problems.isEmpty()) {
            throw new InvalidConfigurationException(problems);
        }
        return flags.build();
    }

    private void readCertificates() {
        if (certificateFile.isEmpty()) {
            return;
        }
        try {
            flags.certificateAuthorities(
                    new String(ConfigurationFile.bytes(Path.of(certificateFile)), StandardCharsets.UTF_8));
        } catch (IOException | InvalidPathException unreadable) {
            boolean missing = unreadable.getCause() instanceof NoSuchFileException;
            refuse(
                    "open " + Discreet.text(certificateFile) + ": "
                            + (missing ? "no such file or directory" : "it cannot be read"),
                    "Let --oidc-ca-file name a file that can be read, with certificates as PEM");
        }
    }

    private static String nearest(String name) {
        return Stream.concat(Stream.of(CONFIGURATION_FILE), FLAGS.keySet().stream())
                .sorted()
                .min(Comparator.comparingInt(flag -> Slips.between(flag, name)))
                .orElseThrow();
    }
}
