package io.gatehouse.gateway.runtime.command;

import io.gatehouse.dataplane.server.RunningBackend;
import io.gatehouse.dataplane.server.RunningServer;
import io.gatehouse.model.StatsSocket.Level;
import java.net.SocketAddress;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.function.BiConsumer;

/** Lists of backends and of their servers. */
final class ServersCommands implements CommandFamily {
  private static final String STATE_HEADER =
      "1\n# be_id be_name srv_id srv_name srv_addr srv_op_state srv_admin_state srv_uweight"
          + " srv_iweight srv_time_since_last_change srv_check_status srv_check_result"
          + " srv_check_health srv_check_state srv_agent_state bk_f_forced_id srv_f_forced_id"
          + " srv_fqdn srv_port srvrecord srv_use_ssl srv_check_port srv_check_addr"
          + " srv_agent_addr srv_agent_port\n";

  private final RunningGateway gateway;

  ServersCommands(RunningGateway gateway) {
    this.gateway = gateway;
  }

  @Override
  public List<Command> commands() {
    return List.of(
        Command.of("show backend", Level.USER, "", "names of the backends", this::backends),
        Command.of(
            "show servers state",
            Level.USER,
            "[<backend>]",
            "states of servers, as a state file has them",
            (request, connection, answer) ->
                each(request, answer, STATE_HEADER, ServerStateLine::print)),
        Command.of(
            "show servers drain",
            Level.USER,
            "[<backend>]",
            "servers that drain, and how long they keep sessions",
            (request, connection, answer) ->
                each(
                    request,
                    answer,
                    "# bkname/svname used_cur sessions_left\n",
                    ServersCommands::drains)),
        Command.of(
            "show servers conn",
            Level.USER,
            "[<backend>]",
            "connections to servers",
            (request, connection, answer) ->
                each(request, answer, connHeader(), ServersCommands::connections)));
  }

  private void backends(Request request, Connection connection, Answer answer) {
    answer.print("# name\n");
    gateway.plane().backends().forEach(backend -> answer.print(backend.name() + "\n"));
  }

  private void each(
      Request request, Answer answer, String header, BiConsumer<RunningServer, Answer> line) {
    Collection<RunningBackend> backends = gateway.plane().backends();
    if (!request.word(3).isEmpty()) {
      RunningBackend wanted = gateway.backend(request.word(3));
      if (wanted == null) {
        answer.error("Can't find backend.\n");
        return;
      }
      backends = List.of(wanted);
    }
    answer.print(header);
    for (RunningBackend backend : backends) {
      backend.servers().forEach(server -> line.accept(server, answer));
    }
  }

  /** Not HAProxy's. Seconds, or a dash for as long as sessions last. */
  private static void drains(RunningServer server, Answer answer) {
    if (server.life().drain()) {
      Duration left = server.life().sessionsLeft();
      answer
          .print(server.label() + " " + server.sessions() + " ")
          .print(left == null ? "-\n" : left.toSeconds() + "\n");
    }
  }

  private String connHeader() {
    return "# bkname/svname bkid/svid addr port - purge_delay used_cur used_max need_est"
        + " unsafe_nb safe_nb idle_lim idle_cur idle_per_thr["
        + gateway.threads()
        + "]\n";
  }

  private static void connections(RunningServer server, Answer answer) {
    SocketAddress address = server.address();
    answer
        .print(server.backend().name() + "/" + server.name())
        .print(" " + server.backend().id() + "/" + server.id())
        .print(" " + ServerStateLine.host(address) + " " + ServerStateLine.port(address))
        .print(" - " + server.server().limits().poolPurgeDelay().toMillis())
        .print(" " + server.sessions() + " " + server.counters().sessions.highest())
        .print(" 0 0 " + server.idle().value())
        .print(" " + server.server().limits().poolMaxConn() + " " + server.idle().value() + "\n");
  }
}
