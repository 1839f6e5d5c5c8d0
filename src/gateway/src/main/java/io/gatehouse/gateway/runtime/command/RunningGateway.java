package io.gatehouse.gateway.runtime.command;

import io.gatehouse.dataplane.DataPlane;
import io.gatehouse.dataplane.listen.Listener;
import io.gatehouse.dataplane.server.RunningBackend;
import io.gatehouse.dataplane.server.RunningFrontend;
import io.gatehouse.dataplane.server.RunningServer;
import io.gatehouse.gateway.vip.VirtualIpService;
import io.gatehouse.model.GatewayModel;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * What the commands work on. Proxies and servers are called by name, or by number behind a {@code
 * #}.
 */
public record RunningGateway(
    DataPlane plane, Release release, VirtualIpService vips, long startMillis) {
  private static final int PATIENCE_SECONDS = 10;

  public RunningGateway(DataPlane plane, Release release, VirtualIpService vips) {
    this(plane, release, vips, plane.wallClock());
  }

  /** What is in force now; a reload changes it. */
  GatewayModel model() {
    return plane.model();
  }

  /** Event loops. */
  int threads() {
    return plane.threads();
  }

  /** Lets the control thread do it, and waits until it is done. */
  void change(Runnable change) {
    try {
      plane
          .control()
          .call(
              () -> {
                change.run();
                return true;
              })
          .get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException | TimeoutException e) {
      throw new IllegalStateException("the change could not be made", e);
    }
  }

  @Nullable RunningBackend backend(String name) {
    for (RunningBackend backend : plane.backends()) {
      if (called(name, backend.name(), backend.id())) {
        return backend;
      }
    }
    return null;
  }

  @Nullable RunningFrontend frontend(String name) {
    for (RunningFrontend frontend : plane.frontends()) {
      if (called(name, frontend.name(), frontend.id())) {
        return frontend;
      }
    }
    return null;
  }

  List<Listener> listeners(RunningFrontend frontend) {
    return plane.listeners().stream()
        .filter(listener -> listener.frontend().equals(frontend))
        .toList();
  }

  /** Connections of the process: what was set, configured, or what the descriptors allow. */
  int maxconn() {
    return plane.maxconn() > 0 ? plane.maxconn() : ProcessLimits.maxconn(model());
  }

  /** The server {@code backend/server}; null behind an answer that says what is wrong. */
  @Nullable RunningServer server(String name, Answer answer) {
    int slash = name.indexOf('/');
    if (slash < 0) {
      answer.error("Require 'backend/server'.\n");
      return null;
    }
    RunningBackend backend = backend(name.substring(0, slash));
    if (backend == null) {
      answer.error("No such backend.\n");
      return null;
    }
    for (RunningServer server : backend.servers()) {
      if (called(name.substring(slash + 1), server.name(), server.id())) {
        return server;
      }
    }
    answer.error("No such server.\n");
    return null;
  }

  private static boolean called(String wanted, String name, int id) {
    return wanted.equals(name) || wanted.equals("#" + id);
  }
}
