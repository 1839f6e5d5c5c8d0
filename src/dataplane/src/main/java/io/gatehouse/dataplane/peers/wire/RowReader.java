package io.gatehouse.dataplane.peers.wire;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.gatehouse.api.table.Datum;
import io.gatehouse.api.table.KeyType;
import io.gatehouse.dataplane.table.Entry;
import io.gatehouse.dataplane.table.RunningTable;
import io.gatehouse.model.StickTable;
import io.netty.buffer.ByteBuf;
import org.jspecify.annotations.Nullable;

/** Applies updates to tables. */
public final class RowReader {
  private final Names names;
  private final long[] rate = new long[3];

  public RowReader(Names names) {
    this.names = names;
  }

  /** What an update goes to: a table, and the one that it hands on to; they may be full. */
  public record Target(RunningTable table, @Nullable RunningTable also) {}

  /**
   * Applies an update.
   *
   * @param in at its key
   * @param millis when the row expires
   */
  public void read(ByteBuf in, Target target, Definition definition, long millis)
      throws MalformedMessageException {
    RunningTable table = target.table();
    byte[] key = key(in, table.declaration());
    Entry row = table.learn(key, 0, key.length);
    RunningTable second = target.also();
    Entry also = second == null ? null : second.learn(key, 0, key.length);
    try {
      for (int bit = 0; bit < DataTypes.COUNT; bit++) {
        if ((definition.data() >>> bit & 1) != 0) {
          Datum datum = DataTypes.at(bit);
          int count = datum.array() ? definition.elements()[bit] : 1;
          for (int i = 0; i < count; i++) {
            value(in, datum, i, row, also);
          }
        }
      }
    } finally {
      if (row != null) {
        table.learned(row, millis);
      }
      if (also != null && second != null) {
        second.learned(also, second.declaration().expireMillis());
      }
    }
  }

  /** As tables keep them. */
  private static byte[] key(ByteBuf in, StickTable table) throws MalformedMessageException {
    boolean free = table.type() == KeyType.STRING;
    int length = free ? Varint.length(in) : table.keyLength();
    if (length > in.readableBytes()) {
      throw new MalformedMessageException("a key is cut off");
    }
    byte[] key = new byte[free ? Math.min(length, table.keyLength()) : length];
    in.readBytes(key);
    in.skipBytes(length - key.length);
    return switch (table.type()) {
      case INTEGER -> new byte[] {key[3], key[2], key[1], key[0]};
      case STRING -> untilZero(key);
      case IP, IPV6, BINARY -> key;
    };
  }

  private static byte[] untilZero(byte[] key) {
    for (int i = 0; i < key.length; i++) {
      if (key[i] == 0) {
        return java.util.Arrays.copyOf(key, i);
      }
    }
    return key;
  }

  /**
   * @param row null when there is no place for it: what is said is read all the same
   * @param also takes nothing that counts
   */
  private void value(ByteBuf in, Datum datum, int index, @Nullable Entry row, @Nullable Entry also)
      throws MalformedMessageException {
    switch (datum.kind()) {
      case NUMBER, LONG_NUMBER -> {
        long value = Varint.read(in);
        long kept = datum.kind() == Datum.Kind.NUMBER ? value & 0xffff_ffffL : value;
        if (row != null && (datum != Datum.CONN_CUR || row.receivesAll())) {
          row.set(datum, index, kept);
        }
        if (also != null && tag(datum)) {
          also.set(datum, index, kept);
        }
      }
      case RATE -> {
        rate[0] = Varint.read(in) & Long.MAX_VALUE;
        rate[1] = Varint.read(in) & 0xffff_ffffL;
        rate[2] = Varint.read(in) & 0xffff_ffffL;
        if (row != null) {
          row.learn(datum, index, rate);
        }
      }
      case NAME -> {
        String name = name(in);
        if (name != null && row != null) {
          row.learn(name);
        }
        if (name != null && also != null) {
          also.learn(name);
        }
      }
    }
  }

  private static boolean tag(Datum datum) {
    return datum == Datum.SERVER_ID || datum == Datum.GPT0 || datum == Datum.GPT;
  }

  private @Nullable String name(ByteBuf in) throws MalformedMessageException {
    int length = Varint.length(in);
    if (length == 0) {
      return null;
    }
    ByteBuf entry = in.readSlice(length);
    int number = Varint.count(entry, Integer.MAX_VALUE);
    if (!entry.isReadable()) {
      return names.received(number);
    }
    String name = entry.readString(Varint.length(entry), UTF_8);
    names.received(number, name);
    return name;
  }
}
