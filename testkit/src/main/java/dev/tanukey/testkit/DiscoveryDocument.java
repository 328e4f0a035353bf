package dev.tanukey.testkit;

import dev.tanukey.strict.JsonWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The metadata that GitLab publishes: members, values and order of gitlab.com in 2026. */
final class DiscoveryDocument {
    private static final String SCOPES =
            """
            api read_api read_user create_runner manage_runner k8s_proxy self_rotate read_repository write_repository
            read_registry write_registry read_virtual_registry write_virtual_registry read_observability
            write_observability ai_features sudo admin_mode read_service_ping openid profile email ai_workflows user:*
            """;
    private static final String CLAIMS =
            """
            iss sub aud exp iat sub_legacy name nickname preferred_username email email_verified website profile
            picture groups groups_direct https://gitlab.org/claims/groups/owner
            https://gitlab.org/claims/groups/maintainer https://gitlab.org/claims/groups/developer
            """;

    private DiscoveryDocument() {}

    static String of(String issuer) {
        return JsonWriter.write(members(issuer));
    }

    /** As an operator copies it for an issuer of the jobs: only who it is and where its keys are is edited. */
    static String copied(String instance, String issuer) {
        Map<String, Object> members = members(instance);
        members.put("issuer", issuer);
        members.put("jwks_uri", GitLabUrl.withoutTrailingSlash(issuer) + Endpoints.JWKS_PATH);
        return JsonWriter.write(members);
    }

    private static Map<String, Object> members(String issuer) {
        String base = GitLabUrl.withoutTrailingSlash(issuer);
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("issuer", issuer);
        members.put("authorization_endpoint", base + "/oauth/authorize");
        members.put("token_endpoint", base + "/oauth/token");
        members.put("revocation_endpoint", base + "/oauth/revoke");
        members.put("introspection_endpoint", base + "/oauth/introspect");
        members.put("userinfo_endpoint", base + "/oauth/userinfo");
        members.put("jwks_uri", base + Endpoints.JWKS_PATH);
        members.put("scopes_supported", words(SCOPES));
        members.put("response_types_supported", words("code"));
        members.put("response_modes_supported", words("query fragment form_post"));
        members.put(
                "grant_types_supported",
                words("authorization_code password client_credentials device_code refresh_token"));
        members.put("token_endpoint_auth_methods_supported", words("client_secret_basic client_secret_post"));
        members.put("subject_types_supported", words("public"));
        members.put("id_token_signing_alg_values_supported", words("RS256"));
        members.put("claim_types_supported", words("normal"));
        members.put("claims_supported", words(CLAIMS));
        members.put("code_challenge_methods_supported", words("plain S256"));
        return members;
    }

    private static List<String> words(String text) {
        return List.of(text.strip().split("\\s+"));
    }
}
