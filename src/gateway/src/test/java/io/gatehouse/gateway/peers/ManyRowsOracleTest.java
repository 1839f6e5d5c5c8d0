package io.gatehouse.gateway.peers;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.api.rule.Sample;
import io.gatehouse.api.rule.SampleType;
import io.gatehouse.api.table.Datum;
import io.gatehouse.api.table.Row;
import io.gatehouse.dataplane.table.RunningTable;
import io.gatehouse.gateway.peers.Node.Kind;
import io.gatehouse.testkit.Needs;
import io.gatehouse.testkit.RealHaproxy;
import java.io.IOException;
import java.util.Objects;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A table of a hundred thousand rows goes there and back again. */
class ManyRowsOracleTest {
  private static final int ROWS = 100_000;
  private static final String TABLE = "t";

  private static void fill(Node.Ours node) {
    RunningTable table = Objects.requireNonNull(node.gateway().plane().tables().find(TABLE));
    Sample key = new Sample(64);
    byte[] address = new byte[4];
    for (int i = 0; i < ROWS; i++) {
      address[0] = 10;
      address[1] = (byte) (i >> 16);
      address[2] = (byte) (i >> 8);
      address[3] = (byte) i;
      key.view(SampleType.IPV4, address, 0, address.length);
      Row row = Objects.requireNonNull(table.obtain(key));
      row.set(Datum.GPC0, 0, i);
      row.touch();
    }
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void allOfThemAreThereAfterEitherNodeHasStartedAgain(Kind kind) throws IOException {
    Needs.programs("haproxy");
    String configuration =
        """
        defaults
          mode http
          timeout client 5s
          timeout server 5s
          timeout connect 2s
        peers group
          peer a 127.0.0.1:%d
          peer b 127.0.0.1:%d
        backend t
          stick-table type ip size 200k expire 30m store gpc0,gpc0_rate(10s) peers group
        """
            .formatted(RealHaproxy.freePort(), RealHaproxy.freePort());
    Node ours = Kind.GATEHOUSE.start("a", configuration);
    try (Node other = kind.start("b", configuration)) {
      try (ours) {
        fill((Node.Ours) ours);
        assertThat(Node.eventually(() -> other.used(TABLE) == ROWS)).isTrue();
      }
      try (Node again = Kind.GATEHOUSE.start("a", configuration)) {
        assertThat(Node.eventually(() -> again.used(TABLE) == ROWS)).isTrue();
        assertThat(again.say("show table t key 10.1.134.159")).contains("gpc0=99999");
        assertThat(again.say("show table t")).hasLineCount(ROWS + 2);
        assertThat(again.rows(TABLE).equals(other.rows(TABLE))).isTrue();
      }
    }
  }
}
