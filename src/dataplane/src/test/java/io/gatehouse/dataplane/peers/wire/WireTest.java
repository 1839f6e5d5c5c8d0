package io.gatehouse.dataplane.peers.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gatehouse.api.rule.Sample;
import io.gatehouse.api.rule.SampleType;
import io.gatehouse.api.table.Datum;
import io.gatehouse.api.table.KeyType;
import io.gatehouse.dataplane.table.Entry;
import io.gatehouse.dataplane.table.RunningTable;
import io.gatehouse.model.StickTable;
import io.gatehouse.model.StickTable.Column;
import io.gatehouse.model.StickTable.Sharing;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;

/** The bytes are what HAProxy 2.6.12 said on such a connection. */
class WireTest {
  private static final int HOUR = 3_600_000;
  private static final int HALF_HOUR = 1_800_000;
  private static final String DEFINITION =
      "0a823a020174 0404 fff0fe0e f0e5ed05 03f0d9dc0c 05f0d9dc0c 08f0d9dc0c 0af0d9dc0c 0cf0d9dc0c"
          + " 0ef0d9dc0c 10f0d9dc0c 12f0d9dc0c 15f0d9dc0c";
  private static final String UPDATE =
      "0a855d 00000001 001b7429 01020304 00 09 05 f3b6f1a5110000 00 f3b6f1a5110000 00 00"
          + " f3b6f1a5110000 00 f3b6f1a5110000 00 f3b6f1a5110000 f492a2a5de1b f3b6f1a5110000 00"
          + " f3b6f1a5110000 00 f3b6f1a5110000 00 00 f3b6f1a5110000";

  private long now = 40L * 24 * HOUR;

  /** All that HAProxy 2.6 knows but arrays. */
  private static List<Column> columns() {
    List<Column> all = new ArrayList<>();
    for (Datum datum : Datum.values()) {
      if (!datum.array() && datum.compareTo(Datum.GPC_RATE) < 0) {
        all.add(new Column(datum, 1, datum.kind() == Datum.Kind.RATE ? HOUR : 0));
      }
    }
    return all;
  }

  private static StickTable table(String name, KeyType type, int length, List<Column> columns) {
    Sharing sharing = new Sharing("group", name, "", false);
    return new StickTable(
        name, type, length, 100, HALF_HOUR, false, StickTable.ServerKey.NAME, columns, 1, sharing);
  }

  private RunningTable running(StickTable table) {
    return new RunningTable(table, () -> now);
  }

  private static ByteBuf bytes(String hex) {
    return Unpooled.wrappedBuffer(HexFormat.of().parseHex(hex.replace(" ", "")));
  }

  /** Without its head, which is checked. */
  private static ByteBuf body(ByteBuf message, int type) throws MalformedMessageException {
    assertThat(message.readUnsignedByte()).isEqualTo((short) Message.TABLE);
    assertThat(message.readUnsignedByte()).isEqualTo((short) type);
    assertThat(Varint.read(message)).isEqualTo(message.readableBytes());
    return message;
  }

  private static Sample address(int last) {
    return new Sample(64).view(SampleType.IPV4, new byte[] {1, 2, 3, (byte) last}, 0, 4);
  }

  @Test
  void numberOfTheProtocolsDescription() throws MalformedMessageException {
    ByteBuf out = Unpooled.buffer();
    Varint.write(out, 0x1234);
    assertThat(ByteBufUtil.hexDump(out)).isEqualTo("f49401");
    assertThat(Varint.read(out)).isEqualTo(0x1234);
  }

  @Property
  void anyNumberComesBack(@ForAll long value) throws MalformedMessageException {
    ByteBuf out = Unpooled.buffer();
    Varint.write(out, value);
    assertThat(out.readableBytes()).isLessThanOrEqualTo(Varint.LONGEST);
    assertThat(Varint.read(out)).isEqualTo(value);
    assertThat(out.isReadable()).isFalse();
  }

  @Test
  void numbersThatEndTooSoonOrNeverAreRefused() {
    for (String hex : List.of("", "f0", "ff80", "ffffffffffffffffffffffff")) {
      assertThatThrownBy(() -> Varint.read(bytes(hex)))
          .isInstanceOf(MalformedMessageException.class);
    }
  }

