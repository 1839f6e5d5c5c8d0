package io.gatehouse.gateway.vip;

import io.gatehouse.api.vip.VipConfiguration;
import io.gatehouse.config.keepalived.KeepalivedLanguage;
import io.gatehouse.config.keepalived.text.LocalMachine;
import io.gatehouse.config.text.ConfigSource;
import io.gatehouse.config.text.Diagnostics;
import java.util.List;

/** Texts of {@code keepalived.conf} for tests. */
public final class Files {
  private Files() {}

  /** One instance with one address. */
  public static VipConfiguration instance(String name, String interval) {
    return read(
        """
        vrrp_instance %s {
          interface eth0
          virtual_router_id 6
          priority 100
          advert_int %s
          version 3
          virtual_ipaddress {
            192.168.1.88/24
          }
        }
        """
            .formatted(name, interval));
  }

  public static VipConfiguration read(String text) {
    Diagnostics diagnostics = new Diagnostics();
    List<ConfigSource> sources = List.of(ConfigSource.ofText("keepalived.conf", text));
    return new KeepalivedLanguage(LocalMachine.here(), diagnostics)
        .read(sources)
        .orElseThrow(() -> new IllegalArgumentException(diagnostics.render()));
  }
}
