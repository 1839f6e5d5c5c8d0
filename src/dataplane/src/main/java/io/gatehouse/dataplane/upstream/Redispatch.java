package io.gatehouse.dataplane.upstream;

import io.gatehouse.dataplane.server.RunningBackend;
import io.gatehouse.dataplane.server.RunningServer;

/** {@code option redispatch N}, manual section 4.2: when a retry may go to another server. */
final class Redispatch {
  private Redispatch() {}

  /**
   * Every N retries, or counted from the last one. An algorithm that is likely to choose another
   * server anyway may do so at once.
   *
   * @param plan of the exchange; one that a session or a rule sent there does not leave so easily
   * @param retries this one included
   */
  static boolean allowed(RunningServer from, DispatchPlan plan, int retries) {
    RunningBackend backend = from.backend();
    int every = backend.backend().retries().redispatch();
    if (every == 0 || plan.forced()) {
      return false;
    }
    int interval = every > 0 ? every : plan.retries() + 1 + every;
    return !from.usable()
        || (interval > 0 && retries % interval == 0)
        || (plan.stuckTo() == null
            && backend.usableServers() > 1
            && !determined(backend.backend().balance().name()));
  }

  /** Whether the server went down since it was chosen: some are sent to servers that are down. */
  static boolean unexpected(RunningServer from, DispatchPlan plan) {
    boolean knowingly = from.backend().backend().persistence().toDownServers() || plan.forced();
    return !from.usable() && !knowingly;
  }

  /** Whether there is a server but this one. */
  static boolean possible(RunningBackend wanted, RunningServer from) {
    return wanted.usableServers() > (from.listed() ? 1 : 0);
  }

  /** Whether the algorithm would choose the same server again, because it hashes something. */
  private static boolean determined(String algorithm) {
    return switch (algorithm) {
      case "source", "uri", "url_param", "hdr", "rdp-cookie", "hash", "maglev" -> true;
      default -> false;
    };
  }
}
