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
   * @param retries this one included
   * @param allowed {@code retries} of the proxy, or of a rule
   */
  static boolean allowed(RunningServer from, int retries, int allowed) {
    RunningBackend backend = from.backend();
    int every = backend.backend().retries().redispatch();
    if (every == 0) {
      return false;
    }
    int interval = every > 0 ? every : allowed + 1 + every;
    return !from.usable()
        || (interval > 0 && retries % interval == 0)
        || (backend.usableServers() > 1 && !determined(backend.backend().balance().name()));
  }

  /** Whether the algorithm would choose the same server again, because it hashes something. */
  private static boolean determined(String algorithm) {
    return switch (algorithm) {
      case "source", "uri", "url_param", "hdr", "rdp-cookie", "hash", "maglev" -> true;
      default -> false;
    };
  }
}
