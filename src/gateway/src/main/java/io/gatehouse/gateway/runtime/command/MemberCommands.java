package io.gatehouse.gateway.runtime.command;

import io.gatehouse.config.RuntimeServers;
import io.gatehouse.config.haproxy.AddedServer;
import io.gatehouse.dataplane.server.RunningBackend;
import io.gatehouse.dataplane.server.RunningServer;
import io.gatehouse.model.Mode;
import io.gatehouse.model.Server;
import io.gatehouse.model.ServerHealth.Track;
import io.gatehouse.model.StatsSocket.Level;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code add server} and {@code del server}. */
final class MemberCommands implements CommandFamily {
  private static final String NO_PATH = "Require 'backend/server'.";

  private final RunningGateway gateway;

  MemberCommands(RunningGateway gateway) {
    this.gateway = gateway;
  }

  @Override
  public List<Command> commands() {
    return List.of(
        Command.of(
            "add server",
            Level.ADMIN,
            "<bk>/<srv> <addr> [opts]",
            "add a server, which begins in maintenance",
            this::add),
        Command.of(
            "del server",
            Level.ADMIN,
            "<bk>/<srv>",
            "delete a server that is in maintenance",
            this::delete));
  }

  /** A backend and the name of a server of it, which may not be there. */
  private record Path(RunningBackend backend, String server) {}

  private @Nullable Path path(String word, Answer answer) {
    int slash = word.indexOf('/');
    if (slash < 0 || slash == word.length() - 1) {
      answer.error(NO_PATH);
      return null;
    }
    RunningBackend backend = gateway.backend(word.substring(0, slash));
    if (backend == null) {
      answer.error("No such backend.");
      return null;
    }
    return new Path(backend, word.substring(slash + 1));
  }

  private void add(Request request, Connection connection, Answer answer) {
    Path path = path(request.word(2), answer);
    if (path == null) {
      return;
    }
    RunningBackend backend = path.backend();
    if (!backend.dynamicWeights()) {
      answer.error(
          "Backend does not support dynamic servers : backend '"
              + backend.name()
              + "' uses a non dynamic load balancing method.\n");
      return;
    }
    List<String> words = new ArrayList<>(request.words().subList(2, request.words().size()));
    words.set(0, path.server());
    gateway.change(() -> add(backend, words, answer));
  }

  /** Control thread. */
  private void add(RunningBackend backend, List<String> words, Answer answer) {
    String problem;
    try {
      if (backend.server(words.getFirst()) != null && words.size() > 1) {
        throw AddedServer.refused("Already exists a server with the same name in backend.");
      }
      Server server =
          RuntimeServers.read(
              backend.name(),
              backend.backend().proxy().mode(),
              backend.backend().checks().checker(),
              words,
              backend.crew().freeId());
      problem = problem(backend, server);
      if (problem.isEmpty()) {
        gateway.plane().membership().add(backend, server);
        answer.message(Severity.INFO, "New server registered.\n");
      }
    } catch (AddedServer.Refused refused) {
      problem = refused.reason();
    }
    if (!problem.isEmpty()) {
      answer.error(problem + "\n");
    }
  }

  private String problem(RunningBackend backend, Server server) {
    for (RunningServer other : backend.servers()) {
      if (other.id() == server.id()) {
        return "'id' : custom id %d already used by 'server %s'."
            .formatted(server.id(), other.name());
      }
    }
    boolean layer7 =
        server.health().observe().layer() == io.gatehouse.model.ServerHealth.Layer.LAYER7;
    if (layer7 && backend.backend().proxy().mode() != Mode.HTTP) {
      return "'observe layer7' needs 'mode http'.";
    }
    return server.health().track().map(track -> untrackable(track)).orElse("");
  }

  private String untrackable(Track track) {
    String label = track.backend() + "/" + track.server();
    RunningBackend backend = gateway.backend(track.backend());
    RunningServer other = backend == null ? null : backend.server(track.server());
    if (other == null) {
      return "unable to find required server '%s' for tracking.".formatted(label);
    }
    if (!configured(other)) {
      return "unable to use %s for tracking as it is a dynamic server.".formatted(label);
    }
    boolean watched =
        other.check() != null
            || other.agent() != null
            || other.server().health().track().isPresent();
    return watched
        ? ""
        : "unable to use %s for tracking as it does not have any check nor agent enabled."
            .formatted(label);
  }

  private static boolean configured(RunningServer server) {
    return server.backend().backend().servers().contains(server.server());
  }

  private void delete(Request request, Connection connection, Answer answer) {
    Path path = path(request.word(2), answer);
    if (path != null) {
      gateway.change(() -> delete(path, answer));
    }
  }

  /** Control thread. */
  private void delete(Path path, Answer answer) {
    RunningServer server = path.backend().server(path.server());
    if (server == null) {
      answer.error("No such server.");
    } else if (needed(server)) {
      answer.error(
          "This server cannot be removed at runtime due to other configuration elements pointing to"
              + " it.");
    } else if (!server.life().maint()) {
      answer.error("Only servers in maintenance mode can be deleted.");
    } else if (server.sessions() > 0 || server.queued() > 0) {
      answer.error("Server still has connections attached to it, cannot remove it.");
    } else {
      gateway.plane().membership().remove(server);
      answer.message(Severity.INFO, "Server deleted.");
    }
  }

  /** Whether something of the configuration, or another server, depends on it. */
  private boolean needed(RunningServer server) {
    var named = gateway.model().namedServers();
    boolean ruled =
        server.backend().backend().useServers().stream()
            .anyMatch(use -> use.server().equals(server.name()));
    return ruled
        || server.followed()
        || named.contains(server.label())
        || named.contains(server.name())
        || server.server().resolution().continuous();
  }
}
