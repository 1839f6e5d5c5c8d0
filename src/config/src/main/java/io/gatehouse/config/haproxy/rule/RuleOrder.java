package io.gatehouse.config.haproxy.rule;

import io.gatehouse.config.text.Cursor;
import java.util.List;
import java.util.TreeSet;

/**
 * Rules run class by class, whatever their order in the file: says so where the file looks
 * otherwise.
 */
final class RuleOrder {
  private static final List<String> CLASSES =
      List.of(
          "tcp-request connection",
          "tcp-request session",
          "tcp-request content",
          "monitor fail",
          "http-request",
          "redirect",
          "use_backend",
          "use-server");

  private final TreeSet<Integer> seen = new TreeSet<>();

  void check(String place, Cursor cursor) {
    int rank = CLASSES.indexOf(place);
    if (rank < 0) {
      return;
    }
    Integer later = seen.higher(rank);
    if (later != null) {
      cursor.warn(
          "a '%s' rule placed after a '%s' rule will still be processed before"
              .formatted(place, CLASSES.get(later)));
    }
    seen.add(rank);
  }
}
