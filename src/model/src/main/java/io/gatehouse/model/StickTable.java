package io.gatehouse.model;

import io.gatehouse.api.table.Datum;
import io.gatehouse.api.table.KeyType;
import java.util.List;

/**
 * A declared stick table (manual section 11.1). One that a reload does not change keeps its rows.
 *
 * @param name of the section that declares it
 * @param keyLength most bytes of a key
 * @param size most rows
 * @param expireMillis how long a row lives unused; 0 is for ever
 * @param nopurge whether a full table takes no new key instead of losing the oldest
 * @param columns in the order of {@link Datum}
 */
public record StickTable(
    String name,
    KeyType type,
    int keyLength,
    int size,
    int expireMillis,
    boolean nopurge,
    ServerKey serverKey,
    List<Column> columns) {

  public StickTable {
    columns = List.copyOf(columns);
  }

  /** What tells servers apart ({@code srvkey}). */
  public enum ServerKey {
    NAME,
    ADDR
  }

  /**
   * One kind of data.
   *
   * @param elements how many there are of it; 1 unless it is an array
   * @param periodMillis of a rate, else 0
   */
  public record Column(Datum datum, int elements, int periodMillis) {}
}
