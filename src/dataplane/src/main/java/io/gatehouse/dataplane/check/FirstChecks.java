package io.gatehouse.dataplane.check;

import io.gatehouse.api.check.CheckStatus;
import io.gatehouse.dataplane.health.CheckState;
import io.gatehouse.dataplane.server.RunningBackend;
import io.gatehouse.dataplane.server.RunningServer;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Whether each checked server was checked once since the start. One whose check is late is not
 * waited for: after its interval, in which first checks are spread, and the time limit of a check
 * nobody knows more about it by waiting. Confined to the thread that asks.
 */
public final class FirstChecks {
  /** A long interval does not keep a node from its work. */
  private static final Duration LONGEST = Duration.ofSeconds(10);

  private final Map<RunningServer, Long> waiting = new HashMap<>();

  private FirstChecks() {}

  /**
   * @param nanoTime when the checks began
   */
  public static FirstChecks of(Collection<RunningBackend> backends, long nanoTime) {
    FirstChecks first = new FirstChecks();
    for (RunningBackend backend : backends) {
      if (!backend.backend().proxy().disabled()) {
        for (RunningServer server : backend.servers()) {
          CheckState state = server.check();
          if (state != null) {
            Duration patience = state.check().inter().plus(limit(server, state));
            Duration bounded = patience.compareTo(LONGEST) > 0 ? LONGEST : patience;
            first.waiting.put(server, nanoTime + bounded.toNanos());
          }
        }
      }
    }
    return first;
  }

  private static Duration limit(RunningServer server, CheckState state) {
    return new Targets(server, server.backend(), state).limit();
  }

  /** A server that is still to be waited for; null when there is none. */
  public @Nullable String missing(long nanoTime) {
    Iterator<Map.Entry<RunningServer, Long>> entries = waiting.entrySet().iterator();
    while (entries.hasNext()) {
      Map.Entry<RunningServer, Long> entry = entries.next();
      if (nanoTime - entry.getValue() < 0 && unknown(entry.getKey())) {
        return entry.getKey().label();
      }
      entries.remove();
    }
    return null;
  }

  private static boolean unknown(RunningServer server) {
    CheckState state = server.check();
    return state != null
        && state.enabled()
        && !state.paused()
        && state.last().status() == CheckStatus.INI;
  }
}
