/**
 * What agents may say: lines in, words out. Open {@link
 * io.gatehouse.dataplane.agent.AgentReplyTest} first. Single-threaded.
 */
@NullMarked
package io.gatehouse.dataplane.agent;

import org.jspecify.annotations.NullMarked;
