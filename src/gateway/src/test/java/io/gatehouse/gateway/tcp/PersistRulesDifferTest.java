package io.gatehouse.gateway.tcp;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.testkit.RawClient;
import io.gatehouse.testkit.RawOrigin;
import java.io.IOException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;

/**
 * Where {@code ignore-persist} and {@code force-persist} are obeyed as the manual says and HAProxy
 * 2.6 does not ask them: stick rules and {@code persist rdp-cookie} ({@code docs/sessions.md}).
 */
@Timeout(60)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PersistRulesDifferTest {
  private static final String RDP =
      """
      balance first
        tcp-request inspect-delay 300ms
        tcp-request content accept if RDP_COOKIE
        persist rdp-cookie
        server a A\
      """;

  private static final String TEXT =
      """
      listen rdpignored
        bind 127.0.0.1:{rdpignored}
        ignore-persist if { src 127.0.0.1 }
        RDP
        server b B
      listen rdpforced
        bind 127.0.0.1:{rdpforced}
        force-persist if { src 127.0.0.1 }
        RDP
        server b B disabled
      listen rdpdown
        bind 127.0.0.1:{rdpdown}
        force-persist if { src 127.0.0.2 }
        RDP
        server b B disabled
      listen stick
        bind 127.0.0.1:{stick}
        balance roundrobin
        stick-table type ip size 10
        stick on src
        server a A
        server b B
      listen stickignored
        bind 127.0.0.1:{stickignored}
        balance roundrobin
        stick-table type ip size 10
        stick on src
        ignore-persist if { src 127.0.0.1 }
        server a A
        server b B
      """;

  private final RawOrigin a;
  private final RawOrigin b;
  private final Duel duel;

  PersistRulesDifferTest() throws IOException {
    a = origin("a");
    b = origin("b");
    String text = TEXT.replace("RDP", RDP).replace(" A", " 127.0.0.1:" + a.port());
    duel = Duel.start(text.replace(" B", " 127.0.0.1:" + b.port()));
  }

  private static RawOrigin origin(String name) throws IOException {
    return RawOrigin.start(
        server -> {
          server.send(name);
          server.readToEnd();
        });
  }

  @AfterAll
  void end() {
    duel.close();
    a.close();
    b.close();
  }

  /** Where a client comes to whose routing token names server b. */
  private String led(int port) throws IOException {
    int swapped = Short.toUnsignedInt(Short.reverseBytes((short) b.port()));
    try (RawClient client = RawClient.connect(port)) {
      client.send("tpkt-x224..Cookie: msts=16777343." + swapped + ".0000\r\n");
      client.endOutput();
      return client.readToEnd();
    }
  }

  private String ours(String name) throws IOException {
    return led(duel.ours(name));
  }

  private String theirs(String name) throws IOException {
    return led(duel.theirs(name));
  }

  @Test
  void tokenIsIgnoredHere() throws IOException {
    assertThat(theirs("rdpignored")).isEqualTo("b");
    assertThat(ours("rdpignored")).isEqualTo("a");
  }

  @Test
  void tokenLeadsToServersThatAreDownHere() throws IOException {
    assertThat(theirs("rdpforced")).isEqualTo("a");
    assertThat(ours("rdpforced")).isEqualTo("b");
    assertThat(duel.same("rdpdown", this::led)).isEqualTo("a");
  }

  @Test
  void tableIsIgnoredHere() throws IOException {
    for (int i = 0; i < 4; i++) {
      assertThat(duel.same("stick", this::led)).isEqualTo("a");
      assertThat(theirs("stickignored")).isEqualTo("a");
      assertThat(ours("stickignored")).isEqualTo(i % 2 == 0 ? "a" : "b");
    }
  }
}
