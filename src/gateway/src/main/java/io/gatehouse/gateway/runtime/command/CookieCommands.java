package io.gatehouse.gateway.runtime.command;

import io.gatehouse.api.persist.SessionPersistence;
import io.gatehouse.dataplane.server.RunningBackend;
import io.gatehouse.model.StatsSocket.Level;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Cookies that are made of the addresses of servers. */
final class CookieCommands implements CommandFamily {
  private final RunningGateway gateway;

  CookieCommands(RunningGateway gateway) {
    this.gateway = gateway;
  }

  @Override
  public List<Command> commands() {
    return List.of(
        Command.of(
            "enable dynamic-cookie backend",
            Level.ADMIN,
            "<bk>",
            "makes cookies for servers that have none",
            (request, connection, answer) -> dynamic(request, answer, true)),
        Command.of(
            "disable dynamic-cookie backend",
            Level.ADMIN,
            "<bk>",
            "makes no cookies any more",
            (request, connection, answer) -> dynamic(request, answer, false)),
        Command.of(
            "set dynamic-cookie-key backend",
            Level.ADMIN,
            "<bk> <key>",
            "what cookies are made with; sessions end",
            this::key));
  }

  private void dynamic(Request request, Answer answer, boolean on) {
    RunningBackend backend = backend(request, answer);
    if (backend != null) {
      each(backend, persistence -> persistence.dynamic(on));
    }
  }

  private void key(Request request, Connection connection, Answer answer) {
    RunningBackend backend = backend(request, answer);
    if (backend != null && request.word(4).isEmpty()) {
      answer.error("String value expected.\n");
    } else if (backend != null) {
      each(backend, persistence -> persistence.dynamicKey(request.word(4)));
    }
  }

  private void each(RunningBackend backend, Consumer<SessionPersistence> change) {
    gateway.change(() -> backend.persistences().all().forEach(change));
  }

  private @Nullable RunningBackend backend(Request request, Answer answer) {
    if (request.word(3).isEmpty()) {
      answer.error("A backend name is expected.\n");
      return null;
    }
    RunningBackend backend = gateway.backend(request.word(3));
    if (backend == null) {
      answer.error("No such backend.\n");
    }
    return backend;
  }
}
