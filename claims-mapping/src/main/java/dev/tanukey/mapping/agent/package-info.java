/**
 * Who asks for access to a cluster through the GitLab agent for Kubernetes ({@code user_access}):
 * {@link dev.tanukey.mapping.agent.AgentUserAccess} is what an agent's configuration allows, and decides for an
 * {@link dev.tanukey.mapping.agent.AgentUser}, whose roles the caller has looked up, whom the agent impersonates.
 */
package dev.tanukey.mapping.agent;
