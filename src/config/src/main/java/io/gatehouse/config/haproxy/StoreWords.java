package io.gatehouse.config.haproxy;

import io.gatehouse.api.ArgumentException;
import io.gatehouse.api.table.Datum;
import io.gatehouse.config.text.Cursor;
import io.gatehouse.config.text.MalformedValueException;
import io.gatehouse.config.text.TimeValue;
import io.gatehouse.model.StickTable.Column;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** What a stick table keeps of each key: {@code gpc0,conn_rate(10s)}. */
final class StoreWords {
  private static final int LARGEST_ARRAY = 100;

  private final Cursor cursor;
  private final Map<Datum, Column> columns = new EnumMap<>(Datum.class);

  StoreWords(Cursor cursor) {
    this.cursor = cursor;
  }

  List<Column> all() {
    return List.copyOf(columns.values());
  }

  /** Reads one word with one or several of them. */
  void read(String word) throws ArgumentException {
    int at = 0;
    while (at < word.length()) {
      int end = end(word, at);
      column(word.substring(at, end), at);
      at = end + 1;
    }
    exclude(Datum.GPT, Datum.GPT0);
    exclude(Datum.GPC, Datum.GPC0, Datum.GPC1);
    exclude(Datum.GPC_RATE, Datum.GPC0_RATE, Datum.GPC1_RATE);
  }

  /** Where a comma outside of parentheses stands, or the end. */
  private static int end(String word, int from) {
    boolean inside = false;
    for (int i = from; i < word.length(); i++) {
      char c = word.charAt(i);
      inside = c == '(' || inside && c != ')';
      if (c == ',' && !inside) {
        return i;
      }
    }
    return word.length();
  }

  private void column(String written, int at) throws ArgumentException {
    int open = written.indexOf('(');
    String name = open < 0 ? written : written.substring(0, open);
    if (open >= 0 && !written.endsWith(")")) {
      throw wrong(written, at, "missing ')' after '%s'".formatted(written));
    }
    Datum datum = Datum.of(name).orElse(null);
    if (datum == null) {
      throw unknown(name, at);
    }
    List<String> arguments =
        open < 0
            ? List.of()
            : List.of(written.substring(open + 1, written.length() - 1).split(",", -1));
    int wanted = (datum.array() ? 1 : 0) + (datum.kind() == Datum.Kind.RATE ? 1 : 0);
    if (arguments.size() != wanted) {
      throw wrong(written, at, "'%s' takes %s".formatted(name, arguments(datum)));
    }
    int elements = datum.array() ? elements(arguments.getFirst(), written, at) : 1;
    int period = datum.kind() == Datum.Kind.RATE ? period(arguments.getLast(), written, at) : 0;
    if (columns.containsKey(datum)) {
      cursor.warn("'%s' is stored already, this one is ignored".formatted(name));
    } else {
      columns.put(datum, new Column(datum, elements, period));
    }
  }

  private static String arguments(Datum datum) {
    String number = datum.array() ? "a number of elements" : "";
    String period = datum.kind() == Datum.Kind.RATE ? "a period" : "";
    String both = number.isEmpty() || period.isEmpty() ? number + period : number + ", " + period;
    return both.isEmpty() ? "no argument" : both + " in parentheses";
  }

  private int elements(String text, String written, int at) throws ArgumentException {
    try {
      int count = Integer.parseInt(text);
      if (count >= 1 && count <= LARGEST_ARRAY) {
        return count;
      }
    } catch (NumberFormatException notANumber) {
      throw wrong(written, at, "'%s' is not a number of elements".formatted(text));
    }
    throw wrong(written, at, "an array has 1 to %d elements".formatted(LARGEST_ARRAY));
  }

  private int period(String text, String written, int at) throws ArgumentException {
    try {
      long millis = TimeValue.parse(text, TimeValue.Unit.MILLISECOND).duration().toMillis();
      if (millis > 0 && millis <= Integer.MAX_VALUE) {
        return (int) millis;
      }
    } catch (MalformedValueException malformed) {
      throw wrong(written, at, malformed.reason());
    }
    throw wrong(written, at, "a period is longer than 0 and shorter than 25 days");
  }

  private void exclude(Datum array, Datum... singles) throws ArgumentException {
    for (Datum single : singles) {
      if (columns.containsKey(array) && columns.containsKey(single)) {
        throw cursor.error(
            "'%s' and '%s' cannot be stored in one table, the first element of '%s' is '%s'"
                .formatted(array.word(), single.word(), array.word(), single.word()));
      }
    }
  }

  private ArgumentException unknown(String name, int at) {
    return cursor.error(
        at,
        name.length(),
        "unknown data type '%s'".formatted(name),
        io.gatehouse.config.text.Suggestions.didYouMean(
            name, Arrays.stream(Datum.values()).map(Datum::word).toList()));
  }

  private ArgumentException wrong(String written, int at, String message) {
    return cursor.error(at, written.length(), message);
  }
}
