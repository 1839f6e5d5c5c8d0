package io.gatehouse.gateway.runtime.command;

import io.gatehouse.api.table.Row;
import io.gatehouse.dataplane.table.Entry;
import io.gatehouse.dataplane.table.RunningTable;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Which rows a command is about: those for which every comparison holds. */
record TableFilter(List<Comparison> comparisons) {
  static final TableFilter NONE = new TableFilter(List.of());

  private static final int MOST = 4;
  private static final List<String> OPERATORS = List.of("eq", "ne", "le", "ge", "lt", "gt");

  /** One of them. */
  record Comparison(TableValues.Place place, String operator, long value) {
    boolean holds(Entry row) {
      long stored = row.value(place.datum(), place.index());
      if (stored == Row.ABSENT) {
        return false;
      }
      int order = Long.compare(stored, value);
      return switch (operator) {
        case "eq" -> order == 0;
        case "ne" -> order != 0;
        case "le" -> order <= 0;
        case "ge" -> order >= 0;
        case "lt" -> order < 0;
        default -> order > 0;
      };
    }
  }

  boolean accepts(Entry row) {
    return comparisons.stream().allMatch(comparison -> comparison.holds(row));
  }

  /** Reads the words behind the table's name; null behind an answer that says what is wrong. */
  static @Nullable TableFilter read(RunningTable table, Request request, Answer answer) {
    List<Comparison> all = new ArrayList<>();
    int at = 3;
    for (int i = 1; i <= MOST && !request.word(at).isEmpty(); i++, at += 3) {
      String problem = problem(table, request, at);
      if (!problem.isEmpty()) {
        answer.error("Filter entry #%d: %s\n".formatted(i, problem));
        return null;
      }
      TableValues.Place place = TableValues.Place.read(request.word(at));
      Long value = TableValues.number(request.word(at + 2));
      if (place != null && value != null) {
        all.add(new Comparison(place, request.word(at + 1), value));
      }
    }
    if (!request.word(at).isEmpty()) {
      answer.error(
          "Detected extra data in filter, %dth word of input, after '%s'\n"
              .formatted(at + 1, request.word(at - 1)));
      return null;
    }
    return new TableFilter(all);
  }

  private static String problem(RunningTable table, Request request, int at) {
    String word = request.word(at);
    TableValues.Place place = word.startsWith("data.") ? TableValues.Place.read(word) : null;
    if (place == null) {
      return "Unknown data type";
    }
    if (!place.stored(table)) {
      return "Data type not stored in this table";
    }
    if (!OPERATORS.contains(request.word(at + 1))) {
      return "Require and operator among \"eq\", \"ne\", \"le\", \"ge\", \"lt\", \"gt\"";
    }
    return TableValues.number(request.word(at + 2)) == null
        ? "Require a valid integer value to compare against"
        : "";
  }
}
