package io.gatehouse.gateway.runtime.command;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.gatehouse.api.ByteSink;
import io.gatehouse.api.rule.AddressText;
import io.gatehouse.api.rule.Sample;
import io.gatehouse.api.table.Datum;
import io.gatehouse.api.table.Row;
import io.gatehouse.dataplane.table.Entry;
import io.gatehouse.dataplane.table.RunningTable;
import io.gatehouse.model.StickTable.Column;
import java.util.HexFormat;
import java.util.Locale;

/** Stick tables as {@code show table} tells them. */
final class TableText {
  private static final int SPARE = 64;

  private TableText() {}

  static String head(RunningTable table) {
    return "# table: %s, type: %s, size:%d, used:%d\n"
        .formatted(
            table.declaration().name(),
            table.declaration().type().word(),
            table.declaration().size(),
            table.used());
  }

  /** A row's number, in the form in which HAProxy shows where it lies. */
  static String number(Entry row) {
    return String.format(Locale.ROOT, "0x%x", row.serial());
  }

  static String row(RunningTable table, Entry row) {
    StringBuilder text = new StringBuilder(number(row)).append(": key=");
    key(table, row, text);
    text.append(" use=").append(row.trackers()).append(" exp=").append(row.remaining());
    for (Column column : table.declaration().columns()) {
      for (int i = 0; i < column.elements(); i++) {
        text.append(' ').append(name(column, i));
        if (column.datum().kind() == Datum.Kind.RATE) {
          text.append('(').append(column.periodMillis()).append(')');
        }
        text.append('=').append(value(row, column.datum(), i));
      }
    }
    return text.append('\n').toString();
  }

  /** An array's elements are numbered before the rest of their name. */
  private static String name(Column column, int index) {
    String word = column.datum().word();
    if (!column.datum().array()) {
      return word;
    }
    int rest = word.indexOf('_');
    return rest < 0 ? word + index : word.substring(0, rest) + index + word.substring(rest);
  }

  private static String value(Entry row, Datum datum, int index) {
    if (datum == Datum.SERVER_KEY) {
      String key = row.serverKey();
      return key == null ? "-" : key;
    }
    return Long.toString(row.value(datum, index));
  }

  private static void key(RunningTable table, Row row, StringBuilder text) {
    Sample key = new Sample(table.declaration().keyLength() + SPARE);
    row.key(key);
    switch (table.declaration().type()) {
      case IP, IPV6 -> {
        ByteSink sink = new ByteSink(64);
        AddressText.write(key.bytes(), key.offset(), key.length(), sink);
        text.append(new String(sink.array(), 0, sink.length(), ISO_8859_1));
      }
      case INTEGER -> text.append(key.integer());
      case STRING -> {
        for (int i = 0; i < key.length(); i++) {
          character((char) (key.bytes()[key.offset() + i] & 0xff), text);
        }
      }
      case BINARY ->
          text.append(
              HexFormat.of()
                  .withUpperCase()
                  .formatHex(key.bytes(), key.offset(), key.offset() + key.length()));
    }
  }

  private static void character(char c, StringBuilder text) {
    switch (c) {
      case '\t' -> text.append("\\t");
      case '\n' -> text.append("\\n");
      case '\r' -> text.append("\\r");
      case 0x1b -> text.append("\\e");
      case '\\', ' ', '=' -> text.append('\\').append(c);
      default -> {
        if (c > ' ' && c < 0x7f) {
          text.append(c);
        } else {
          text.append("\\x").append(HexFormat.of().withUpperCase().toHexDigits((byte) c));
        }
      }
    }
  }
}
