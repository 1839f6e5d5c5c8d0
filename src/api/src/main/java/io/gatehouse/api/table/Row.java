package io.gatehouse.api.table;

import io.gatehouse.api.rule.Sample;

/**
 * What a table keeps of one key. Any thread; a row that was removed meanwhile takes what is written
 * to it and forgets it. Nothing here blocks or allocates.
 */
public interface Row {

  /** In place of a value: the table does not store it. */
  long ABSENT = -1;

  /**
   * A number, a tag, or a rate's events in its period. Where a table has {@code gpc(n)} in place of
   * {@code gpc0}, that is the first of the array; {@code gpt0} and the rates likewise.
   *
   * @param index of an array's element, else 0
   */
  long value(Datum datum, int index);

  /** Counts, and answers the new number; a rate answers the events since its period began. */
  long add(Datum datum, int index, long amount);

  /** Replaces a number; false when the table does not store it. */
  boolean set(Datum datum, int index, long value);

  /** It was used: it expires that much later. */
  void touch();

  /** How many connections and exchanges track it now. */
  int trackers();

  /** Milliseconds until it expires; 0 when it does not. */
  long remaining();

  /** Milliseconds since it was used; 0 when it does not expire. */
  long idle();

  /** Sets {@code out} to its key, which is not changed as long as the row is there. */
  void key(Sample out);
}
