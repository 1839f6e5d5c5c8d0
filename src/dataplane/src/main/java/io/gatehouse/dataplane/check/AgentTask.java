package io.gatehouse.dataplane.check;

import io.gatehouse.api.check.CheckResult;
import io.gatehouse.api.check.CheckStatus;
import io.gatehouse.dataplane.agent.AgentCall;
import io.gatehouse.dataplane.agent.AgentReply;
import io.gatehouse.dataplane.agent.AgentState;
import io.gatehouse.dataplane.control.ControlThread;
import io.gatehouse.dataplane.server.Addresses;
import io.gatehouse.dataplane.server.RunningBackend;
import io.gatehouse.dataplane.server.RunningServer;
import io.gatehouse.model.Endpoint;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.time.Duration;
import java.util.Optional;

/** Asks one server's agent. */
final class AgentTask extends BlockingTask {
  private final RunningServer server;
  private final AgentState agent;
  private final Duration limit;

  /**
   * @param backend that the server belongs to, or is about to
   */
  AgentTask(ControlThread control, RunningServer server, RunningBackend backend, AgentState agent) {
    super(control, "agent of " + server.label());
    this.server = server;
    this.agent = agent;
    this.limit = limit(backend, agent);
  }

  private static Duration limit(RunningBackend backend, AgentState agent) {
    Duration check = backend.backend().timeouts().check();
    return check.isZero() ? agent.check().check().inter() : check;
  }

  @Override
  public boolean fits(RunningBackend backend) {
    return limit(backend, agent).equals(limit);
  }

  @Override
  Finding find() {
    AgentReply reply = reply();
    return millis -> server.backend().agents().said(server, reply, millis);
  }

  private AgentReply reply() {
    try {
      return AgentCall.ask(address(), agent.send(), limit);
    } catch (IllegalArgumentException unknown) {
      return AgentReply.failed(CheckResult.of(CheckStatus.SOCKERR, "agent address is not known"));
    }
  }

  private InetSocketAddress address() {
    int port = agent.check().port();
    Optional<String> elsewhere = agent.check().address();
    if (elsewhere.isPresent()) {
      Endpoint there = new Endpoint.Inet(elsewhere.get(), port, Endpoint.Family.ANY);
      return (InetSocketAddress) Addresses.of(there);
    }
    SocketAddress own = server.address();
    if (own instanceof InetSocketAddress inet && !inet.isUnresolved()) {
      return new InetSocketAddress(inet.getAddress(), port);
    }
    throw new IllegalArgumentException(server.label() + " has no address of its own");
  }

  @Override
  Finding late() {
    AgentReply reply = AgentReply.failed(CheckResult.of(CheckStatus.L7TOUT));
    return millis -> server.backend().agents().said(server, reply, millis);
  }

  @Override
  Duration limit() {
    return limit.multipliedBy(2);
  }
}
