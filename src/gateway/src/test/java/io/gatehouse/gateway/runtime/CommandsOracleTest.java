package io.gatehouse.gateway.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.gatehouse.testkit.RealHaproxy;
import java.io.IOException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The same lines to both programs: the answers are the same to the byte. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class CommandsOracleTest {
  private static final String CONFIGURATION =
      """
      defaults
        mode http
        timeout client 5s
        timeout server 5s
        timeout connect 1s
      frontend fe
        bind 127.0.0.1:PORT
        maxconn 100
        acl blk path_beg /x /y
        http-request deny if blk
        http-request deny if { req.hdr(user-agent) -i -m str agent\\ one agent\\ two }
        http-request deny if { src 10.0.0.0/8 192.168.0.1 }
        default_backend be
      backend be
        balance roundrobin
        server s1 127.0.0.1:9 weight 10
        server s2 127.0.0.1:9 backup
        server s3 127.0.0.1:9 disabled
        server s4 127.0.0.1:9 check inter 1h weight 100 cookie c4
      backend fixed
        balance static-rr
        server f1 127.0.0.1:9 weight 5
      backend watched
        server a1 127.0.0.1:9 check inter 1h agent-check agent-port 9 agent-inter 1h
      """;

  private final Peers peers;

  CommandsOracleTest() throws IOException {
    assumeTrue(RealHaproxy.installed(), "the haproxy program is not installed");
    this.peers = Peers.start(port -> CONFIGURATION.replace("PORT", Integer.toString(port)));
  }

  @BeforeAll
  void lookedAt() {
    assertThat(peers.plane().frontends()).isNotEmpty();
  }

  @AfterAll
  void end() {
    peers.close();
  }

  /** Times are masked where a line of a dump has one; help is worded otherwise. */
  private static String masked(String answer) {
    String known = answer.replaceAll("(?m)(^  [a-z].*\\R)+", "HELP\n");
    return known.replaceAll("(?m)^(\\d+ \\S+ \\d+ \\S+ \\S+ \\d \\d+ \\d+ \\d+) \\d+", "$1 T");
  }

  @ParameterizedTest
  @MethodSource("io.gatehouse.gateway.runtime.CommandLines#answered")
  void answersAreTheSame(String line) throws IOException {
    String sent = line.replace("\\n", "\n") + "\n";
    assertThat(masked(peers.ours("admin", sent))).isEqualTo(masked(peers.theirs("admin", sent)));
  }

  @ParameterizedTest
  @MethodSource("io.gatehouse.gateway.runtime.CommandLines#agents")
  void agentsAreCommandedTheSame(String line) throws IOException {
    String sent = line + "\n";
    assertThat(masked(peers.ours("admin", sent))).isEqualTo(masked(peers.theirs("admin", sent)));
  }

  @ParameterizedTest
  @MethodSource("io.gatehouse.gateway.runtime.CommandLines#patterns")
  void listsAreTheSame(String line) throws IOException {
    String ours = peers.ours("admin", line + "\n").replaceAll("0x[0-9a-f]+", "REF");
    String theirs = peers.theirs("admin", line + "\n").replaceAll("0x[0-9a-f]+", "REF");
    assertThat(ours).isEqualTo(theirs);
  }

  @ParameterizedTest
  @MethodSource("io.gatehouse.gateway.runtime.CommandLines#rights")
  void rightsAreTheSame(String line) throws IOException {
    String sent = line + "\n";
    for (String level : new String[] {"user", "operator"}) {
      boolean theirs = peers.theirs(level, sent).startsWith("Permission denied\n");
      boolean ours = peers.ours(level, sent).startsWith("Permission denied\n");
      assertThat(ours).as(level + ": " + line).isEqualTo(theirs);
    }
  }
}
