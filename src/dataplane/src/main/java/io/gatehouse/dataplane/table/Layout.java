package io.gatehouse.dataplane.table;

import io.gatehouse.api.table.Datum;
import io.gatehouse.model.StickTable;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Where a table's rows keep what. Immutable. */
final class Layout {
  static final int NOWHERE = -1;

  private final Map<Datum, Place> places = new EnumMap<>(Datum.class);
  private final boolean serverKey;
  private final int words;

  /**
   * Of one kind of data.
   *
   * @param first word of the first element
   * @param width words of an element
   * @param period of a rate
   */
  private record Place(int first, int elements, int width, int period) {
    int word(int index) {
      return index < 0 || index >= elements ? NOWHERE : first + index * width;
    }
  }

  Layout(List<StickTable.Column> columns) {
    int next = 0;
    for (StickTable.Column column : columns) {
      if (column.datum().kind() != Datum.Kind.NAME) {
        int width = column.datum().kind() == Datum.Kind.RATE ? Rate.WORDS : 1;
        places.put(
            column.datum(), new Place(next, column.elements(), width, column.periodMillis()));
        next += column.elements() * width;
      }
    }
    words = next;
    serverKey = columns.stream().anyMatch(column -> column.datum() == Datum.SERVER_KEY);
    standIn(Datum.GPC0, Datum.GPC, 0);
    standIn(Datum.GPC1, Datum.GPC, 1);
    standIn(Datum.GPC0_RATE, Datum.GPC_RATE, 0);
    standIn(Datum.GPC1_RATE, Datum.GPC_RATE, 1);
    standIn(Datum.GPT0, Datum.GPT, 0);
  }

  /** An element of an array takes the part of the single value of old. */
  private void standIn(Datum single, Datum array, int index) {
    Place all = places.get(array);
    if (all != null && index < all.elements) {
      places.putIfAbsent(single, new Place(all.word(index), 1, all.width, all.period));
    }
  }

  int words() {
    return words;
  }

  boolean serverKey() {
    return serverKey;
  }

  /** The first word of a value, or {@link #NOWHERE}. */
  int slot(Datum datum, int index) {
    Place place = places.get(datum);
    return place == null ? NOWHERE : place.word(index);
  }

  /** Of a rate that is stored. */
  int period(Datum datum) {
    Place place = places.get(datum);
    return place == null ? 0 : place.period;
  }
}
