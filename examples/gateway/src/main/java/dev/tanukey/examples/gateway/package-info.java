/**
 * A gateway for whoever has a GitLab token: {@link dev.tanukey.examples.gateway.Gateway} takes requests,
 * {@code Identities} says who asks, {@code AuditLog} writes down what was decided, {@code Upstream} passes the request
 * on.
 */
@NullMarked
package dev.tanukey.examples.gateway;

import org.jspecify.annotations.NullMarked;
