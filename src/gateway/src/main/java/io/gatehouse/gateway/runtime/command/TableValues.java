package io.gatehouse.gateway.runtime.command;

import io.gatehouse.api.table.Datum;
import io.gatehouse.dataplane.table.Entry;
import io.gatehouse.dataplane.table.RunningTable;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Data of a stick table's rows by the words of commands: {@code data.gpc0}, {@code data.gpt[1]}.
 */
final class TableValues {
  private static final String PREFIX = "data.";

  private TableValues() {}

  /** A place in every row of a table. */
  record Place(Datum datum, int index) {

    /** Reads the word; null when it names nothing that there is. */
    static @Nullable Place read(String word) {
      String name = word.substring(PREFIX.length());
      int open = name.indexOf('[');
      Optional<Datum> datum = Datum.of(open < 0 ? name : name.substring(0, open));
      if (datum.isEmpty() || open < 0) {
        return datum.map(found -> new Place(found, 0)).orElse(null);
      }
      String index = name.substring(open + 1);
      boolean indexed = datum.get().array() && index.matches("\\d{1,9}\\]");
      return indexed
          ? new Place(datum.get(), Integer.parseInt(index.substring(0, index.length() - 1)))
          : null;
    }

    boolean stored(RunningTable table) {
      return table.declaration().columns().stream().anyMatch(c -> c.datum() == datum);
    }
  }

  static @Nullable Long number(String text) {
    try {
      return Long.valueOf(text);
    } catch (NumberFormatException notANumber) {
      return null;
    }
  }

  /** Takes the words behind the key in pairs, up to the first that is wrong. */
  static void set(RunningTable table, Entry row, Request request, Answer answer) {
    for (int i = 5; !request.word(i).isEmpty(); i += 2) {
      String problem = set(table, row, request.word(i), request.word(i + 1));
      if (!problem.isEmpty()) {
        answer.error(problem);
        break;
      }
    }
    row.touch();
  }

  private static String set(RunningTable table, Entry row, String word, String text) {
    if (!word.startsWith(PREFIX)) {
      return "\"data.<type>\" followed by a value expected\n";
    }
    Place place = Place.read(word);
    if (place == null) {
      return "Unknown data type\n";
    }
    if (!place.stored(table)) {
      return "Data type not stored in this table\n";
    }
    Long value = number(text);
    if (value == null) {
      return "Require a valid integer value to store\n";
    }
    if (place.datum() != Datum.SERVER_KEY && !row.set(place.datum(), place.index(), value)) {
      return "index out of range in this data array\n";
    }
    return "";
  }
}
