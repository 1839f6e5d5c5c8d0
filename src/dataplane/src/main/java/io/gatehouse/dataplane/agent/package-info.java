/**
 * Agents that tell of servers ({@code agent-check}): their lines in, words to act upon out. Open
 * {@link io.gatehouse.dataplane.agent.AgentReply} first. A reply is immutable; the state of an
 * agent is written by the control thread and read by any; asking blocks a virtual thread.
 */
@NullMarked
package io.gatehouse.dataplane.agent;

import org.jspecify.annotations.NullMarked;
