package io.gatehouse.dataplane;

import io.gatehouse.dataplane.check.CheckScheduler;
import io.gatehouse.dataplane.server.RunningBackend;
import io.gatehouse.dataplane.server.RunningServer;
import io.gatehouse.dataplane.server.Tracking;
import io.gatehouse.model.Server;
import java.util.Collection;
import java.util.function.Supplier;

/** Servers that come and go while traffic flows. Control thread. */
public final class Membership {
  private final CheckScheduler checks;
  private final LoopSet loops;
  private final Supplier<Collection<RunningBackend>> backends;

  Membership(CheckScheduler checks, LoopSet loops, Supplier<Collection<RunningBackend>> backends) {
    this.checks = checks;
    this.loops = loops;
    this.backends = backends;
  }

  /** {@code add server}: in maintenance, and not checked until told so. */
  public RunningServer add(RunningBackend backend, Server server) {
    RunningServer made = backend.crew().add(server);
    Tracking.follow(made, backends.get());
    checks.add(made);
    return made;
  }

  /** {@code del server}: one in maintenance without sessions. */
  public void remove(RunningServer server) {
    checks.remove(server);
    server.backend().crew().remove(server);
    loops.dropIdle(server);
  }
}
