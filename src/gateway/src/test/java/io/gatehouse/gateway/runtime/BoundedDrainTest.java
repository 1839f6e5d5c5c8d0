package io.gatehouse.gateway.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.testkit.RawClient;
import io.gatehouse.testkit.RawOrigin;
import io.gatehouse.testkit.RealHaproxy;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** {@code set server B/S state drain TIME}, which HAProxy does not have. */
@Timeout(60)
final class BoundedDrainTest {
  private final RawOrigin first = RawOrigin.answering(answer("first"));
  private final RawOrigin second = RawOrigin.answering(answer("second"));
  private final Gateway gateway;

  BoundedDrainTest() throws IOException {
    gateway =
        Gateway.start(
            """
            global
              stats socket 127.0.0.1:0 level admin
            defaults
              mode http
              timeout client 5s
              timeout server 5s
              timeout connect 1s
            listen shop
              bind 127.0.0.1:HTTP
              cookie SRV insert indirect
              server a 127.0.0.1:FIRST cookie A
              server b 127.0.0.1:SECOND cookie B
            """
                .replace("HTTP", Integer.toString(RealHaproxy.freePort()))
                .replace("FIRST", Integer.toString(first.port()))
                .replace("SECOND", Integer.toString(second.port())));
  }

  private static String answer(String body) {
    return "HTTP/1.1 200 OK\r\nContent-Length: " + body.length() + "\r\n\r\n" + body;
  }

  @AfterEach
  void end() {
    gateway.close();
    first.close();
    second.close();
  }

  private String say(String line) throws IOException {
    InetSocketAddress door = (InetSocketAddress) gateway.socket().addresses().getFirst();
    try (RawClient client = RawClient.connect(door.getPort())) {
      client.send(line + "\n");
      return client.readToEnd();
    }
  }

  private String session() throws IOException {
    int port = ((InetSocketAddress) gateway.plane().address("shop")).getPort();
    try (RawClient client = RawClient.connect(port)) {
      return client.exchange("GET / HTTP/1.1\r\nHost: x\r\nCookie: SRV=B\r\n\r\n").body();
    }
  }

  @Test
  void sessionsAreKeptForTheTimeThatIsSaid() throws IOException {
    long start = System.nanoTime();
    assertThat(say("set server shop/b state drain 3s")).isEqualTo("\n");
    assertThat(session()).isEqualTo("second");
    while (session().equals("second")) {
      assertThat(System.nanoTime() - start).isLessThan(TimeUnit.SECONDS.toNanos(30));
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
    }
    assertThat(System.nanoTime() - start).isGreaterThan(TimeUnit.MILLISECONDS.toNanos(2_900));
    assertThat(say("set server shop/b state drain")).isEqualTo("\n");
    assertThat(session()).isEqualTo("second");
  }

  @Test
  void whatIsNoTimeChangesNothing() throws IOException {
    assertThat(say("set server shop/b state drain soon"))
        .isEqualTo(
            "'set server <srv> state drain' expects how long sessions are kept, as '30m'.\n\n");
    assertThat(say("show servers state shop")).contains(" b 127.0.0.1 2 0 ");
    assertThat(session()).isEqualTo("second");
  }
}
