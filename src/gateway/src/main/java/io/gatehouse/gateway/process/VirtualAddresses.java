package io.gatehouse.gateway.process;

import io.gatehouse.api.vip.VipConfiguration;
import io.gatehouse.api.vip.VipSurroundings.Severity;
import io.gatehouse.api.vip.Vitality;
import io.gatehouse.dataplane.DataPlane;
import io.gatehouse.dataplane.vitality.VitalityWatch;
import io.gatehouse.dataplane.vitality.VitalityWatch.Finding;
import io.gatehouse.gateway.vip.VipLog;
import io.gatehouse.gateway.vip.VipWishes;
import io.gatehouse.gateway.vip.VirtualIpService;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * The virtual addresses of a gateway share the fate of its data plane: they are claimed only after
 * it listens, and given up before it closes anything. Main thread.
 */
final class VirtualAddresses implements AutoCloseable {
  private static final Finding WELL = new Finding(Vitality.WELL, "");

  private final DataPlane plane;
  private final VipWishes wishes;
  private final VipLog log;
  private final VirtualIpService service;
  private volatile @Nullable VitalityWatch watch;

  VirtualAddresses(
      DataPlane plane, VipConfiguration configuration, VipWishes wishes, Narrator narrator) {
    this.plane = plane;
    this.wishes = wishes;
    this.log = new VipLog(new VipVoice(narrator, plane::log));
    this.service = new VirtualIpService(wishes, configuration, this::finding, log);
  }

  VirtualIpService service() {
    return service;
  }

  /**
   * Begins to take part in elections.
   *
   * @throws IOException why it cannot
   */
  void start() throws IOException {
    VipConfiguration configuration = service.configuration();
    if (!configuration.equals(VipConfiguration.NONE)) {
      watch = plane.watch(wishes.options().stuckAfter(configuration), this::changed);
      service.start();
    }
  }

  /**
   * Goes on with another configuration; an address that stays is not given up for a moment.
   *
   * @throws IOException why it cannot; the old one stays
   */
  void replace(VipConfiguration next) throws IOException {
    if (next.equals(service.configuration())) {
      return;
    }
    VitalityWatch known = watch;
    if (known == null) {
      watch = plane.watch(wishes.options().stuckAfter(next), this::changed);
    }
    try {
      service.replace(next);
    } catch (IOException refused) {
      VitalityWatch fresh = watch;
      if (known == null && fresh != null) {
        watch = null;
        fresh.close();
      }
      throw refused;
    }
    if (known != null) {
      known.stuckAfter(wishes.options().stuckAfter(next));
    }
  }

  private Finding finding() {
    VitalityWatch watching = watch;
    return watching == null ? WELL : watching.finding();
  }

  private void changed(Finding finding) {
    switch (finding.vitality()) {
      case WELL -> log.say(Severity.NOTICE, "this node can serve");
      case STARTING -> log.say(Severity.NOTICE, "this node starts: " + finding.reason());
      case NO_SERVER -> log.say(Severity.WARNING, "this node serves in part: " + finding.reason());
      case LISTENER_LOST, STUCK, LEAVING ->
          log.say(Severity.ALERT, "this node cannot serve: " + finding.reason());
    }
  }

  /** Gives the addresses up. A second call does nothing. */
  @Override
  public void close() {
    service.close();
    VitalityWatch watching = watch;
    if (watching != null) {
      watching.close();
    }
    log.close();
  }
}
