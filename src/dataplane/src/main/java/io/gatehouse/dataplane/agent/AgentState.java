package io.gatehouse.dataplane.agent;

import io.gatehouse.dataplane.health.CheckState;
import io.gatehouse.model.AgentCheck;

/** One server's agent: what is said to it, and what it said. Control thread writes, any reads. */
public final class AgentState {
  private final CheckState check;
  private volatile String send;

  public AgentState(AgentCheck agent) {
    this.check = CheckState.ofAgent(agent.check());
    this.send = agent.send();
  }

  public CheckState check() {
    return check;
  }

  /** What is said to it first. */
  public String send() {
    return send;
  }

  /** Control thread, or before it is used. */
  public void send(String now) {
    send = now;
  }
}
