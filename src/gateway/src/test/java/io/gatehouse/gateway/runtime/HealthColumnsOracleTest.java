package io.gatehouse.gateway.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.testkit.Needs;
import io.gatehouse.testkit.RawConnection;
import io.gatehouse.testkit.RawOrigin;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What dumps tell of servers' health and of where it is asked for, in both programs. */
@Timeout(60)
final class HealthColumnsOracleTest {
  private static final String STATES =
      """
      defaults
        timeout client 5s
        timeout server 5s
        timeout connect 1s
      frontend fe
        bind 127.0.0.1:PORT
        default_backend be
      backend be
        server off 127.0.0.1:9 check disabled
        server tracks 127.0.0.1:9 track off
        server tracker 127.0.0.1:9 track tracks
        server port 127.0.0.1:9 check port 99 disabled
        server place 127.0.0.1:9 check addr 127.0.0.3 port 98 disabled
        server address 127.0.0.1:9 check addr 127.0.0.3 disabled
        server agent 127.0.0.1:9 check addr 127.0.0.3 port 98 agent-check agent-port 77 disabled
        server asked 127.0.0.1:9 agent-check agent-addr 127.0.0.5 agent-port 77 disabled
        server plain 127.0.0.1:9
      """;

  private static final String CHECKS =
      """
      defaults
        timeout client 5s
        timeout server 5s
        timeout connect 1s
        timeout check 200ms
        default-server inter 400ms fall 1
      frontend fe
        bind 127.0.0.1:PORT
        default_backend http
      backend http
        option httpchk
        server good 127.0.0.1:GOOD check
        server mute 127.0.0.1:MUTE check
        server refused 127.0.0.1:CLOSED check
        server nonsense 127.0.0.1:NONSENSE check
      backend wrong
        option httpchk
        http-check expect status 404
        server good 127.0.0.1:GOOD check
      backend script
        option tcp-check
        tcp-check send x\\r\\n\\r\\n
        tcp-check expect string OK
        server good 127.0.0.1:GOOD check
        server mute 127.0.0.1:MUTE check
        server nonsense 127.0.0.1:NONSENSE check
      backend connect
        server good 127.0.0.1:GOOD check
      backend hello
        option ssl-hello-chk
        server mute 127.0.0.1:MUTE check
      backend agents
        server mute 127.0.0.1:GOOD agent-check agent-port MUTE agent-inter 400ms
        server refused 127.0.0.1:GOOD agent-check agent-port CLOSED agent-inter 400ms
      """;

  @BeforeEach
  void needsTheRealOne() {
    Needs.programs("haproxy");
  }

  @Test
  void serversThatTrackAndPlacesOfAgentsAreDumpedAlike() throws IOException {
    try (Peers peers = Peers.start(port -> STATES.replace("PORT", Integer.toString(port)))) {
      String state = "show servers state be\n";
      String theirs = timeless(peers.theirs("admin", state));
      assertThat(timeless(peers.ours("admin", state))).isEqualTo(theirs);
      assertThat(theirs).contains("place 127.0.0.1");
    }
  }

  private static String timeless(String states) {
    return states.replaceAll("(?m)^(\\d+ \\S+ \\d+ \\S+ \\S+ \\d \\d+ \\d+ \\d+) \\d+", "$1 T");
  }

  @Test
  void resultsOfChecksHaveTheSameCodes() throws IOException {
    try (RawOrigin good = RawOrigin.answering("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok");
        RawOrigin nonsense = RawOrigin.answering("nonsense\r\n\r\n");
        RawOrigin mute = RawOrigin.start(RawConnection::readToEnd);
        Peers peers =
            Peers.start(
                port ->
                    CHECKS
                        .replace("PORT", Integer.toString(port))
                        .replace("GOOD", Integer.toString(good.port()))
                        .replace("MUTE", Integer.toString(mute.port()))
                        .replace("NONSENSE", Integer.toString(nonsense.port()))
                        .replace("CLOSED", "9"))) {
      List<String> theirs = codes(peers::theirs);
      assertThat(codes(peers::ours)).isEqualTo(theirs);
      assertThat(theirs).contains("http/mute L7TOUT:/:", "http/good L7OK:200/:");
    }
  }

  private interface Program {
    String says(String level, String sent) throws IOException;
  }

  /** Once all checks have been made. */
  private static List<String> codes(Program program) throws IOException {
    List<String> codes = List.of();
    for (int i = 0; i < 200; i++) {
      codes = read(program.says("admin", "show stat\n"));
      if (codes.size() == 12 && codes.stream().noneMatch(line -> line.contains("INI"))) {
        break;
      }
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
    }
    return codes;
  }

  /** Status and code of check and agent; a star marks one that is being made. */
  private static List<String> read(String answer) {
    List<String> lines = answer.lines().filter(line -> !line.isEmpty()).toList();
    List<String> names = List.of(lines.getFirst().substring(2).split(",", -1));
    List<String> codes = new ArrayList<>();
    for (String line : lines.subList(1, lines.size())) {
      String[] row = line.split(",", -1);
      String check = row[names.indexOf("check_status")] + ":" + row[names.indexOf("check_code")];
      String agent = row[names.indexOf("agent_status")] + ":" + row[names.indexOf("agent_code")];
      if (check.length() + agent.length() > 2) {
        codes.add(row[0] + "/" + row[1] + " " + check.replace("* ", "") + "/" + agent);
      }
    }
    return codes;
  }
}
