package io.gatehouse.gateway.names;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.testkit.Needs;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Servers that are added and deleted while both programs run. */
@Timeout(60)
final class MembersOracleTest {
  private static final String BACKENDS =
      """
      backend b
        use-server s3 unless { always_false }
        http-request set-header x %[srv_conn(s6)]
        http-request deny if { srv_sess_rate(b/s1) gt 5000 }
        server s1 127.0.0.1:1
        server s2 127.0.0.1:2 check inter 1h
        server s3 127.0.0.1:3 track s2
        server s4 127.0.0.1:4
        server s5 127.0.0.1:4 resolvers r
        server s6 127.0.0.1:6
      backend still
        balance static-rr
      """;

  private static final List<String> LINES =
      List.of(
          "add server",
          "add server b",
          "add server b/",
          "add server x/y 127.0.0.1:1",
          "add server b/n",
          "add server b/s1 127.0.0.1:1",
          "add server b/n 127.0.0.1:80 blah",
          "add server b/n 127.0.0.1:80 chek",
          "add server b/n1 127.0.0.1:80 init-addr none",
          "add server b/n2 127.0.0.1:80 cookie x",
          "add server b/n3 127.0.0.1:80 resolvers r",
          "add server b/n17 127.0.0.1:80 resolve-prefer ipv4",
          "add server b/n18 127.0.0.1:80 non-stick",
          "add server b/n4 127.0.0.1:80 slowstart 5s",
          "add server b/n5 127.0.0.1",
          "add server b/n6 127.0.0.1:80 check inter 1s",
          "add server b/n8 127.0.0.1:80 weight 5 maxconn 3 backup",
          "add server b/n9 127.0.0.1:80 track b/s2",
          "add server b/n22 127.0.0.1:+10",
          "add server b/n14 127.0.0.1:80 track b/n8",
          "add server b/n16 127.0.0.1:80 track b/s1",
          "set severity-output number; add server b/zz 127.0.0.1:80; del server b/zz",
          "enable server b/n8",
          "enable health b/n6",
          "del server",
          "del server b",
          "del server x/y",
          "del server b/y",
          "del server b/s1",
          "del server b/s2",
          "del server b/s3",
          "del server b/s5",
          "del server b/s6",
          "del server b/s4",
          "del server b/n8",
          "disable server b/s4; del server b/s4",
          "disable server b/n8; del server b/n8",
          "del server b/s4");

  @BeforeEach
  void needsTheRealOne() {
    Needs.programs("haproxy");
  }

  @Test
  void bothAnswerAlike() throws IOException {
    try (Resolving both = new Resolving(zone -> {}, "", BACKENDS)) {
      for (String line : LINES) {
        String theirs = both.peers().theirs("admin", line + "\n");
        assertThat(both.peers().ours("admin", line + "\n")).as(line).isEqualTo(theirs);
      }
      both.answerAlike("show stat\n");
    }
  }

  @Test
  void theStatesOfAddedServersAreToldAlike() throws IOException {
    try (Resolving both = new Resolving(zone -> {}, "", "backend b\n  server s1 127.0.0.1:1\n")) {
      for (String line :
          List.of(
              "add server b/a 127.0.0.1:80",
              "add server b/c 127.0.0.1:80 check inter 1h weight 7",
              "add server b/d 127.0.0.1:80 check inter 1h",
              "enable server b/d",
              "add server b/e 127.0.0.1:80",
              "enable server b/e",
              "del server b/a",
              "add server b/f 127.0.0.1:81")) {
        both.peers().theirs("admin", line + "\n");
        both.peers().ours("admin", line + "\n");
      }
      both.answerAlike("show servers state b\n");
    }
  }
}
