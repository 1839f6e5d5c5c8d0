package io.gatehouse.gateway.reload;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.dataplane.table.RunningTable;
import io.gatehouse.testkit.RawClient;
import java.io.IOException;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class TablesStayTest {
  private static final String TABLE = "backend t\n  stick-table type ip size 10 expire 1h store ";
  private static final String FRONTEND =
      """
      frontend f
        bind 127.0.0.1:{0}
        http-request track-sc0 src table t
        http-request return status 200 content-type text/plain lf-string "%[sc0_http_req_cnt]"
      """;

  private static RunningTable table(Renewed gateway) {
    return Objects.requireNonNull(gateway.plane().tables().find("t"));
  }

  @Test
  void aTableThatIsDeclaredAsBeforeKeepsItsRows() throws IOException {
    try (Renewed gateway = Renewed.start(FRONTEND + TABLE + "http_req_cnt\n")) {
      assertThat(gateway.ask("f")).isEqualTo("1");
      RunningTable before = table(gateway);
      gateway.reload(FRONTEND + "  option httplog\n" + TABLE + "http_req_cnt\n");
      assertThat(table(gateway)).isSameAs(before);
      assertThat(gateway.ask("f")).isEqualTo("2");
    }
  }

  @Test
  void aTableThatIsDeclaredOtherwiseBeginsAnew() throws IOException {
    try (Renewed gateway = Renewed.start(FRONTEND + TABLE + "http_req_cnt\n")) {
      assertThat(gateway.ask("f")).isEqualTo("1");
      gateway.reload(FRONTEND + TABLE + "http_req_cnt,gpc0\n");
      assertThat(gateway.ask("f")).isEqualTo("1");
    }
  }

  @Test
  void aConnectionGoesOnWithTheTableOfTheNewConfiguration() throws IOException {
    try (Renewed gateway = Renewed.start(FRONTEND + TABLE + "http_req_cnt\n");
        RawClient client = gateway.connect("f")) {
      assertThat(client.exchange(Renewed.REQUEST).body()).isEqualTo("1");
      gateway.reload(FRONTEND + TABLE + "http_req_cnt,gpc0\n");
      assertThat(client.exchange(Renewed.REQUEST).body()).isEqualTo("1");
      assertThat(client.exchange(Renewed.REQUEST).body()).isEqualTo("2");
    }
  }
}
