package io.gatehouse.gateway.runtime.command;

import io.gatehouse.dataplane.server.RunningBackend;
import io.gatehouse.dataplane.server.RunningServer;

/** A weight as an operator writes it: a number, or percents of the weight at start. */
final class NewWeight {
  private static final int MOST = 256;
  private static final int PERCENT = 100;

  private final RunningGateway gateway;

  NewWeight(RunningGateway gateway) {
    this.gateway = gateway;
  }

  void give(RunningServer server, String word, Answer answer) {
    if (word.isEmpty()) {
      answer.error("Require <weight> or <weight%>.\n");
      return;
    }
    Numbers.Leading number = Numbers.leading(word);
    boolean percent = number.rest().startsWith("%");
    if (number.digits().isEmpty()) {
      answer.error("Empty weight string empty or preceded by garbage");
    } else if (!(percent ? number.rest().length() == 1 : number.rest().isEmpty())) {
      answer.error("Trailing garbage in weight string");
    } else if (percent) {
      relative(server, number.value(), answer);
    } else {
      absolute(server, number.value(), answer);
    }
  }

  private void relative(RunningServer server, long percent, Answer answer) {
    long weight = server.initialWeight() * Math.min(Math.max(percent, 0), MOST * PERCENT) / PERCENT;
    change(server, Math.min(weight, MOST), answer);
  }

  private void absolute(RunningServer server, long weight, Answer answer) {
    if (weight < 0 || weight > MOST) {
      answer.error("Absolute weight can only be between 0 and 256 inclusive.\n");
    } else {
      change(server, weight, answer);
    }
  }

  private void change(RunningServer server, long weight, Answer answer) {
    RunningBackend backend = server.backend();
    boolean dynamic = backend.backend().balance().dynamic(backend.backend().hash());
    if (!dynamic && weight != 0 && weight != server.initialWeight()) {
      answer.error(
          "Backend is using a static LB algorithm and only accepts weights '0%' and '100%'.\n");
      return;
    }
    gateway.change(() -> backend.serverWeight(server, (int) weight));
  }
}
