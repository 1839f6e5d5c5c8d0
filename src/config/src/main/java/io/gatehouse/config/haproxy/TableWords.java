package io.gatehouse.config.haproxy;

import io.gatehouse.api.ArgumentException;
import io.gatehouse.api.table.KeyType;
import io.gatehouse.config.text.Cursor;
import io.gatehouse.model.StickTable;
import io.gatehouse.model.StickTable.ServerKey;
import java.util.Arrays;
import java.util.List;

/** The words that declare a stick table (manual section 11.1), in any order. */
final class TableWords {
  private static final List<String> WORDS =
      List.of("type", "size", "expire", "nopurge", "store", "srvkey", "write-to", "peers");
  private static final int LONGEST_KEY = 16_384;

  private final Cursor cursor;
  private final StoreWords columns;
  private KeyType type = KeyType.IP;
  private boolean typed;
  private int length;
  private long size;
  private long expire;
  private boolean nopurge;
  private ServerKey serverKey = ServerKey.NAME;

  TableWords(Cursor cursor) {
    this.cursor = cursor;
    this.columns = new StoreWords(cursor);
  }

  StickTable read(String name) throws ArgumentException {
    while (cursor.hasNext()) {
      word(cursor.next("an argument"));
    }
    if (size == 0) {
      throw cursor.error("'stick-table' needs 'size' and a number of entries");
    }
    if (!typed) {
      throw cursor.error("'stick-table' needs 'type' and the type of its keys");
    }
    if (size > Integer.MAX_VALUE || expire > Integer.MAX_VALUE) {
      throw cursor.error("'stick-table' cannot be that large, or keep entries that long");
    }
    return new StickTable(
        name, type, length, (int) size, (int) expire, nopurge, serverKey, columns.all());
  }

  private void word(String word) throws ArgumentException {
    switch (word) {
      case "type" -> type();
      case "size" -> size = cursor.size("a number of entries");
      case "expire" -> expire = cursor.time("a time").toMillis();
      case "nopurge" -> nopurge = true;
      case "store" -> columns.read(cursor.next("what is to be stored"));
      case "srvkey" -> serverKey = serverKey();
      case "write-to", "peers", "recv-only", "brates-factor" -> refuse(word);
      default -> throw cursor.unknown("argument of 'stick-table'", WORDS);
    }
  }

  private void type() throws ArgumentException {
    type = named(cursor.next("the type of the keys"));
    typed = true;
    length = type.length();
    boolean free = type == KeyType.STRING || type == KeyType.BINARY;
    if (free && cursor.accept("len")) {
      length = (int) cursor.integer("a length", 1, LONGEST_KEY);
    }
  }

  private KeyType named(String word) throws ArgumentException {
    if (word.equals("ipv4")) {
      return KeyType.IP;
    }
    for (KeyType known : KeyType.values()) {
      if (known.word().equals(word)) {
        return known;
      }
    }
    throw cursor.unknown("type", Arrays.stream(KeyType.values()).map(KeyType::word).toList());
  }

  private ServerKey serverKey() throws ArgumentException {
    return switch (cursor.next("'name' or 'addr'")) {
      case "name" -> ServerKey.NAME;
      case "addr" -> ServerKey.ADDR;
      default -> throw cursor.unknown("server key", List.of("name", "addr"));
    };
  }

  /** Tables stay on the node: what concerns others cannot be promised. */
  private void refuse(String word) throws ArgumentException {
    throw cursor.error(
        0,
        word.length(),
        "'%s' is known to HAProxy but not supported yet".formatted(word),
        word.equals("brates-factor")
            ? "leave it out: rates of bytes are counted whole here"
            : "leave it out: the table then belongs to this node alone, and outlives reloads");
  }
}
