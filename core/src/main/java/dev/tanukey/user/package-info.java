/**
 * Who it is: {@link dev.tanukey.user.UserInfo} has the four fields that Kubernetes knows of a user, and a
 * {@link dev.tanukey.user.ClaimsMapper} makes one from a verified token. What the user may do is decided elsewhere.
 */
package dev.tanukey.user;
