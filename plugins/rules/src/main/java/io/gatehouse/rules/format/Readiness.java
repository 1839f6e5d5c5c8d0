package io.gatehouse.rules.format;

import io.gatehouse.api.rule.Format.Ready;
import java.util.Set;

/** From when on the aliases of manual section 8.2.6 are known, as HAProxy decides it. */
final class Readiness {
  /** What the request's line tells. */
  private static final Set<String> OF_REQUEST =
      Set.of("HM", "HP", "HPO", "HQ", "HU", "HV", "r", "rt");

  /** Known before any request. */
  private static final Set<String> ALWAYS =
      Set.of(
          "H", "T", "Tl", "Ts", "b", "f", "ft", "lc", "ms", "pid", "t", "tr", "trg", "trl", "tsc");

  /** Sizes, times, and what is counted when an exchange ends. */
  private static final Set<String> LATE =
      Set.of(
          "B", "U", "ID", "Ta", "Tc", "Td", "Th", "Ti", "Tq", "TR", "Tr", "Tt", "Tu", "Tw", "ac",
          "bc", "bq", "fc", "rc", "sc", "sq", "ts");

  private Readiness() {}

  static boolean ofRequest(String alias) {
    return OF_REQUEST.contains(alias);
  }

  static Ready of(String alias) {
    if (LATE.contains(alias)) {
      return Ready.END;
    }
    return ALWAYS.contains(alias) || ofRequest(alias) ? Ready.REQUEST : Ready.RESPONSE;
  }
}
