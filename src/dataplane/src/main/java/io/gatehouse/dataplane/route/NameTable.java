package io.gatehouse.dataplane.route;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Things by name, found from bytes without making a string. Immutable.
 *
 * @param <T> what has the names
 */
final class NameTable<T> {
  private final byte[][] names;
  private final List<T> values;
  private final int[] slots;

  NameTable(Map<String, T> entries) {
    names = new byte[entries.size()][];
    values = new ArrayList<>(entries.size());
    slots = new int[Integer.highestOneBit(Math.max(4, entries.size() * 4 - 1))];
    Arrays.fill(slots, -1);
    for (Map.Entry<String, T> entry : entries.entrySet()) {
      byte[] name = entry.getKey().getBytes(StandardCharsets.ISO_8859_1);
      int slot = hash(name, 0, name.length) & slots.length - 1;
      while (slots[slot] >= 0) {
        slot = slot + 1 & slots.length - 1;
      }
      slots[slot] = values.size();
      names[values.size()] = name;
      values.add(entry.getValue());
    }
  }

  private static int hash(byte[] bytes, int offset, int length) {
    int hash = 0x811c9dc5;
    for (int i = offset; i < offset + length; i++) {
      hash = (hash ^ bytes[i] & 0xff) * 0x01000193;
    }
    return hash ^ hash >>> 15;
  }

  /** What is called by the first {@code length} bytes; null when nothing is. */
  @Nullable T find(byte[] bytes, int length) {
    return find(bytes, 0, length);
  }

  /** What is called by these bytes; null when nothing is. */
  @Nullable T find(byte[] bytes, int offset, int length) {
    int slot = hash(bytes, offset, length) & slots.length - 1;
    while (slots[slot] >= 0) {
      byte[] name = names[slots[slot]];
      if (Arrays.equals(name, 0, name.length, bytes, offset, offset + length)) {
        return values.get(slots[slot]);
      }
      slot = slot + 1 & slots.length - 1;
    }
    return null;
  }
}
