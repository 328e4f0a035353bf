/**
 * What a GitLab token says: {@link dev.tanukey.gitlab.GitLabToken} decides the kind of a verified token, from its
 * claims and never from its audience, and gives its claims the types that GitLab's source mints: booleans that are
 * strings, ids that are strings, values that are null or absent.
 *
 * <p>Every value here is somebody's word, proven to be GitLab's: names and paths can be renamed, environments and tiers
 * can be declared by whoever edits a job, branches by whoever can push. Bind trust to ids, protected refs and protected
 * environments.
 */
package dev.tanukey.gitlab;
