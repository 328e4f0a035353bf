package dev.tanukey.examples.gateway;

import dev.tanukey.testkit.TokenBuilder;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintStream;

/** Shows somebody at a terminal what can be done with a demo, and does what is written there. */
record DemoTerminal(Demo demo, BufferedReader in, PrintStream out) {

    /** Ends with the input. */
    void run() throws IOException {
        writeTokens();
        explain();
        for (String order = in.readLine(); order != null; order = in.readLine()) {
            obey(order.strip());
        }
    }

    private void writeTokens() throws IOException {
        write("branch", demo.job());
        write("tag", demo.job().tag("v1.2.3").protectedRef());
        write("environment", demo.job().environment("production").protectedEnvironment());
        write("person", demo.person());
        write("expired", demo.job().expired());
        write("elsewhere", demo.job().audience(Demo.AUDIENCE + "/"));
        String review =
                """
                {"apiVersion": "authentication.k8s.io/v1", "kind": "TokenReview", "spec": {"token": "%s"}}
                """;
        demo.write("review.json", review.formatted(demo.job().sign()));
    }

    private void write(String name, TokenBuilder<?> token) throws IOException {
        demo.write(name + ".token", token.sign());
    }

    private void explain() {
        String text =
                """

                A gateway listens, and a fake GitLab vouches for the tokens beside. Ctrl-C ends both. In another terminal:

                  cd %s
                  gateway=%s
                  me() { kubectl --server=$gateway --certificate-authority=ca.pem --token="$(cat $1.token)" auth whoami; }
                  ask() { curl -s --cacert ca.pem -H "Authorization: Bearer $(cat $1.token)" "$gateway$2" "${@:3}"; }

                  me branch; me tag; me environment; me person      # who they are
                  me expired; me elsewhere                          # why they do not get in
                  ask branch /orders                                # passed on
                  ask reviewer /apis/authentication.k8s.io/v1/tokenreviews -d @review.json
                  curl -s --cacert ca.pem $gateway/readyz $gateway/metrics

                And here: write rotate, down or up, and see what becomes of GitLab's tokens.
                """;
        out.println(text.formatted(demo.folder().toAbsolutePath(), demo.uri()));
    }

    private void obey(String order) throws IOException {
        switch (order) {
            case "rotate" -> {
                demo.gitlab().rotateCiKey();
                writeTokens();
                out.println("Jobs have a new key and new tokens; those before are void.");
            }
            case "down" -> {
                demo.gitlab().goDown();
                out.println("GitLab is down.");
            }
            case "up" -> {
                demo.gitlab().comeBack();
                out.println("GitLab is back.");
            }
            default -> out.println("Expected rotate, down or up.");
        }
    }
}
