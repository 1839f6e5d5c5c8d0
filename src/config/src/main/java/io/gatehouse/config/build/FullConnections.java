package io.gatehouse.config.build;

import io.gatehouse.model.Frontend;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

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
      // A backend counts once, however many rules of the frontend name it.
      for (String backend : frontend.namedBackends()) {
        taken.merge(backend, most, Long::sum);
      }
    }
  }

  int of(String backend) {
    return Math.clamp((taken.getOrDefault(backend, 0L) + 9) / 10, 1, Integer.MAX_VALUE);
  }
}
