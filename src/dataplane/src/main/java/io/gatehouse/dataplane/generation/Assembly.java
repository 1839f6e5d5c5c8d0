package io.gatehouse.dataplane.generation;

import io.gatehouse.dataplane.listen.Gate;
import io.gatehouse.dataplane.listen.Listener;
import io.gatehouse.dataplane.route.Conditions;
import io.gatehouse.dataplane.route.PatternLists;
import io.gatehouse.dataplane.route.RulePhases;
import io.gatehouse.dataplane.server.RunningBackend;
import io.gatehouse.dataplane.server.RunningFrontend;
import io.gatehouse.dataplane.statefile.PastStates;
import io.gatehouse.dataplane.table.Tables;
import io.gatehouse.dataplane.telemetry.FrontendLog;
import io.gatehouse.dataplane.telemetry.ProxyLog;
import io.gatehouse.model.Backend;
import io.gatehouse.model.Bind;
import io.gatehouse.model.Frontend;
import io.gatehouse.model.GatewayModel;
import io.gatehouse.model.LogSettings;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Builds a generation beside the one in force, of which it takes over what is the same and changes
 * nothing. Belongs to the thread that reloads.
 */
final class Assembly {
  private final Site site;
  private final GatewayModel model;
  private final @Nullable Generation before;
  private final @Nullable Difference difference;
  private final Generation made;
  private final Conditions compiler;
  private final List<Listener> free;
  private final PastStates past;
  private final List<Handover> handovers = new ArrayList<>();
  private final List<Listener> opened = new ArrayList<>();

  /** A listener that is given to another frontend, or to the next one of its name. */
  record Handover(Listener listener, Listener.Place place, Listener.Gates gates) {}

  Assembly(Site site, GatewayModel model, @Nullable Generation before) {
    this.site = site;
    this.model = model;
    this.before = before;
    this.difference = before == null ? null : Difference.between(before.unaltered(), model);
    ProxyLog log = site.logs().open(model.global().logs(), model.global().logOrigin());
    Tables tables = Tables.of(model.tables(), before == null ? Tables.NONE : before.tables());
    this.made = new Generation(model, patterns(), tables, log, site.facts());
    this.compiler = new Conditions(made.patterns());
    this.past = before == null ? PastStates.read(model) : PastStates.NONE;
    this.free = before == null ? new ArrayList<>() : new ArrayList<>(before.listeners);
  }

  private PatternLists patterns() {
    return before == null || difference == null
        ? new PatternLists(model.patterns())
        : before.patterns().next(model.patterns(), difference.lists());
  }

  /** What is being built. */
  Generation made() {
    return made;
  }

  void build() {
    for (Backend backend : model.backends()) {
      made.backends.put(backend.proxy().name(), backend(backend));
    }
    for (Frontend frontend : model.frontends()) {
      RunningFrontend running = frontend(frontend);
      made.frontends.put(running.name(), running);
      made.gates.put(running.name(), gate(running));
    }
    for (RunningFrontend frontend : made.frontends.values()) {
      if (!frontend.frontend().proxy().disabled()) {
        frontend.frontend().binds().forEach(bind -> listen(bind, frontend));
      }
    }
  }

  private RunningBackend backend(Backend backend) {
    String name = backend.proxy().name();
    RunningBackend old = before == null ? null : before.backends.get(name);
    if (old != null && difference != null && difference.sameBackend(name)) {
      return old;
    }
    RulePhases rules = RulePhases.compile(backend, compiler);
    return new RunningBackend(backend, rules, log(backend.log()), site.means().with(past), old);
  }

  private RunningFrontend frontend(Frontend frontend) {
    String name = frontend.proxy().name();
    RunningFrontend old = before == null ? null : before.frontends.get(name);
    if (old != null && difference != null && difference.sameFrontend(name)) {
      return old;
    }
    return new RunningFrontend(
        frontend,
        new RunningFrontend.Setting(made.backends, compiler, made),
        new FrontendLog(frontend, log(frontend.log()), site.observer()),
        old);
  }

  private ProxyLog log(LogSettings log) {
    return site.logs().open(log.targets(), log.origin());
  }

  private Gate gate(RunningFrontend frontend) {
    Gate known = before == null ? null : before.gates.get(frontend.name());
    return known != null ? known : new Gate(frontend::limit, frontend.counters().sessions);
  }

  /** A socket that is open already is used again, whatever frontend had it. */
  private void listen(Bind bind, RunningFrontend frontend) {
    Listener.Place place = new Listener.Place(bind, frontend);
    Gate own = made.gates.getOrDefault(frontend.name(), site.gate());
    Listener.Gates gates = new Listener.Gates(own, site.gate());
    Listener known = null;
    for (Listener listener : free) {
      if (!listener.closed() && listener.serves(place)) {
        known = listener;
        break;
      }
    }
    if (known != null) {
      free.remove(known);
      handovers.add(new Handover(known, place, gates));
      made.listeners.add(known);
    } else {
      Listener fresh = new Listener(place, site.loops(), gates);
      opened.add(fresh);
      made.listeners.add(fresh);
    }
  }

  /** What files tell of servers from before the process started. */
  PastStates past() {
    return past;
  }

  List<Handover> handovers() {
    return handovers;
  }

  /** Listeners that were not there before; still to be bound. */
  List<Listener> opened() {
    return opened;
  }

  /** Listeners that the new configuration does not have. */
  List<Listener> left() {
    return free;
  }
}
