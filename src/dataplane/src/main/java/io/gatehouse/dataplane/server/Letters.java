package io.gatehouse.dataplane.server;

import io.gatehouse.api.persist.Visit;

/** The last two letters of a termination state, packed as {@code Measures} has them. Pure. */
public final class Letters {
  /** Without persistence. */
  public static final int NONE = Visit.SILENT << 16 | Visit.SILENT << 24;

  private Letters() {}

  /** Those of the first visit that has a say. */
  public static int of(Visit[] visits) {
    char had = Visit.SILENT;
    char done = Visit.SILENT;
    for (int i = visits.length - 1; i >= 0; i--) {
      had = visits[i].requestLetter() == Visit.SILENT ? had : visits[i].requestLetter();
      done = visits[i].responseLetter() == Visit.SILENT ? done : visits[i].responseLetter();
    }
    return had << 16 | done << 24;
  }
}
