package io.gatehouse.gateway.runtime.command;

import java.util.List;

/** All families there are. */
final class Families {
  private Families() {}

  static List<CommandFamily> of(RunningGateway gateway) {
    return List.of(
        new AgentCommands(gateway),
        new CliCommands(gateway),
        new CookieCommands(gateway),
        new CounterCommands(gateway),
        new FrontendCommands(gateway),
        new InfoCommands(gateway),
        new LimitCommands(gateway),
        new MemberCommands(gateway),
        new NameCommands(gateway),
        new PatternCommands(gateway, PatternCommands.Kind.ACL),
        new PatternCommands(gateway, PatternCommands.Kind.MAP),
        new PeersCommands(gateway),
        new StatCommands(gateway),
        new TableCommands(gateway),
        new VrrpCommands(gateway),
        new ServersCommands(gateway),
        new ServerCommands(gateway),
        new VariableCommands(gateway),
        new WeightCommands(gateway));
  }
}
