package io.gatehouse.config.haproxy;

import io.gatehouse.api.ArgumentException;
import io.gatehouse.api.table.KeyType;
import io.gatehouse.config.haproxy.rule.TableUses;
import io.gatehouse.config.text.Cursor;
import io.gatehouse.model.StickTable;
import io.gatehouse.model.StickTable.ServerKey;
import io.gatehouse.model.StickTable.Sharing;
import java.util.Arrays;
import java.util.List;

/** The words that declare a stick table (manual section 11.1), in any order. */
final class TableWords {
  private static final List<String> WORDS =
      List.of(
          "type",
          "size",
          "expire",
          "nopurge",
          "store",
          "srvkey",
          "write-to",
          "recv-only",
          "brates-factor");
  private static final int LONGEST_KEY = 16_384;
  private static final int LARGEST_FACTOR = 1_024;

  private final Cursor cursor;
  private final StoreWords columns;
  private KeyType type = KeyType.IP;
  private boolean typed;
  private int length;
  private long size;
  private long expire;
  private boolean nopurge;
  private int bytesFactor = 1;
  private ServerKey serverKey = ServerKey.NAME;
  private Sharing sharing = Sharing.NONE;
  private final TableUses uses;

  /**
   * @param uses where other tables and sections that are named are noted down
   */
  TableWords(Cursor cursor, TableUses uses) {
    this.cursor = cursor;
    this.uses = uses;
    this.columns = new StoreWords(cursor);
  }

  /** The table of a proxy. */
  StickTable read(String name) throws ArgumentException {
    return read(name, new Sharing("", name, "", false), true);
  }

  /**
   * A {@code table} line of a {@code peers} section; other nodes know it by a name with a slash.
   */
  StickTable readShared(String section, String name) throws ArgumentException {
    return read(section + "/" + name, new Sharing(section, "/" + name, "", false), false);
  }

  private StickTable read(String name, Sharing given, boolean choosesPeers)
      throws ArgumentException {
    sharing = given;
    while (cursor.hasNext()) {
      String word = cursor.next("an argument");
      if (choosesPeers && word.equals("peers")) {
        sharing = new Sharing(peers(), given.wireName(), sharing.writeTo(), sharing.receiveOnly());
      } else {
        word(name, word);
      }
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
        name,
        type,
        length,
        (int) size,
        (int) expire,
        nopurge,
        serverKey,
        columns.all(),
        bytesFactor,
        sharing);
  }

  private String peers() throws ArgumentException {
    String section = cursor.next("the name of a 'peers' section");
    uses.peers(section, cursor.span());
    return section;
  }

  private void writeTo(String name) throws ArgumentException {
    String target = cursor.next("the name of a table");
    uses.writeTo(name, target, cursor.span());
    sharing = new Sharing(sharing.peers(), sharing.wireName(), target, sharing.receiveOnly());
  }

  private void word(String name, String word) throws ArgumentException {
    switch (word) {
      case "type" -> type();
      case "size" -> size = cursor.size("a number of entries");
      case "expire" -> expire = cursor.time("a time").toMillis();
      case "nopurge" -> nopurge = true;
      case "store" -> columns.read(cursor.next("what is to be stored"));
      case "srvkey" -> serverKey = serverKey();
      case "write-to" -> writeTo(name);
      case "recv-only" ->
          sharing = new Sharing(sharing.peers(), sharing.wireName(), sharing.writeTo(), true);
      case "brates-factor" -> bytesFactor = bytesFactor();
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

  private int bytesFactor() throws ArgumentException {
    long factor = cursor.size("a number of bytes");
    if (factor < 1 || factor > LARGEST_FACTOR) {
      throw cursor.error("the factor of rates of bytes is a number from 1 to " + LARGEST_FACTOR);
    }
    return (int) factor;
  }
}
