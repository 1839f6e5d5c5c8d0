package io.gatehouse.dataplane.generation;

import io.gatehouse.model.Backend;
import io.gatehouse.model.Frontend;
import io.gatehouse.model.GatewayModel;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * What two configurations have in common: the records that are equal and lean on nothing that is
 * not. Immutable once made.
 */
public final class Difference {
  private final Set<Integer> lists;
  private final Set<String> backends = new HashSet<>();
  private final Set<String> frontends = new HashSet<>();
  private final boolean maps;

  private Difference(Set<Integer> lists, boolean maps) {
    this.lists = lists;
    this.maps = maps;
  }

  public static Difference between(GatewayModel old, GatewayModel next) {
    UsedLists used = UsedLists.of(next);
    Set<Integer> lists = used.same(UsedLists.of(old));
    boolean maps = old.patterns().maps().equals(next.patterns().maps());
    Difference same = new Difference(lists, maps);
    // Every rule may ask for the name of the node.
    if (old.global().process().node().equals(next.global().process().node())) {
      same.compareBackends(old, next);
      same.compareFrontends(old, next);
    }
    return same;
  }

  private void compareBackends(GatewayModel old, GatewayModel next) {
    Map<String, Backend> before = new HashMap<>();
    old.backends().forEach(backend -> before.put(backend.proxy().name(), backend));
    for (Backend backend : next.backends()) {
      String name = backend.proxy().name();
      if (backend.equals(before.get(name))
          && maps
          && lists.containsAll(UsedLists.of(backend).numbers())) {
        backends.add(name);
      }
    }
  }

  private void compareFrontends(GatewayModel old, GatewayModel next) {
    Map<String, Frontend> before = new HashMap<>();
    old.frontends().forEach(frontend -> before.put(frontend.proxy().name(), frontend));
    boolean all = old.backends().size() == next.backends().size();
    for (Backend backend : next.backends()) {
      all &= backends.contains(backend.proxy().name());
    }
    for (Frontend frontend : next.frontends()) {
      String name = frontend.proxy().name();
      if (frontend.equals(before.get(name))
          && maps
          && lists.containsAll(UsedLists.of(frontend).numbers())
          && (all || leadsToSame(frontend))) {
        frontends.add(name);
      }
    }
  }

  private boolean leadsToSame(Frontend frontend) {
    return !frontend.leadsAnywhere() && backends.containsAll(frontend.namedBackends());
  }

  /** Numbers of the pattern lists that stay what they are. */
  public Set<Integer> lists() {
    return lists;
  }

  /** Whether the backend of this name stays the very object. */
  public boolean sameBackend(String name) {
    return backends.contains(name);
  }

  /** Whether the frontend of this name stays the very object. */
  public boolean sameFrontend(String name) {
    return frontends.contains(name);
  }
}
