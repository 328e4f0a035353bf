package dev.tanukey.gitlab;

/**
 * A project and the namespace directly above it. The ids last as long as project and namespace; the paths can be
 * renamed, be taken over by others afterwards, and are compared without regard to case by GitLab itself.
 *
 * @param id the project's id
 * @param path the full path, all groups included
 * @param namespaceId the id of the group or user directly above, not of the top-level group
 * @param namespacePath the full path of that group or user
 */
public record Project(String id, String path, String namespaceId, String namespacePath) {}
