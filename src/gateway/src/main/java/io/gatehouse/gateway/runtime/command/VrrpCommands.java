package io.gatehouse.gateway.runtime.command;

import io.gatehouse.gateway.vip.dump.ShowVrrp;
import io.gatehouse.gateway.vip.dump.VipDump;
import io.gatehouse.model.StatsSocket.Level;
import java.util.List;

/** {@code show vrrp}: the virtual addresses of this node. */
final class VrrpCommands implements CommandFamily {
  private final RunningGateway gateway;

  VrrpCommands(RunningGateway gateway) {
    this.gateway = gateway;
  }

  @Override
  public List<Command> commands() {
    return List.of(
        Command.of(
            "show vrrp",
            Level.USER,
            "[json|why|data|stats]",
            "the state of the virtual addresses",
            this::show));
  }

  private void show(Request request, Connection connection, Answer answer) {
    ShowVrrp show = new ShowVrrp(gateway.vips());
    switch (request.word(2)) {
      case "" -> answer.print(show.table());
      case "json" -> answer.print(show.json());
      case "why" -> answer.print(show.why());
      case "data" -> answer.print(VipDump.of(gateway.vips()).text(VipDump.Kind.DATA));
      case "stats" -> answer.print(VipDump.of(gateway.vips()).text(VipDump.Kind.STATS));
      default -> answer.error("Expects 'json', 'why', 'data' or 'stats'.\n");
    }
  }
}
