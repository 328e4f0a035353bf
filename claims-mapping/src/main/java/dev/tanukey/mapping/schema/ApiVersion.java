package dev.tanukey.mapping.schema;

/** The versions of an AuthenticationConfiguration; their fields are the same. */
public enum ApiVersion {
    /** Since Kubernetes 1.29. */
    V1ALPHA1("v1alpha1"),
    /** Since Kubernetes 1.30. */
    V1BETA1("v1beta1"),
    /** Since Kubernetes 1.34. */
    V1("v1");

    private final String version;

    ApiVersion(String version) {
        this.version = version;
    }

    /** {@return group and version, as they stand in {@code apiVersion}} */
    public String text() {
        return "apiserver.config.k8s.io/" + version;
    }
}
