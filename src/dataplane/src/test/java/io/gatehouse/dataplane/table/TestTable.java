package io.gatehouse.dataplane.table;

import io.gatehouse.api.rule.Sample;
import io.gatehouse.api.table.Datum;
import io.gatehouse.api.table.KeyType;
import io.gatehouse.model.StickTable;
import io.gatehouse.model.StickTable.Column;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A table and its clock. */
final class TestTable {
  static final int PERIOD = 1_000;
  static final int BYTES_FACTOR = 10;

  /** Milliseconds. */
  long now = 1_000_000;

  final RunningTable table;

  private TestTable(StickTable declaration) {
    this.table = new RunningTable(declaration, () -> now);
  }

  static TestTable of(int size, int life, boolean nopurge) {
    return of(KeyType.INTEGER, 4, size, life, nopurge);
  }

  static TestTable of(KeyType type, int length, int size, int life, boolean nopurge) {
    List<Column> columns =
        List.of(
            new Column(Datum.SERVER_ID, 1, 0),
            new Column(Datum.GPC0, 1, 0),
            new Column(Datum.CONN_CUR, 1, 0),
            new Column(Datum.HTTP_REQ_CNT, 1, 0),
            new Column(Datum.HTTP_REQ_RATE, 1, PERIOD),
            new Column(Datum.BYTES_IN_CNT, 1, 0),
            new Column(Datum.BYTES_IN_RATE, 1, PERIOD),
            new Column(Datum.GPT, 3, 0));
    return new TestTable(
        new StickTable(
            "t",
            type,
            length,
            size,
            life,
            nopurge,
            StickTable.ServerKey.NAME,
            columns,
            BYTES_FACTOR,
            StickTable.Sharing.NONE));
  }

  static Sample number(long key) {
    return new Sample(64).setInteger(key);
  }

  static Sample text(String key) {
    byte[] bytes = key.getBytes(StandardCharsets.ISO_8859_1);
    return new Sample(64).setString(bytes, 0, bytes.length);
  }

  @Nullable Entry find(long key) {
    return table.find(number(key));
  }

  @Nullable Entry obtain(long key) {
    return table.obtain(number(key));
  }
}
