package io.gatehouse.checks.talk;

import java.util.List;

/** What is said to a server and what its answers mean. Immutable, compared with {@code equals}. */
@FunctionalInterface
public interface Talk {
  /** At least one; the verdict of the last one is the check's. */
  List<Turn> turns();
}
