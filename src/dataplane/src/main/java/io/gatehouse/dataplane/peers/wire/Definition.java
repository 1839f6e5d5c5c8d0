package io.gatehouse.dataplane.peers.wire;

import io.gatehouse.api.table.Datum;
import io.gatehouse.model.StickTable;
import io.gatehouse.model.StickTable.Column;
import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * How a node announces a table of its own.
 *
 * @param number by which the node speaks of it from now on
 * @param data a bit for each {@link Datum}; higher ones are of newer versions, and their values
 *     stand at the end of each update
 * @param elements of arrays, by the bit of their datum
 */
public record Definition(
    int number, String name, int keyType, int keyLength, long data, int[] elements) {
  private static final int LONGEST_ARRAY = 100;

  /** Announces a table under this number. */
  public static void write(ByteBuf out, int number, StickTable table) {
    ByteBuf body = out.alloc().buffer();
    ByteBuf parameters = out.alloc().buffer();
    try {
      Varint.write(body, number);
      byte[] name = table.sharing().wireName().getBytes(StandardCharsets.ISO_8859_1);
      Varint.write(body, name.length);
      body.writeBytes(name);
      Varint.write(body, KeyForm.type(table.type()));
      Varint.write(body, KeyForm.length(table));
      Varint.write(body, data(table, parameters));
      Varint.write(body, table.expireMillis());
      body.writeBytes(parameters);
      Message.write(out, Message.DEFINITION, body);
    } finally {
      body.release();
      parameters.release();
    }
  }

  private static long data(StickTable table, ByteBuf parameters) {
    long data = 0;
    for (Column column : table.columns()) {
      Datum datum = column.datum();
      data |= 1L << DataTypes.bit(datum);
      boolean rate = datum.kind() == Datum.Kind.RATE;
      if (datum.array() || rate) {
        Varint.write(parameters, DataTypes.bit(datum));
      }
      if (datum.array()) {
        Varint.write(parameters, column.elements());
      }
      if (rate) {
        Varint.write(parameters, column.periodMillis());
      }
    }
    return data;
  }

  /**
   * Reads one.
   *
   * @return null where its parameters make no sense, so that its updates cannot be read
   */
  public static @Nullable Definition read(ByteBuf in) throws MalformedMessageException {
    int number = (int) Varint.read(in);
    int length = Varint.length(in);
    // Something must follow the name.
    if (length == 0 || length >= in.readableBytes()) {
      throw new MalformedMessageException("a table has no name");
    }
    String name = in.readString(length, StandardCharsets.ISO_8859_1);
    int keyType = (int) Varint.read(in);
    int keyLength = (int) Varint.read(in);
    long data = Varint.read(in);
    int[] elements = elements(in, data);
    return elements == null
        ? null
        : new Definition(number, name, keyType, keyLength, data, elements);
  }

  /** Behind the time of expiry; older versions end before it, and know no arrays. */
  private static int @Nullable [] elements(ByteBuf in, long data) {
    int[] elements = new int[DataTypes.COUNT];
    boolean parameters = in.isReadable();
    try {
      if (parameters) {
        Varint.read(in);
      }
      for (int bit = 0; bit < DataTypes.COUNT; bit++) {
        Datum datum = DataTypes.at(bit);
        boolean rate = datum.kind() == Datum.Kind.RATE;
        if ((data >>> bit & 1) == 0 || !datum.array() && !(rate && parameters)) {
          continue;
        }
        if (Varint.read(in) != bit) {
          return null;
        }
        if (datum.array()) {
          elements[bit] = Varint.count(in, LONGEST_ARRAY);
        }
        if (rate) {
          Varint.read(in);
        }
      }
    } catch (MalformedMessageException cutOff) {
      return null;
    }
    return elements;
  }

  /** Whether it is about this very table, and keys are the same on both sides. */
  public boolean describes(StickTable table) {
    return table.sharing().wireName().equals(name)
        && keyType == KeyForm.type(table.type())
        && keyLength == KeyForm.length(table);
  }
}
