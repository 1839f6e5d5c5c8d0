package io.gatehouse.gateway.runtime.command;

import io.gatehouse.dataplane.agent.AgentState;
import io.gatehouse.dataplane.health.CheckState;
import io.gatehouse.dataplane.server.RunningServer;
import io.netty.util.NetUtil;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Where a server is checked, and where its agent is ({@code set server … check-addr} and so on).
 */
final class CheckPlace {
  private static final int LARGEST_PORT = 65_535;

  private final RunningGateway gateway;

  CheckPlace(RunningGateway gateway) {
    this.gateway = gateway;
  }

  /** {@code check-addr} and {@code check-port}. */
  void ofCheck(RunningServer server, Request request, Answer answer) {
    set(server.check(), "health", request, answer);
  }

  /** {@code agent-addr} and {@code agent-port}. */
  void ofAgent(RunningServer server, Request request, Answer answer) {
    AgentState agent = server.agent();
    set(agent == null ? null : agent.check(), "agent", request, answer);
  }

  private void set(@Nullable CheckState check, String kind, Request request, Answer answer) {
    String what = request.word(3);
    String value = request.word(4);
    boolean port = what.endsWith("-port");
    if (value.isEmpty()) {
      String wanted = port ? "a port" : "an address and optionally a port";
      answer.error("set server <b>/<s> " + what + " requires " + wanted + ".\n");
    } else if (check == null || !check.enabled()) {
      answer.message(Severity.WARNING, kind + " checks are not enabled on this server");
    } else if (port) {
      port(value, answer, check::port);
    } else {
      address(check, request, answer);
    }
  }

  private void address(CheckState check, Request request, Answer answer) {
    String value = request.word(4);
    if (NetUtil.createByteArrayFromIpAddressString(value) == null) {
      answer.message(Severity.WARNING, "invalid addr '" + value + "'");
    } else if (request.word(5).equals("port")) {
      port(
          request.word(6),
          answer,
          number -> {
            check.address(value);
            check.port(number);
          });
    } else {
      gateway.change(() -> check.address(value));
    }
  }

  private void port(String value, Answer answer, IntConsumer then) {
    Numbers.Leading port = Numbers.leading(value);
    if (port.digits().isEmpty() || !port.rest().isEmpty()) {
      answer.message(Severity.WARNING, "provided port is not an integer");
    } else if (port.value() < 0 || port.value() > LARGEST_PORT) {
      answer.message(Severity.WARNING, "provided port is invalid");
    } else {
      gateway.change(() -> then.accept((int) port.value()));
    }
  }
}
