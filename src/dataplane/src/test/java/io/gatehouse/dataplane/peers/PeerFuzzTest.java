package io.gatehouse.dataplane.peers;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.gatehouse.api.table.Datum;
import io.gatehouse.api.table.KeyType;
import io.gatehouse.dataplane.table.RunningTable;
import io.gatehouse.model.Peers;
import io.gatehouse.model.StickTable;
import io.gatehouse.model.StickTable.Column;
import io.gatehouse.model.StickTable.Sharing;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Fuzz target, see docs/fuzzing.md. Any bytes may come from another node: nothing throws, what is
 * said in pieces means the same as at once, and a table never has more rows than it may.
 */
class PeerFuzzTest {
  private static final int SIZE = 8;
  private static final byte[] HELLO = "HAProxyS 2.1\na\nb 1 1\n".getBytes(ISO_8859_1);

  /** What became of the connection and of the table. */
  private record Outcome(boolean open, String said, List<String> rows) {}

  private static StickTable table() {
    return new StickTable(
        "t",
        KeyType.STRING,
        6,
        SIZE,
        60_000,
        false,
        StickTable.ServerKey.NAME,
        List.of(
            new Column(Datum.GPC0, 1, 0),
            new Column(Datum.HTTP_REQ_RATE, 1, 10_000),
            new Column(Datum.SERVER_KEY, 1, 0),
            new Column(Datum.GPT, 2, 0)),
        1,
        new Sharing("group", "t", "", false));
  }

  private static PeerGroup group(RunningTable table) {
    Peers section = new Peers("group", "a", Optional.empty(), List.of());
    PeerGroup group =
        new PeerGroup(section, List.of(new RemotePeer("b", false, null)), new FakeMeans());
    group.tables(List.of(new SharedTable(0, table, Objects.requireNonNull(table.updates()), null)));
    return group;
  }

  private static Outcome outcome(byte[] data, int piece) {
    RunningTable table = new RunningTable(table(), () -> 1_000_000_000L);
    PeerGroup group = group(table);
    EmbeddedChannel channel = new EmbeddedChannel(new PeerLink(group, null));
    channel.writeInbound(Unpooled.wrappedBuffer(HELLO));
    for (int at = 0; at < data.length && channel.isOpen(); at += piece) {
      channel.writeInbound(Unpooled.copiedBuffer(data, at, Math.min(piece, data.length - at)));
    }
    channel.checkException();
    List<String> rows = new ArrayList<>();
    table.rows().forEach(row -> rows.add(row.value(Datum.GPC0, 0) + " " + row.serverKey()));
    assertThat(table.used()).isLessThanOrEqualTo(SIZE);
    // Where acknowledgements stand among the answers depends on the pieces.
    String said = said(channel);
    boolean open = channel.isOpen();
    channel.finishAndReleaseAll();
    group.end();
    return new Outcome(open, open ? "" : said.substring(said.length() - 2), rows);
  }

  private static String said(EmbeddedChannel channel) {
    StringBuilder all = new StringBuilder();
    ByteBuf next = channel.readOutbound();
    while (next != null) {
      all.append(next.toString(ISO_8859_1));
      next.release();
      next = channel.readOutbound();
    }
    assertThat(all.toString()).startsWith("200\n");
    return all.toString();
  }

  @FuzzTest(maxDuration = "60s")
  void anyBytes(byte[] data) {
    Outcome whole = outcome(data, Math.max(1, data.length));
    assertThat(whole.said()).isIn("", "\1\0", "\1\1");
    assertThat(outcome(data, 1)).isEqualTo(whole);
  }
}
