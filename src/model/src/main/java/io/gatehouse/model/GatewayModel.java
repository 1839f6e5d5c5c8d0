package io.gatehouse.model;

import io.gatehouse.api.vip.VipConfiguration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Everything a node needs to run. A {@code listen} section is a frontend and a backend.
 *
 * @param tables stick tables in the order of the file
 * @param vip what {@code keepalived.conf} says
 */
public record GatewayModel(
    Global global,
    List<Frontend> frontends,
    List<Backend> backends,
    Patterns patterns,
    List<StickTable> tables,
    VipConfiguration vip) {

  public GatewayModel {
    frontends = List.copyOf(frontends);
    backends = List.copyOf(backends);
    tables = List.copyOf(tables);
  }

  /** Names of the backends that a frontend leads to; all where one makes names at run time. */
  public Set<String> reachableBackends() {
    Set<String> names = new HashSet<>();
    for (Frontend frontend : frontends) {
      if (!frontend.proxy().disabled()) {
        names.addAll(frontend.namedBackends());
        if (frontend.leadsAnywhere()) {
          backends.forEach(backend -> names.add(backend.proxy().name()));
        }
      }
    }
    return names;
  }

  /** The same with another limit of connections for the process. */
  public GatewayModel withMaxconn(int connections) {
    return new GatewayModel(
        global.withMaxconn(connections), frontends, backends, patterns, tables, vip);
  }

  /** The same with other virtual addresses. */
  public GatewayModel with(VipConfiguration other) {
    return new GatewayModel(global, frontends, backends, patterns, tables, other);
  }
}
