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
 * @param bytesFactor how many bytes are counted as one in rates of bytes, 1 to 1024
 * @param sharing with whom it is shared
 */
public record StickTable(
    String name,
    KeyType type,
    int keyLength,
    int size,
    int expireMillis,
    boolean nopurge,
    ServerKey serverKey,
    List<Column> columns,
    int bytesFactor,
    Sharing sharing) {

  public StickTable {
    columns = List.copyOf(columns);
  }

  /** The same with other columns and shared otherwise. */
  public StickTable with(List<Column> others, Sharing other) {
    return new StickTable(
        name, type, keyLength, size, expireMillis, nopurge, serverKey, others, bytesFactor, other);
  }

  /**
   * What other nodes have to do with a table.
   *
   * @param peers the section whose nodes share it; empty where it is this node's alone
   * @param wireName what it is called between nodes
   * @param writeTo the table that takes what is learned of servers and tags as well; may be empty
   * @param receiveOnly whether numbers of connections are learned too, as none are counted here
   */
  public record Sharing(String peers, String wireName, String writeTo, boolean receiveOnly) {
    public static final Sharing NONE = new Sharing("", "", "", false);

    /** Whether any node shares it. */
    public boolean shared() {
      return !peers.isEmpty();
    }

    /** Nobody shares it. */
    public Sharing alone() {
      return new Sharing("", wireName, writeTo, receiveOnly);
    }
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
