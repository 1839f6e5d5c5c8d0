package io.gatehouse.model;

import io.gatehouse.api.vip.VipConfiguration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Everything a node needs to run. A {@code listen} section is a frontend and a backend.
 *
 * @param variables reads those that are set at run time
 * @param tables stick tables in the order of the file
 * @param peers sections of nodes that share tables
 * @param resolvers sections that resolve names at run time, the default one among them
 * @param namedServers servers that rules speak of: {@code backend/server}, or {@code server} of any
 *     backend; they cannot be deleted at run time
 * @param vip what {@code keepalived.conf} says
 */
public record GatewayModel(
    Global global,
    List<Frontend> frontends,
    List<Backend> backends,
    Patterns patterns,
    VariableSyntax variables,
    List<StickTable> tables,
    List<Peers> peers,
    List<Resolvers> resolvers,
    Set<String> namedServers,
    VipConfiguration vip) {

  public GatewayModel {
    frontends = List.copyOf(frontends);
    backends = List.copyOf(backends);
    tables = List.copyOf(tables);
    peers = List.copyOf(peers);
    resolvers = List.copyOf(resolvers);
    namedServers = Set.copyOf(namedServers);
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
        global.withMaxconn(connections),
        frontends,
        backends,
        patterns,
        variables,
        tables,
        peers,
        resolvers,
        namedServers,
        vip);
  }

  /** The same with other virtual addresses. */
  public GatewayModel with(VipConfiguration other) {
    return new GatewayModel(
        global,
        frontends,
        backends,
        patterns,
        variables,
        tables,
        peers,
        resolvers,
        namedServers,
        other);
  }

  /** The same without some of the backends. */
  public GatewayModel without(Set<String> gone) {
    List<Backend> left =
        backends.stream().filter(backend -> !gone.contains(backend.proxy().name())).toList();
    return new GatewayModel(
        global, frontends, left, patterns, variables, tables, peers, resolvers, namedServers, vip);
  }
}
