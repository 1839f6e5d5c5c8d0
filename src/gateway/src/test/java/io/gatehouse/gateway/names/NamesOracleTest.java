package io.gatehouse.gateway.names;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.testkit.Needs;
import io.netty.handler.codec.dns.DnsResponseCode;
import java.io.IOException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The same zone, changing over time, for the real haproxy and for us. */
@Timeout(60)
final class NamesOracleTest {
  private static final String STATE = "show servers state\n";
  private static final String STAT = "show stat\n";
  private static final String QUICK =
      """
        timeout resolve 150ms
        timeout retry 150ms
        hold nx 200ms
        hold refused 200ms
        hold other 200ms
        hold timeout 200ms
      """;
  private static final String ONCE =
      """
        timeout resolve 1h
        timeout retry 500ms
        resolve_retries 2
      """;

  @BeforeEach
  void needsTheRealOne() {
    Needs.programs("haproxy");
  }

  private static Resolving backends(Resolving.ZoneSetup setup, String settings, String servers)
      throws IOException {
    return new Resolving(setup, settings, servers);
  }

  @Test
  void addressesChangeAndServersComeAndGoAlike() throws IOException {
    try (Resolving both =
        backends(
            zone -> zone.name("one.test", "127.0.0.11").name("two.test", "127.0.0.12", "::12"),
            QUICK,
            """
            backend b
              default-server resolvers r init-addr none
              server s1 one.test:8001 resolve-prefer ipv4
              server s2 two.test:8002
            """)) {
      both.bothSay("b/s1 administratively READY", "b/s2 administratively READY");
      both.answerAlike(STATE);
      both.answerAlike(STAT);
      both.zone().name("one.test", "127.0.0.111");
      both.bothSay("b/s1 changed its IP from 127.0.0.11 to 127.0.0.111 by r/z");
      both.zone().name("two.test", "127.0.0.12");
      both.bothSay("b/s2 changed its IP");
      both.answerAlike(STATE);
      both.zone().fails("one.test", DnsResponseCode.NXDOMAIN);
      both.bothSay("(DNS NX status)");
      both.zone().silent("two.test");
      both.bothSay("(DNS timeout status)", "has no server available!");
      both.answerAlike(STATE);
      both.answerAlike(STAT);
      both.zone().name("one.test", "127.0.0.11").name("two.test", "127.0.0.12");
      both.bothSay("b/s1 administratively READY", "b/s2 administratively READY");
      both.zone().fails("one.test", DnsResponseCode.REFUSED);
      both.bothSay("(DNS refused status)");
      both.zone().fails("two.test", DnsResponseCode.SERVFAIL);
      both.bothSay("(unspecified DNS error)", "has no server available!");
      both.answerAlike(STATE);
      both.haveSaidTheSame();
    }
  }

  @Test
  void serversOfATemplateShareTheAddressesAlike() throws IOException {
    try (Resolving both =
        backends(
            zone -> zone.name("many.test", "10.1.2.3", "10.1.2.4", "10.9.9.9"),
            QUICK,
            """
            backend b
              default-server resolvers r init-addr none resolve-prefer ipv4
              server-template t 4 many.test:80
              server near many.test:80 resolve-net 10.1.0.0/16 resolve-opts allow-dup-ip
            """)) {
      both.bothSay("b/t1 adm", "b/t2 adm", "b/t3 adm", "b/near adm");
      both.answerAlike(STATE);
      both.zone().name("many.test", "10.1.2.4", "10.9.9.9");
      both.bothSay("(No IP for server )");
      both.answerAlike(STATE);
      both.zone().name("many.test", "10.1.2.4", "10.9.9.9", "10.1.2.5", "10.1.2.6");
      both.bothSay("administratively READY");
      both.haveSaidTheSame();
    }
  }

