package io.gatehouse.gateway.runtime.command;

import io.gatehouse.dataplane.listen.Listener;
import io.gatehouse.dataplane.server.RunningFrontend;
import io.gatehouse.dataplane.server.RunningFrontend.Listening;
import io.gatehouse.model.StatsSocket.Level;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Frontends pause, go on, and end. */
final class FrontendCommands implements CommandFamily {
  private final RunningGateway gateway;

  FrontendCommands(RunningGateway gateway) {
    this.gateway = gateway;
  }

  @Override
  public List<Command> commands() {
    return List.of(
        Command.of(
            "disable frontend",
            Level.ADMIN,
            "<frontend>",
            "stop accepting for a while",
            this::pause),
        Command.of("enable frontend", Level.ADMIN, "<frontend>", "accept again", this::resume),
        Command.of(
            "shutdown frontend", Level.ADMIN, "<frontend>", "stop accepting for good", this::stop));
  }

  private void pause(Request request, Connection connection, Answer answer) {
    RunningFrontend frontend = find(request, answer);
    if (frontend == null) {
      return;
    }
    switch (frontend.listening()) {
      case STOPPED ->
          answer.message(Severity.NOTICE, "Frontend was previously shut down, cannot disable.\n");
      case PAUSED -> answer.message(Severity.NOTICE, "All sockets are already disabled.\n");
      case OPEN -> change(frontend, Listening.PAUSED);
    }
  }

  private void resume(Request request, Connection connection, Answer answer) {
    RunningFrontend frontend = find(request, answer);
    if (frontend == null) {
      return;
    }
    switch (frontend.listening()) {
      case STOPPED ->
          answer.message(Severity.NOTICE, "Frontend was previously shut down, cannot enable.\n");
      case OPEN -> answer.message(Severity.NOTICE, "All sockets are already enabled.\n");
      case PAUSED -> change(frontend, Listening.OPEN);
    }
  }

  private void stop(Request request, Connection connection, Answer answer) {
    RunningFrontend frontend = find(request, answer);
    if (frontend == null) {
      return;
    }
    if (frontend.listening() == Listening.STOPPED) {
      answer.message(Severity.NOTICE, "Frontend was already shut down.\n");
    } else {
      change(frontend, Listening.STOPPED);
    }
  }

  private @Nullable RunningFrontend find(Request request, Answer answer) {
    String name = request.word(2);
    if (name.isEmpty()) {
      answer.error("A frontend name is expected.\n");
      return null;
    }
    RunningFrontend frontend = gateway.frontend(name);
    if (frontend == null) {
      answer.error("No such frontend.\n");
    }
    return frontend;
  }

  private void change(RunningFrontend frontend, Listening wanted) {
    gateway.change(
        () -> {
          for (Listener listener : gateway.listeners(frontend)) {
            switch (wanted) {
              case OPEN -> listener.resume();
              case PAUSED -> listener.pause();
              case STOPPED -> listener.close();
            }
          }
          frontend.listening(wanted);
        });
  }
}
