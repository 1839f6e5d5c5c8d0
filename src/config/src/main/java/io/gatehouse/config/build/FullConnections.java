package io.gatehouse.config.build;

import io.gatehouse.model.Frontend;
import io.gatehouse.model.Frontend.UseBackend.Target;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The default of {@code fullconn}: a tenth of what the frontends take together that name the
 * backend. Those that choose it by a format are not known here and do not count.
 */
final class FullConnections {
  private final Map<String, Long> taken = new HashMap<>();

  /**
   * @param process what a frontend without a limit of its own takes
   */
  FullConnections(List<Frontend> frontends, int process) {
    for (Frontend frontend : frontends) {
      long most = frontend.maxconn() > 0 ? frontend.maxconn() : process;
      for (String backend : named(frontend)) {
        taken.merge(backend, most, Long::sum);
      }
    }
  }

  /** A backend counts once, however many rules of the frontend name it. */
  private static Set<String> named(Frontend frontend) {
    Set<String> names = new HashSet<>();
    frontend.defaultBackend().ifPresent(names::add);
    for (Frontend.UseBackend rule : frontend.backends()) {
      if (rule.target() instanceof Target.Fixed(String backend)) {
        names.add(backend);
      }
    }
    return names;
  }

  int of(String backend) {
    return Math.clamp((taken.getOrDefault(backend, 0L) + 9) / 10, 1, Integer.MAX_VALUE);
  }
}
