package dev.tanukey.kubernetes;

import dev.tanukey.user.UserInfo;
import java.util.LinkedHashMap;
import java.util.Map;

/** A user as the members of a JSON object (authentication.k8s.io/v1 UserInfo); what is empty is left out. Stateless. */
final class UserInfoJson {

    private UserInfoJson() {}

    static Map<String, Object> of(UserInfo user) {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("username", user.username());
        if (!user.uid().isEmpty()) {
            members.put("uid", user.uid());
        }
        if (!user.groups().isEmpty()) {
            members.put("groups", user.groups());
        }
        if (!user.extra().isEmpty()) {
            members.put("extra", user.extra());
        }
        return members;
    }
}