  @Test
  void servicesGiveServersTheirMachinesPortsAndWeightsAlike() throws IOException {
    try (Resolving both =
        backends(
            zone ->
                zone.name(
                        "_http._tcp.test",
                        "1 256 8081 a.test",
                        "1 512 8082 b.test",
                        "+a.test 127.0.0.21")
                    .name("b.test", "127.0.0.22"),
            QUICK,
            """
            backend b
              server-template v 3 _http._tcp.test resolvers r init-addr none resolve-prefer ipv4
            """)) {
      both.bothSay("is UP/READY (resolves again)", "b/v2 adm");
      both.answerAlike(STATE);
      both.answerAlike(STAT);
      both.zone()
          .name("_http._tcp.test", "1 65535 8082 b.test", "1 1 8083 c.test", "+c.test 127.0.0.23");
      both.bothSay("(entry removed from SRV record)", "127.0.0.23");
      both.answerAlike(STATE);
      both.answerAlike(STAT);
      both.zone().fails("_http._tcp.test", DnsResponseCode.NXDOMAIN);
      both.bothSay("has no server available!");
      both.answerAlike(STATE);
    }
  }

  @Test
  void countersTellTheSameOfTheSameAnswers() throws IOException {
    try (Resolving both =
        backends(
            zone ->
                zone.name("six.test", "::6")
                    .name("four.test", "127.0.0.4")
                    .name("alias.test", "= real.test", "127.0.0.5")
                    .name("broken.test", "= real.test")
                    .name("cut.test", "::7")
                    .truncates("cut.test")
                    .name("refused.test")
                    .fails("refused.test", DnsResponseCode.REFUSED)
                    .fails("sick.test", DnsResponseCode.SERVFAIL),
            ONCE,
            """
            backend b
              default-server resolvers r init-addr none
              server a six.test:80
              server b four.test:80
              server c alias.test:80 resolve-prefer ipv4
              server d broken.test:80
              server e cut.test:80
              server f refused.test:80
              server g sick.test:80
              server h missing.test:80
              server i empty.test:80
            """)) {
      both.bothSay("b/a adm", "b/b adm", "b/c adm");
      both.answerAlike("show resolvers r\n");
      both.answerAlike(STATE);
    }
  }

  @Test
  void theNameOfAServerIsChangedAlike() throws IOException {
    try (Resolving both =
        backends(
            zone -> zone.name("one.test", "127.0.0.11").name("two.test", "127.0.0.12"),
            QUICK,
            """
            backend b
              server s1 one.test:8001 resolvers r init-addr none resolve-prefer ipv4
              server s2 127.0.0.99:8002 resolvers r resolve-prefer ipv4
              server s3 127.0.0.99:8003
            """)) {
      both.bothSay("b/s1 administratively READY");
      for (String words :
          new String[] {"s3 fqdn x", "s1 fqdn", "s1 fqdn no!name", "s1 fqdn one.test"}) {
        both.answerAlike("set server b/" + words + "\n");
      }
      assertThat(both.peers().theirs("admin", "set server b/s1 fqdn two.test\n"))
          .isEqualTo(both.peers().ours("admin", "set server b/s1 fqdn two.test\n"));
      both.bothSay("b/s1 changed its IP from 127.0.0.11 to 127.0.0.12 by r/z");
      assertThat(both.peers().theirs("admin", "set server b/s2 fqdn one.test\n"))
          .isEqualTo(both.peers().ours("admin", "set server b/s2 fqdn one.test\n"));
      both.bothSay("b/s2 changed its IP from 127.0.0.99 to 127.0.0.11 by r/z");
      both.answerAlike(STATE);
      both.haveSaidTheSame();
    }
  }

  @Test
  void nameServersAreAskedOverTcpToo() throws IOException {
    try (Resolving both =
        backends(
            zone -> zone.name("one.test", "127.0.0.11"),
            """
              nameserver t tcp@127.0.0.1:ZONE
            resolvers q
              nameserver t tcp@127.0.0.1:ZONE
              timeout resolve 150ms
            """,
            """
            backend b
              server s1 one.test:8001 resolvers q init-addr none resolve-prefer ipv4
            """)) {
      both.bothSay("b/s1 administratively READY");
      both.zone().name("one.test", "127.0.0.12");
      both.bothSay("b/s1 changed its IP from 127.0.0.11 to 127.0.0.12 by q/t");
      both.answerAlike(STATE);
      both.haveSaidTheSame();
    }
  }
}
