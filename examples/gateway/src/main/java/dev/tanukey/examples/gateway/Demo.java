package dev.tanukey.examples.gateway;

import dev.tanukey.mapping.configuration.AuthenticationConfiguration;
import dev.tanukey.mapping.gitlab.GitLabMappings;
import dev.tanukey.mapping.gitlab.UsersAndJobs;
import dev.tanukey.mapping.schema.JwtAuthenticator;
import dev.tanukey.testkit.CiTokenBuilder;
import dev.tanukey.testkit.FakeGitLab;
import dev.tanukey.testkit.UserTokenBuilder;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import okhttp3.tls.HandshakeCertificates;
import okhttp3.tls.HeldCertificate;

/** The gateway with everything around it on this machine: a fake GitLab, certificates, and something behind. */
final class Demo implements AutoCloseable {
    static final String AUDIENCE = "https://gateway.example.com";
    static final String APPLICATION = "gateway-login";

    private static final Duration LIFETIME = Duration.ofHours(8);

    private final Path folder;
    private final FakeGitLab gitlab;
    private final PrintStream auditLog;
    private final DemoUpstream upstream;
    private final HeldCertificate authority;
    private GatewayServer gateway;

    private Demo(Path folder, FakeGitLab gitlab, PrintStream auditLog) throws Exception {
        this.folder = Files.createDirectories(folder);
        this.gitlab = gitlab;
        this.auditLog = auditLog;
        String password = UUID.randomUUID().toString();
        String ownToken = UUID.randomUUID().toString();
        upstream = new DemoUpstream(ownToken);
        authority = writeCertificates(password);
        write("keystore.password", password);
        write("upstream.token", ownToken);
        write("reviewer.token", UUID.randomUUID().toString());
        write("authentication.yaml", configuration().toYaml());
        gateway = startGateway("");
    }

    private GatewayServer startGateway(String more) throws Exception {
        String settings =
                """
                port = 0
                keyStore = server.p12
                keyStore.password = keystore.password
                authentication = authentication.yaml
                upstream = %s
                upstream.token = upstream.token
                reviews.token = reviewer.token
                """;
        write("gateway.properties", settings.formatted(upstream.address()) + more);
        return GatewayServer.start(Settings.read(folder.resolve("gateway.properties")), auditLog);
    }

    /**
     * Starts everything.
     *
     * @param folder for its files; made if it is not there
     * @param gitlab whose tokens are let in; closed with the rest
     * @param auditLog where the gateway writes its decisions
     * @return the running demo
     * @throws Exception if something does not start
     */
    static Demo start(Path folder, FakeGitLab gitlab, PrintStream auditLog) throws Exception {
        return new Demo(folder, gitlab, auditLog);
    }

    static Demo start(Path folder, PrintStream auditLog) throws Exception {
        return start(folder, FakeGitLab.builder().https().start(), auditLog);
    }

    /** The gateway comes back without keys, on another port, and with these lines in its settings too. */
    void restartGateway(String more) throws Exception {
        gateway.close();
        gateway = startGateway(more);
    }

    void stopUpstream() {
        upstream.close();
    }

    FakeGitLab gitlab() {
        return gitlab;
    }

    Path folder() {
        return folder;
    }

    URI uri() {
        return gateway.uri();
    }

    /** {@return the authority of the gateway's certificate, as PEM} */
    Path authority() {
        return folder.resolve("ca.pem");
    }

    /** {@return what trusts this authority and no other} */
    HandshakeCertificates trust() {
        return new HandshakeCertificates.Builder()
                .addTrustedCertificate(authority.certificate())
                .build();
    }

    String reviewerSecret() throws IOException {
        return Files.readString(folder.resolve("reviewer.token"));
    }

    CiTokenBuilder job() {
        return gitlab.ciToken().project("acme/shop", 4711).audience(AUDIENCE).lifetime(LIFETIME);
    }

    UserTokenBuilder person() {
        return gitlab.userToken()
                .user("alice", 42)
                .groups("acme", "acme/platform")
                .audience(APPLICATION)
                .lifetime(LIFETIME);
    }

    private AuthenticationConfiguration configuration() {
        UsersAndJobs preset = GitLabMappings.usersAndJobs();
        return AuthenticationConfiguration.of(preset.withJobs(preset.jobs()
                        .withGroup("gitlab-ci:environment:{project_id}:{environment}")
                        .withExtra("gateway.example.com/project", "project_path")
                        .withExtra("gateway.example.com/ref", "ref")
                        .withExtra("gateway.example.com/pipeline", "pipeline_id"))
                .jwtAuthenticator(new JwtAuthenticator.Issuer(
                        gitlab.issuer(),
                        "",
                        gitlab.certificateAuthority(),
                        List.of(AUDIENCE, APPLICATION),
                        "MatchAny",
                        "")));
    }

    private HeldCertificate writeCertificates(String password) throws Exception {
        HeldCertificate issuing = new HeldCertificate.Builder()
                .commonName("Demo gateway's authority")
                .certificateAuthority(0)
                .build();
        HeldCertificate own = new HeldCertificate.Builder()
                .commonName("Demo gateway")
                .addSubjectAlternativeName("localhost")
                .addSubjectAlternativeName("127.0.0.1")
                .signedBy(issuing)
                .build();
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        store.setKeyEntry(
                "gateway", own.keyPair().getPrivate(), password.toCharArray(), new Certificate[] {own.certificate()});
        try (OutputStream file = Files.newOutputStream(folder.resolve("server.p12"))) {
            store.store(file, password.toCharArray());
        }
        write("ca.pem", issuing.certificatePem());
        return issuing;
    }

    void write(String name, String text) throws IOException {
        Files.writeString(folder.resolve(name), text);
    }

    @Override
    public void close() {
        gateway.close();
        upstream.close();
        gitlab.close();
    }
}