  @Test
  void definitionIsHaproxys() throws MalformedMessageException {
    StickTable table = table("t", KeyType.IP, 4, columns());
    ByteBuf out = Unpooled.buffer();
    Definition.write(out, 2, table);
    assertThat(ByteBufUtil.hexDump(out)).isEqualTo(DEFINITION.replace(" ", ""));
    Definition read =
        Objects.requireNonNull(Definition.read(body(bytes(DEFINITION), Message.DEFINITION)));
    assertThat(read.number()).isEqualTo(2);
    assertThat(read.describes(table)).isTrue();
    assertThat(read.describes(table("t", KeyType.INTEGER, 4, columns()))).isFalse();
    assertThat(read.describes(table("u", KeyType.IP, 4, columns()))).isFalse();
  }

  @Test
  void arraysAndKeysOfDefinitionsAreHaproxys() {
    List<Column> arrays =
        List.of(
            new Column(Datum.GPT, 2, 0),
            new Column(Datum.GPC, 3, 0),
            new Column(Datum.GPC_RATE, 2, 10_000));
    StickTable table = table("/pt", KeyType.STRING, 20, arrays);
    ByteBuf out = Unpooled.buffer();
    Definition.write(out, 1, table);
    assertThat(ByteBufUtil.hexDump(out))
        .isEqualTo(
            "0a821801032f7074" + "0615" + "f0f1fe6e" + "f0e5ed05" + "1602170318" + "02f0e203");
  }

  @Test
  void updateOfHaproxyBecomesARow() throws MalformedMessageException {
    RunningTable table = running(table("t", KeyType.IP, 4, columns()));
    Definition definition =
        Objects.requireNonNull(Definition.read(body(bytes(DEFINITION), Message.DEFINITION)));
    ByteBuf update = body(bytes(UPDATE), Message.TIMED_UPDATE);
    assertThat(update.readInt()).isOne();
    int millis = update.readInt();
    new RowReader(new Names()).read(update, new RowReader.Target(table, null), definition, millis);
    assertThat(update.isReadable()).isFalse();
    Entry row = Objects.requireNonNull(table.find(address(4)));
    assertThat(row.value(Datum.GPT0, 0)).isEqualTo(9);
    assertThat(row.value(Datum.GPC0, 0)).isEqualTo(5);
    assertThat(row.value(Datum.BYTES_IN_CNT, 0)).isEqualTo(123_456_789_012L);
    assertThat(row.value(Datum.CONN_RATE, 0)).isZero();
    assertThat(row.serverKey()).isNull();
    assertThat(row.remaining()).isEqualTo(millis);
  }

  @Test
  void typesOfNewerVersionsArePassedOver() throws MalformedMessageException {
    RunningTable table = running(table("t", KeyType.IP, 4, List.of(new Column(Datum.GPC0, 1, 0))));
    // gpc0, and a number and a rate that this version does not know.
    ByteBuf told = Unpooled.buffer().writeBytes(bytes("01017404 04".replace(" ", "")));
    Varint.write(told, 1 << 2 | 1 << 27 | 1 << 28);
    told.writeBytes(bytes("051c05"));
    Definition definition = Objects.requireNonNull(Definition.read(told));
    new RowReader(new Names())
        .read(bytes("010203040721000000"), new RowReader.Target(table, null), definition, 1_000);
    assertThat(Objects.requireNonNull(table.find(address(4))).value(Datum.GPC0, 0)).isEqualTo(7);
  }

  @Test
  void numberOfConnectionsIsLearnedByThoseWhoOnlyReceive() throws MalformedMessageException {
    StickTable counts = table("t", KeyType.IP, 4, List.of(new Column(Datum.CONN_CUR, 1, 0)));
    RunningTable counting = running(counts);
    RunningTable receiving =
        running(counts.with(counts.columns(), new Sharing("group", "t", "", true)));
    ByteBuf told = Unpooled.buffer();
    Definition.write(told, 1, counts);
    Definition definition = Objects.requireNonNull(Definition.read(body(told, Message.DEFINITION)));
    for (RunningTable table : List.of(counting, receiving)) {
      new RowReader(new Names())
          .read(bytes("0102030406"), new RowReader.Target(table, null), definition, 1_000);
    }
    assertThat(Objects.requireNonNull(counting.find(address(4))).value(Datum.CONN_CUR, 0)).isZero();
    assertThat(Objects.requireNonNull(receiving.find(address(4))).value(Datum.CONN_CUR, 0))
        .isEqualTo(6);
  }

