package dev.tanukey.kubernetes;

import java.util.Arrays;
import java.util.Optional;

/** The versions of Kubernetes' authentication API that have reviews; a kube-apiserver asks in v1beta1 unless told. */
public enum AuthenticationApi {
    /** {@code authentication.k8s.io/v1}. */
    V1("authentication.k8s.io/v1"),
    /** {@code authentication.k8s.io/v1beta1}, which says the same. */
    V1BETA1("authentication.k8s.io/v1beta1");

    private final String apiVersion;

    AuthenticationApi(String apiVersion) {
        this.apiVersion = apiVersion;
    }

    /** {@return the {@code apiVersion} of its objects} */
    public String apiVersion() {
        return apiVersion;
    }

    /** {@return the path of a collection of it, for instance {@code /apis/authentication.k8s.io/v1/tokenreviews}} */
    String path(String collection) {
        return "/apis/" + apiVersion + "/" + collection;
    }

    static Optional<AuthenticationApi> of(String apiVersion) {
        return Arrays.stream(values())
                .filter(api -> api.apiVersion.equals(apiVersion))
                .findFirst();
    }
}
