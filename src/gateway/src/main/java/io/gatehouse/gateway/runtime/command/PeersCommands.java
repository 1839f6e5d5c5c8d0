package io.gatehouse.gateway.runtime.command;

import io.gatehouse.model.StatsSocket.Level;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** {@code show peers}: who shares stick tables with this node. */
final class PeersCommands implements CommandFamily {
  private static final int PATIENCE_SECONDS = 10;

  private final RunningGateway gateway;

  PeersCommands(RunningGateway gateway) {
    this.gateway = gateway;
  }

  @Override
  public List<Command> commands() {
    return List.of(
        Command.of(
            "show peers",
            Level.USER,
            "[dict|-] [section]",
            "nodes that share stick tables, and how far they are",
            (request, _, answer) -> show(request, answer)));
  }

  private void show(Request request, Answer answer) {
    boolean names = request.word(2).equals("dict");
    boolean marked = names || request.word(2).equals("-");
    try {
      String text =
          gateway
              .plane()
              .peers()
              .describe(request.word(marked ? 3 : 2), names)
              .get(PATIENCE_SECONDS, TimeUnit.SECONDS);
      if (text == null) {
        answer.error("No such peers\n");
      } else {
        answer.print(text);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException | TimeoutException e) {
      throw new IllegalStateException("the peers did not answer", e);
    }
  }
}
