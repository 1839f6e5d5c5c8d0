package io.gatehouse.api.table;

import io.gatehouse.api.rule.Sample;
import org.jspecify.annotations.Nullable;

/** A running stick table. Any thread; nothing blocks, and only what makes a new row allocates. */
public interface Table {

  /**
   * The row of this key, which does not count as used by that.
   *
   * @param key is converted to the type of the table's keys
   * @return null when there is none, or when the sample cannot be a key
   */
  @Nullable Row find(Sample key);

  /**
   * The row of this key, made if there is none.
   *
   * @return null when the sample cannot be a key, and when the table is full of rows in use
   */
  @Nullable Row obtain(Sample key);

  /** The row with the key of another table's; null where their keys differ in type or length. */
  @Nullable Row find(Row other);

  /** How many rows there are. */
  int used();

  /** How many there can be. */
  int size();
}
