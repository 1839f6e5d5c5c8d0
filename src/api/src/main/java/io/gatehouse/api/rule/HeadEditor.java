package io.gatehouse.api.rule;

/**
 * Changes a head in place. Each method answers false when the head's buffer has no room left
 * (tune.maxrewrite); the head is then unchanged. Byte arguments are copied.
 */
public interface HeadEditor {

  /** Appends a field after the others. */
  boolean add(byte[] name, byte[] value, int offset, int length);

  /** Removes the field in this slot. */
  void remove(int field);

  /** Replaces the value of the field in this slot. */
  boolean value(int field, byte[] value, int offset, int length);

  /** Requests only. */
  boolean method(byte[] value, int offset, int length);

  /** Requests only: the whole target. */
  boolean uri(byte[] value, int offset, int length);

  /** Requests only: the path without the query. */
  boolean path(byte[] value, int offset, int length);

  /** Requests only: the part after {@code ?}; empty removes the question mark too. */
  boolean query(byte[] value, int offset, int length);

  /** Responses only; an empty reason stands for the status's standard one. */
  boolean status(int status, byte[] reason, int offset, int length);
}
