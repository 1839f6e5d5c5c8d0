package io.gatehouse.api.vip;

import java.util.List;

/**
 * A valid {@code keepalived.conf} (keepalived.conf(5)), defaults filled in.
 *
 * @param addresses {@code static_ipaddress}: put on at the start, left alone afterwards
 * @param routes {@code static_routes}
 */
public record VipConfiguration(
    VrrpGlobals globals,
    List<VirtualAddress> addresses,
    List<VirtualRoute> routes,
    List<Tracked> tracked,
    List<SyncGroup> groups,
    List<VrrpInstance> instances) {

  /** No file was given. */
  public static final VipConfiguration NONE =
      new VipConfiguration(
          VrrpGlobals.DEFAULT, List.of(), List.of(), List.of(), List.of(), List.of());

  public VipConfiguration {
    addresses = List.copyOf(addresses);
    routes = List.copyOf(routes);
    tracked = List.copyOf(tracked);
    groups = List.copyOf(groups);
    instances = List.copyOf(instances);
  }
}