  @Property(tries = 200)
  void whateverARowHoldsComesOver(
      @ForAll @StringLength(min = 1, max = 20) String key,
      @ForAll @Size(25) List<Long> values,
      @ForAll @Size(max = 3) List<String> names)
      throws MalformedMessageException {
    StickTable declared = table("t", KeyType.STRING, 20, columns());
    RunningTable here = running(declared);
    RunningTable there = running(declared);
    byte[] bytes = key.replace('\0', '-').getBytes(java.nio.charset.StandardCharsets.UTF_8);
    Sample sample = new Sample(256).setString(bytes, 0, bytes.length);
    Names sent = new Names();
    Names received = new Names();
    ByteBuf told = Unpooled.buffer();
    Definition.write(told, 7, declared);
    Definition definition = Objects.requireNonNull(Definition.read(body(told, Message.DEFINITION)));
    for (int round = 0; round <= names.size() * 2; round++) {
      Entry row = Objects.requireNonNull(here.obtain(sample));
      fill(row, declared, values, round);
      if (!names.isEmpty()) {
        row.learn(names.get(round % names.size()));
      }
      now += 3;
      ByteBuf out = Unpooled.buffer();
      new RowWriter(sent)
          .write(out, declared, row, new RowWriter.Numbered(round, round == 0), true);
      ByteBuf body = body(out, round == 0 ? Message.TIMED_UPDATE : Message.TIMED_NEXT_UPDATE);
      body.skipBytes(round == 0 ? 4 : 0);
      int millis = body.readInt();
      new RowReader(received).read(body, new RowReader.Target(there, null), definition, millis);
      assertThat(body.isReadable()).isFalse();
      Entry learned = Objects.requireNonNull(there.find(sample));
      for (Column column : declared.columns()) {
        long expected = column.datum() == Datum.CONN_CUR ? 0 : row.value(column.datum(), 0);
        assertThat(learned.value(column.datum(), 0)).isEqualTo(expected);
      }
      assertThat(learned.serverKey()).isEqualTo(row.serverKey());
      assertThat(learned.remaining()).isEqualTo(row.remaining());
    }
  }

  private static void fill(Entry row, StickTable declared, List<Long> values, int round) {
    for (Column column : declared.columns()) {
      long value = values.get(DataTypes.bit(column.datum())) + round;
      boolean wide = column.datum().kind() == Datum.Kind.LONG_NUMBER;
      row.set(column.datum(), 0, wide ? value : value & 0x7fff_ffffL);
    }
  }

  @Test
  void namesBeyondThoseThatAreRememberedAreSentAgain() throws MalformedMessageException {
    StickTable declared =
        table("t", KeyType.INTEGER, 4, List.of(new Column(Datum.SERVER_KEY, 1, 0)));
    RunningTable here = running(declared);
    RunningTable there = running(declared);
    ByteBuf told = Unpooled.buffer();
    Definition.write(told, 1, declared);
    Definition definition = Objects.requireNonNull(Definition.read(body(told, Message.DEFINITION)));
    Names sent = new Names();
    Names received = new Names();
    Entry row = Objects.requireNonNull(here.obtain(new Sample(64).setInteger(5)));
    for (int i = 0; i < 3 * Names.SIZE; i++) {
      row.learn("server-" + i % (Names.SIZE + 5));
      ByteBuf out = Unpooled.buffer();
      new RowWriter(sent).write(out, declared, row, new RowWriter.Numbered(i, true), false);
      ByteBuf body = body(out, Message.UPDATE);
      body.skipBytes(4);
      new RowReader(received).read(body, new RowReader.Target(there, null), definition, 1_000);
      Entry learned = Objects.requireNonNull(there.find(new Sample(64).setInteger(5)));
      assertThat(learned.serverKey()).isEqualTo(row.serverKey());
    }
  }
}
