package io.gatehouse.gateway.reload;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.testkit.RawClient;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What {@code appsession} has learned is of a server's name, whatever becomes of its line. */
@Timeout(60)
class AppsessionsStayTest {
  private static final String SERVERS =
      """
      frontend a
        bind 127.0.0.1:{1}
        http-request return status 200 content-type text/plain string a
      frontend b
        bind 127.0.0.1:{2}
        http-request return status 200 content-type text/plain string b
      """;
  private static final String APP =
      """
      listen app
        bind 127.0.0.1:{0}
        appsession JSESSIONID len 64 timeout 5h request-learn
      """;
  private static final String A = "  server a 127.0.0.1:{1}\n";
  private static final String B = "  server b 127.0.0.1:{2}\n";

  private static List<String> three(Renewed gateway, String session) throws IOException {
    List<String> servers = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      try (RawClient client = gateway.connect("app")) {
        String request =
            "GET / HTTP/1.1\r\nHost: h\r\nCookie: JSESSIONID=%s\r\n\r\n".formatted(session);
        servers.add(client.exchange(request).body());
      }
    }
    return servers;
  }

  @Test
  void sessionsStayWhereServersAreMadeAnew() throws IOException {
    try (Renewed gateway = Renewed.start(SERVERS + APP + A + B)) {
      assertThat(three(gateway, "x")).containsExactly("a", "a", "a");
      assertThat(three(gateway, "y")).containsExactly("b", "b", "b");
      String limits = APP + A.replace("\n", " maxconn 100\n") + B.replace("\n", " weight 50\n");
      gateway.reload(SERVERS + limits);
      assertThat(three(gateway, "x")).containsExactly("a", "a", "a");
      assertThat(three(gateway, "y")).containsExactly("b", "b", "b");
      gateway.reload(SERVERS + APP + B + A);
      assertThat(three(gateway, "x")).containsExactly("a", "a", "a");
      assertThat(three(gateway, "y")).containsExactly("b", "b", "b");
    }
  }

  @Test
  void sessionsOfAServerThatIsGoneAreLearnedAnew() throws IOException {
    try (Renewed gateway = Renewed.start(SERVERS + APP + A + B)) {
      assertThat(three(gateway, "x")).containsExactly("a", "a", "a");
      gateway.reload(SERVERS + APP + B);
      assertThat(three(gateway, "x")).containsExactly("b", "b", "b");
      gateway.reload(SERVERS + APP + A + B);
      assertThat(three(gateway, "x")).containsExactly("b", "b", "b");
    }
  }
}
