package io.gatehouse.model;

/**
 * A server's auxiliary check by an agent that tells of it ({@code agent-check}).
 *
 * @param check when and where; one result in a row is enough
 * @param send said to the agent first; may be empty
 */
public record AgentCheck(Check check, String send) {}
