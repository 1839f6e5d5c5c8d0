package io.gatehouse.api;

/**
 * A message head as bytes and offsets; nothing is copied to read it. A field removed by a rule is
 * skipped by {@link #find} and has {@link #removed} set, so indexes stay stable while rules edit.
 *
 * <p>Owner: the exchange; valid until it ends. Thread: the exchange's event loop.
 */
public interface HttpHead {

  /**
   * The array all offsets point into. It may be replaced when the head is edited: never keep it.
   */
  byte[] bytes();

  /** Number of field slots, removed ones included. */
  int fields();

  /** Whether the field in this slot was removed by a rule. */
  boolean removed(int field);

  int nameOffset(int field);

  int nameLength(int field);

  /** Offset of the value without the white space around it. */
  int valueOffset(int field);

  int valueLength(int field);

  /**
   * The first field at or after {@code from} with this name, compared without case.
   *
   * @param lowerCaseName ASCII lower case
   * @return its slot, or -1
   */
  int find(byte[] lowerCaseName, int from);

  /** 10 for HTTP/1.0, 11 for HTTP/1.1, 20 for HTTP/2. */
  int version();
}
