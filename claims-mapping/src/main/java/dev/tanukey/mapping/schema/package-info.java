/**
 * What an AuthenticationConfiguration can say, as values: {@link dev.tanukey.mapping.schema.JwtAuthenticator} and its
 * parts, with Kubernetes' names. They hold what was written, right or wrong; a
 * {@link dev.tanukey.mapping.schema.ConfigurationProblem} says what is wrong.
 */
package dev.tanukey.mapping.schema;
