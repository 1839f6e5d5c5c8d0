package io.gatehouse.dataplane.generation;

import io.gatehouse.api.rule.MatchMethod;
import io.gatehouse.model.AclTest;
import io.gatehouse.model.Backend;
import io.gatehouse.model.Condition;
import io.gatehouse.model.Frontend;
import io.gatehouse.model.GatewayModel;
import io.gatehouse.model.MapFile;
import io.gatehouse.model.Pattern;
import io.gatehouse.model.Rule;
import io.gatehouse.model.RuleSets;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Which pattern lists a configuration uses and in what ways. Belongs to the thread that builds. */
final class UsedLists {
  private final Map<Integer, Set<Object>> uses = new HashMap<>();

  /** One way of comparing with a list. */
  private record Use(
      MatchMethod method, boolean ignoreCase, List<Pattern> patterns, List<String> files) {}

  static UsedLists of(GatewayModel model) {
    UsedLists used = new UsedLists();
    model.frontends().forEach(used::frontend);
    model.backends().forEach(used::backend);
    for (MapFile map : model.patterns().maps()) {
      used.add(map.reference().id(), map);
    }
    return used;
  }

  static UsedLists of(Frontend frontend) {
    UsedLists used = new UsedLists();
    used.frontend(frontend);
    return used;
  }

  static UsedLists of(Backend backend) {
    UsedLists used = new UsedLists();
    used.backend(backend);
    return used;
  }

  Set<Integer> numbers() {
    return uses.keySet();
  }

  /** The lists that the other one uses in the same ways. */
  Set<Integer> same(UsedLists other) {
    Set<Integer> same = new HashSet<>();
    uses.forEach(
        (id, ways) -> {
          if (ways.equals(other.uses.get(id))) {
            same.add(id);
          }
        });
    return same;
  }

  private void add(int id, Object use) {
    uses.computeIfAbsent(id, _ -> new HashSet<>()).add(use);
  }

  private void frontend(Frontend frontend) {
    rules(frontend.proxy().rules());
    frontend.backends().forEach(use -> condition(use.condition()));
    frontend.monitor().ifPresent(monitor -> monitor.fail().forEach(this::condition));
  }

  private void backend(Backend backend) {
    rules(backend.proxy().rules());
    backend.useServers().forEach(use -> condition(use.condition()));
    backend.persistence().rules().forEach(rule -> condition(rule.condition()));
    backend.persistence().sticks().forEach(rule -> condition(rule.condition()));
  }

  private void rules(RuleSets sets) {
    for (List<Rule> rules :
        List.of(
            sets.tcpConnection(),
            sets.tcpSession(),
            sets.tcpRequest(),
            sets.httpRequest(),
            sets.tcpResponse(),
            sets.httpResponse(),
            sets.httpAfterResponse())) {
      rules.forEach(rule -> condition(rule.condition()));
    }
  }

  private void condition(Condition condition) {
    Condition.tests(condition).forEach(this::test);
  }

  private void test(AclTest test) {
    add(test.id(), new Use(test.method(), test.ignoreCase(), test.patterns(), test.files()));
  }
}
