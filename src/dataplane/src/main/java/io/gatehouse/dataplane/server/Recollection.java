package io.gatehouse.dataplane.server;

import io.gatehouse.api.check.CheckResult;
import io.gatehouse.dataplane.agent.AgentState;
import io.gatehouse.dataplane.health.AdminFlags;
import io.gatehouse.dataplane.health.CheckState;
import io.gatehouse.dataplane.health.Health;
import io.gatehouse.dataplane.server.RunningServer.AdminState;
import io.gatehouse.dataplane.statefile.PastStates;
import io.gatehouse.dataplane.statefile.StateLine;
import io.gatehouse.dataplane.statefile.StateLine.Place;
import java.util.Collection;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gives servers the states that they had before the process started, by HAProxy's rules: what the
 * configuration changed since then is stronger, what it says as before is not. Where servers were
 * is known when they are made; the rest comes here, once, before traffic.
 */
public final class Recollection {
  private static final Logger LOG = LoggerFactory.getLogger(Recollection.class);
  private static final String CAUSE = ", changed from server-state after a reload";

  /** Where {@code fall} is not said. */
  private static final int FALL = 3;

  private final PastStates past;

  public Recollection(PastStates past) {
    this.past = past;
  }

  /** The servers of these backends, those that track others among them. */
  public void run(Collection<RunningBackend> backends) {
    backends.forEach(backend -> backend.stateLog().starting(true));
    for (RunningBackend backend : backends) {
      for (RunningServer server : backend.servers()) {
        StateLine line = past.of(backend.name(), server.name());
        if (line != null) {
          apply(server, line);
        }
      }
      backend.publish();
    }
    backends.forEach(backend -> backend.stateLog().starting(false));
  }

  private static void apply(RunningServer server, StateLine line) {
    health(server, line);
    admin(server, line);
    server.life().changedBefore(line.seconds());
    CheckState check = server.check();
    if (check != null) {
      check.last(CheckResult.of(line.check().status()));
      if (line.check().disabled()) {
        check.enabled(false);
      }
    }
    AgentState agent = server.agent();
    if (agent != null && line.agentDisabled()) {
      agent.check().enabled(false);
    }
    if (line.weights().initial() == server.initialWeight()) {
      server.userWeight(line.weights().user());
    }
    String problem = places(server, line);
    if (!problem.isEmpty()) {
      LOG.warn("server-state partially applied for server '{}'{}", server.label(), problem);
    }
  }

  private static void health(RunningServer server, StateLine line) {
    OperationalChanges changes = server.backend().operational();
    int rise = server.check() == null ? server.server().health().rise() : scale(server).rise();
    int fall = server.check() == null ? FALL : scale(server).fall();
    int found = line.check().health();
    switch (line.state()) {
      case STOPPED -> {
        steps(server, 0);
        changes.stop(server, CAUSE);
      }
      case STARTING -> {
        if (rise == 1) {
          steps(server, rise + fall - 1);
          changes.start(server, "");
        } else {
          steps(server, found < 1 || found >= rise ? rise - 1 : found);
        }
      }
      case STOPPING -> {
        if (fall == 1) {
          steps(server, 0);
          changes.stop(server, CAUSE);
        } else {
          steps(server, found < rise || found > rise + fall - 2 ? rise : found);
          changes.stopping(server, CAUSE);
        }
      }
      case RUNNING -> {
        steps(server, rise + fall - 1);
        changes.start(server, "");
      }
    }
  }

  private static Health scale(RunningServer server) {
    CheckState check = server.check();
    if (check == null) {
      throw new IllegalStateException(server.label() + " is not checked");
    }
    return check.health();
  }

  private static void steps(RunningServer server, int value) {
    CheckState check = server.check();
    if (check == null) {
      server.life().uncheckedHealth(value);
    } else {
      check.health(new Health(check.health().rise(), check.health().fall(), value));
    }
  }

  private static void admin(RunningServer server, StateLine line) {
    AdminChanges admin = server.backend().admin();
    boolean configured = (server.life().flags() & AdminFlags.CONFIGURED_MAINT) != 0;
    boolean before = (line.flags() & AdminFlags.CONFIGURED_MAINT) != 0;
    boolean forced = (line.flags() & AdminFlags.FORCED_MAINT) != 0;
    if (configured != before) {
      admin.set(server, configured ? AdminState.MAINT : AdminState.READY);
    } else if (forced && !configured) {
      admin.set(server, AdminState.MAINT);
    } else if (!forced && configured) {
      admin.set(server, AdminState.READY);
    }
    boolean drain = (line.flags() & AdminFlags.FORCED_DRAIN) != 0;
    boolean maint = (server.life().flags() & AdminFlags.FORCED_MAINT) != 0;
    // A drain that came from the weight 0 ends with another weight.
    if (drain && !maint && (line.weights().initial() > 0 || server.initialWeight() == 0)) {
      admin.add(server, AdminFlags.FORCED_DRAIN);
    }
    if (new PastPlace(server.server(), line).renamed()) {
      server.life().flags(server.life().flags() | AdminFlags.RENAMED);
    }
  }

  private static String places(RunningServer server, StateLine line) {
    String problem = new PastPlace(server.server(), line).problem();
    if (!problem.isEmpty()) {
      return problem;
    }
    if (line.checkPlace().known() && !move(server.check(), line.checkPlace())) {
      return ", health checks are not enabled on this server";
    }
    AgentState agent = server.agent();
    if (line.agentPlace().known()
        && !move(agent == null ? null : agent.check(), line.agentPlace())) {
      return ", agent checks are not enabled on this server";
    }
    return "";
  }

  private static boolean move(@Nullable CheckState check, Place place) {
    if (check == null || !check.enabled()) {
      return false;
    }
    if (!place.address().isEmpty()) {
      check.address(place.address());
    }
    if (place.port() != 0) {
      check.port(place.port());
    }
    return true;
  }
}
