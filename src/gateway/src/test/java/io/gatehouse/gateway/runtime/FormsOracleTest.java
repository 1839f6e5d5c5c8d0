package io.gatehouse.gateway.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.gatehouse.testkit.RealHaproxy;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** The forms that tools parse: names, numbers and kinds of values are HAProxy's. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class FormsOracleTest {
  private static final String CONFIGURATION =
      """
      defaults
        timeout client 5s
        timeout server 5s
        timeout connect 1s
      frontend fe
        mode http
        bind 127.0.0.1:PORT
        default_backend be
      backend be
        mode http
        server s1 127.0.0.1:9 maxconn 5 maxqueue 3
        server s2 127.0.0.1:9 disabled
        server s3 ::1:9 id 50 backup
      backend tcp
        mode tcp
        balance leastconn
        server t1 127.0.0.1:9
      """;

  private final Peers peers;

  FormsOracleTest() throws IOException {
    assumeTrue(RealHaproxy.installed(), "the haproxy program is not installed");
    this.peers = Peers.start(port -> CONFIGURATION.replace("PORT", Integer.toString(port)));
  }

  @AfterAll
  void end() {
    peers.close();
  }

  private void same(String level, String line, String values) throws IOException {
    String ours = peers.ours(level, line + "\n").replaceAll(values, "");
    String theirs = peers.theirs(level, line + "\n").replaceAll(values, "");
    assertThat(ours).as(line).isEqualTo(theirs);
  }

  @Test
  void typedStatisticsHaveTheSameNamesNumbersAndKinds() throws IOException {
    same("admin", "show stat typed", "(?<=:(u32|s32|u64):).*");
  }

  @Test
  void jsonStatisticsHaveTheSameStructure() throws IOException {
    same("admin", "show stat json", "(?<=\"value\":)-?[0-9]+");
  }

  @Test
  void typedInfoHasTheSameNamesNumbersAndKinds() throws IOException {
    same("admin", "show info typed", "(?<=:(u32|u64|str):).*");
  }

  @Test
  void infoHasTheSameLines() throws IOException {
    same("admin", "show info", "(?m)(?<=: ).*");
  }

  @Test
  void jsonInfoHasTheSameStructure() throws IOException {
    same("admin", "show info json", "(?<=\"value\":)(-?[0-9]+|\"[^\"]*\")");
  }

  @Test
  void addressesAndAlgorithmsAreForOperators() throws IOException {
    String numbers = "(?<=,)[0-9]+(?=,)";
    for (String level : List.of("user", "operator", "admin")) {
      same(level, "show stat", numbers);
    }
  }

  @Test
  void linesAreChosenAsHaproxyDoes() throws IOException {
    String behindTheName = "(?m)(?<=^\\w{1,9},[\\w,]{1,9},).*";
    for (String choice :
        List.of(
            "show stat 3 4 -1",
            "show stat 3 4 1",
            "show stat 3 4 50",
            "show stat -1 1 -1",
            "show stat -1 2 -1",
            "show stat be 7 -1",
            "show stat fe -1 -1",
            "show stat nope 4 -1",
            "show stat 99 4 -1",
            "show stat up",
            "show stat no-maint",
            "show stat 3 4 -1 up",
            "show stat be")) {
      same("admin", choice, behindTheName);
    }
  }
}
