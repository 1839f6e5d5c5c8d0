package io.gatehouse.dataplane.peers.wire;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.gatehouse.api.rule.Sample;
import io.gatehouse.api.table.Datum;
import io.gatehouse.api.table.KeyType;
import io.gatehouse.dataplane.table.Entry;
import io.gatehouse.model.StickTable;
import io.gatehouse.model.StickTable.Column;
import io.netty.buffer.ByteBuf;

/** Writes rows as updates. */
public final class RowWriter {
  /** Longest time since a rate began: HAProxy's clock has 32 bits. */
  private static final long OLDEST = 1L << 30;

  private static final int LONGEST_KEY = 16_384;

  private final Names names;
  private final Sample key = new Sample(LONGEST_KEY);
  private final long[] rate = new long[3];

  public RowWriter(Names names) {
    this.names = names;
  }

  /**
   * One update of a table that was announced before.
   *
   * @param timed whether the receiver is told when the row expires
   */
  public void write(ByteBuf out, StickTable table, Entry row, Numbered update, boolean timed) {
    ByteBuf body = out.alloc().buffer();
    try {
      if (update.told()) {
        body.writeInt(update.number());
      }
      if (timed) {
        body.writeInt((int) row.remaining());
      }
      key(body, table, row);
      for (Column column : table.columns()) {
        for (int i = 0; i < column.elements(); i++) {
          value(body, row, column.datum(), i);
        }
      }
      Message.write(out, type(update.told(), timed), body);
    } finally {
      body.release();
    }
  }

  /**
   * The number of an update.
   *
   * @param told whether it is written; else it is that of the update before, plus one
   */
  public record Numbered(int number, boolean told) {}

  private static int type(boolean told, boolean timed) {
    if (timed) {
      return told ? Message.TIMED_UPDATE : Message.TIMED_NEXT_UPDATE;
    }
    return told ? Message.UPDATE : Message.NEXT_UPDATE;
  }

  private void key(ByteBuf body, StickTable table, Entry row) {
    row.key(key);
    if (table.type() == KeyType.INTEGER) {
      body.writeInt((int) key.integer());
      return;
    }
    if (table.type() == KeyType.STRING) {
      Varint.write(body, key.length());
    }
    body.writeBytes(key.bytes(), key.offset(), key.length());
  }

  private void value(ByteBuf body, Entry row, Datum datum, int index) {
    switch (datum.kind()) {
      case NUMBER, LONG_NUMBER -> Varint.write(body, row.value(datum, index));
      case RATE -> {
        row.rate(datum, index, rate);
        Varint.write(body, Math.min(rate[0], OLDEST));
        Varint.write(body, rate[1] & 0xffff_ffffL);
        Varint.write(body, rate[2] & 0xffff_ffffL);
      }
      case NAME -> name(body, row.serverKey());
    }
  }

  private void name(ByteBuf body, @org.jspecify.annotations.Nullable String name) {
    if (name == null) {
      Varint.write(body, 0);
      return;
    }
    int known = names.known(name);
    ByteBuf entry = body.alloc().buffer();
    try {
      if (known > 0) {
        Varint.write(entry, known);
      } else {
        byte[] bytes = name.getBytes(UTF_8);
        Varint.write(entry, names.remember(name));
        Varint.write(entry, bytes.length);
        entry.writeBytes(bytes);
      }
      Varint.write(body, entry.readableBytes());
      body.writeBytes(entry);
    } finally {
      entry.release();
    }
  }
}
