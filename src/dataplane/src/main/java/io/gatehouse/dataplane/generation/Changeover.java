package io.gatehouse.dataplane.generation;

import io.gatehouse.dataplane.check.CheckScheduler;
import io.gatehouse.dataplane.check.ProcessScope;
import io.gatehouse.dataplane.listen.Gate;
import io.gatehouse.dataplane.listen.Listener;
import io.gatehouse.dataplane.peers.Peering;
import io.gatehouse.dataplane.server.Recollection;
import io.gatehouse.dataplane.server.RunningBackend;
import io.gatehouse.dataplane.server.RunningFrontend;
import io.gatehouse.dataplane.server.RunningFrontend.Listening;
import io.gatehouse.dataplane.server.Tracking;
import io.gatehouse.model.GatewayModel;
import io.gatehouse.model.ProcessVariable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * From one configuration to the next, or to the first.
 *
 * <pre>
 *   prepare ──► prepared ──commit──► in force
 *      │           └──────abandon──► nothing happened
 *      └─ refused: nothing happened
 * </pre>
 *
 * <p>What is new is bound before anything changes, but does not accept; the change itself is one
 * task of the control thread and cannot fail for anything outside of the process.
 */
public final class Changeover {
  private final Site site;
  private final @Nullable Generation before;
  private final Assembly assembly;
  private final Generation next;
  private final Plans plans;

  /** What those will follow that outlive a configuration. */
  private record Plans(CheckScheduler.Plan checks, Peering.Plan peers) {
    static Plans of(Site site, GatewayModel model, Generation next) {
      CheckScheduler.Plan checks = site.checks().plan(next.backends.values());
      try {
        return new Plans(checks, site.peers().plan(model.peers()));
      } catch (RuntimeException refused) {
        checks.abandon();
        throw refused;
      }
    }
  }

  private Changeover(
      Site site, @Nullable Generation before, Assembly assembly, Generation next, Plans plans) {
    this.site = site;
    this.before = before;
    this.assembly = assembly;
    this.next = next;
    this.plans = plans;
  }

  /**
   * Builds what is new and binds its addresses.
   *
   * @throws IllegalStateException or {@link IllegalArgumentException} with the reason; nothing has
   *     changed then
   */
  public static Changeover prepare(Site site, GatewayModel model, @Nullable Generation before) {
    Assembly assembly = new Assembly(site, model, before);
    Generation next = assembly.made();
    try {
      assembly.build();
      assembly.opened().forEach(Listener::bind);
      return new Changeover(site, before, assembly, next, Plans.of(site, model, next));
    } catch (RuntimeException | LinkageError refused) {
      discard(assembly, next, before);
      throw refused;
    }
  }

  /** Undoes what {@link #prepare} did. */
  public void abandon() {
    plans.checks().abandon();
    site.peers().abandon(plans.peers());
    discard(assembly, next, before);
  }

  private static void discard(Assembly assembly, Generation next, @Nullable Generation before) {
    assembly.opened().forEach(Listener::end);
    for (RunningBackend backend : next.backends.values()) {
      if (before == null || before.backend(backend.name()) != backend) {
        backend.discard();
      }
    }
  }

  /** Puts it into force. Control thread, or before it has anything to do. */
  public Generation commit() {
    setVariables();
    for (RunningBackend backend : next.backends.values()) {
      if (before == null || before.backend(backend.name()) != backend) {
        backend.consequences(site.consequences());
        backend.succeed();
      }
    }
    Tracking.link(next.backends);
    new Recollection(assembly.past()).run(next.backends.values());
    // A limit may have risen.
    next.backends.values().forEach(RunningBackend::serveQueues);
    next.frontends.values().forEach(this::enter);
    if (before != null) {
      before.frontends.values().forEach(this::leave);
    }
    for (Assembly.Handover handover : assembly.handovers()) {
      handover.listener().handOver(handover.place(), handover.gates());
    }
    assembly.opened().forEach(Listener::accept);
    assembly.left().forEach(Listener::end);
    site.checks().follow(plans.checks(), next.model().global().spreadChecks(), next);
    site.names().follow(next.model().resolvers(), next.backends.values());
    site.peers().follow(plans.peers(), next.tables());
    return next;
  }

  /** Those of the process; a reload leaves them alone unless it says something else of them. */
  private void setVariables() {
    List<ProcessVariable> wanted = next.model().global().variables();
    if (before == null || !before.model().global().variables().equals(wanted)) {
      ProcessScope scope = new ProcessScope(next);
      wanted.forEach(scope::set);
    }
  }

  private void enter(RunningFrontend frontend) {
    frontend.surroundings(next);
    frontend.listening(Listening.OPEN);
    Gate gate = next.gates.get(frontend.name());
    if (gate != null) {
      gate.limit(frontend::limit);
    }
  }

  /** Connections of a frontend that is replaced go over to the next one, others come to an end. */
  private void leave(RunningFrontend old) {
    RunningFrontend heir = next.frontend(old.name());
    if (heir == old) {
      return;
    }
    if (heir != null) {
      old.succeededBy(heir);
    }
    if (heir == null
        || heir.frontend().proxy().disabled()
        || heir.frontend().proxy().mode() != old.frontend().proxy().mode()) {
      old.listening(Listening.STOPPED);
    }
  }
}
