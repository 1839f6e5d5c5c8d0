package io.gatehouse.vrrp;

import io.gatehouse.api.vip.VipConfiguration;
import io.gatehouse.api.vip.VipSurroundings;
import io.gatehouse.api.vip.VipSurroundings.Severity;
import io.gatehouse.api.vip.VirtualIpProvider;
import io.gatehouse.api.vip.VirtualIps;
import io.gatehouse.vrrp.kernel.LinuxHost;
import io.gatehouse.vrrp.notify.ScriptNotifier;
import io.gatehouse.vrrp.port.Host;
import io.gatehouse.vrrp.port.Notifier;
import io.gatehouse.vrrp.port.Watched;
import io.gatehouse.vrrp.track.Trackers;
import java.io.IOException;
import java.util.List;

/** {@code vrrp}: one owner of each address by VRRP, with Keepalived's ways. */
public final class VrrpProvider implements VirtualIpProvider {

  @Override
  public String name() {
    return "vrrp";
  }

  @Override
  public VirtualIps create(VipConfiguration configuration, VipSurroundings surroundings)
      throws IOException {
    LinuxHost host = new LinuxHost();
    try {
      VrrpRunner runner = new VrrpRunner(host, surroundings, new RealWorkshop(surroundings));
      return VrrpInstances.start(runner, configuration);
    } catch (IOException | RuntimeException e) {
      host.close();
      throw e;
    }
  }

  @Override
  public List<String> release(VipConfiguration configuration) throws IOException {
    try (LinuxHost host = new LinuxHost()) {
      return new Release(host).of(configuration);
    }
  }

  /** Scripts, FIFOs and what is watched, of this machine. */
  private record RealWorkshop(VipSurroundings surroundings) implements Workshop {

    @Override
    public Watched watch(VipConfiguration configuration, Host host) {
      return new Trackers(
          configuration.tracked(), configuration.globals().scripts(), host::wakeUp, this::log);
    }

    @Override
    public Notifier notifier(VipConfiguration configuration) {
      return new ScriptNotifier(configuration, this::log);
    }

    private void log(String line) {
      surroundings.log(Severity.INFO, line);
    }
  }
}
