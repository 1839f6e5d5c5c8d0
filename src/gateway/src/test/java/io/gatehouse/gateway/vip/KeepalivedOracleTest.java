package io.gatehouse.gateway.vip;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.api.vip.TrackedStatus;
import io.gatehouse.api.vip.TrackedStatus.Standing;
import io.gatehouse.api.vip.VipConfiguration;
import io.gatehouse.api.vip.VipStatus;
import io.gatehouse.api.vip.VipSurroundings.Mail;
import io.gatehouse.gateway.vip.dump.VipDump;
import io.gatehouse.testkit.Needs;
import io.gatehouse.testkit.Network;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/** The real Keepalived dumps and mails in a network of its own; ours say the same. */
@Timeout(120)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class KeepalivedOracleTest {
  private static final int SMTP = 2525;
  private static final String CONFIGURATION =
      """
      global_defs {
        notification_email {
          root@localhost
          ops@example.org
        }
        notification_email_from keepalived@localhost
        smtp_server 127.0.0.1 2525
        smtp_connect_timeout 30
        smtp_helo_name me
        router_id node1
        vrrp_mcast_group4 224.0.0.100
        smtp_alert
      }
      vrrp_script chk_well {
        script "/usr/bin/true -x"
        interval 2
        weight -30
        rise 2
        fall 3
      }
      vrrp_script chk_bad {
        script "/usr/bin/false"
        weight 10 reverse
      }
      vrrp_script chk_unused {
        script "/usr/bin/true"
      }
      track_file number {
        file /tmp/number
        weight 2
        init_file 3
      }
      vrrp_track_process none {
        process "no-such-process"
        weight 4
        quorum 2
        quorum_max 5
        delay 2
      }
      vrrp_sync_group G1 {
        group {
          VI_1
          VI_2
        }
        smtp_alert
      }
      vrrp_instance VI_1 {
        state MASTER
        interface eth0
        virtual_router_id 6
        priority 100
        advert_int 1
        authentication {
          auth_type PASS
          auth_pass 571f97b2
        }
        virtual_ipaddress {
          192.168.1.88/24
          192.168.1.89/24 dev eth0 label eth0:1
        }
        virtual_ipaddress_excluded {
          192.168.1.90/24
        }
      }
      vrrp_instance VI_2 {
        state BACKUP
        interface eth0
        virtual_router_id 7
        priority 90
        version 3
        advert_int 1
        virtual_ipaddress {
          fe80::88/64
          fd00:88::88/64
        }
      }
      vrrp_instance VI_3 {
        state MASTER
        interface eth0
        virtual_router_id 8
        priority 80
        virtual_ipaddress {
          192.168.1.91/24
        }
        track_script {
          chk_well
          chk_bad weight 5
        }
        track_file {
          number
        }
        track_process {
          none weight 3
        }
        notify_master "/usr/bin/true -m"
      }
      """;

  private final VipConfiguration own = io.gatehouse.gateway.vip.Files.read(CONFIGURATION);
  private Path folder = Path.of("");
  private String mails = "";

  @BeforeAll
  void runKeepalived(@TempDir Path temporary) throws Exception {
    Needs.namespaces();
    Needs.programs("keepalived");
    folder = temporary;
    Files.writeString(folder.resolve("keepalived.conf"), CONFIGURATION);
    Path words = folder.resolve("words");
    Path sink = folder.resolve("sink");
    try (Network network = Network.create()) {
      Network.Host host = network.host("k", "192.168.1.66/24");
      network.host("other", "192.168.1.67/24");
      String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
      String classes = System.getProperty("java.class.path");
      host.start(sink, java, "-cp", classes, SmtpSink.class.getName(), String.valueOf(SMTP));
      await(sink, text -> text.startsWith("ready"));
      Process keepalived =
          host.start(
              words,
              "sh",
              "-ec",
              "mount --bind "
                  + folder
                  + " /tmp && exec keepalived -n -l -D -f /tmp/keepalived.conf");
      await(words, text -> text.contains("(VI_1) Entering MASTER STATE"));
      await(words, text -> text.contains("(VI_2) Entering MASTER STATE"));
      await(words, text -> text.contains("(VI_3) Entering MASTER STATE"));
      mails = await(sink, text -> text.split("\n--\n").length > 5);
      for (String number : List.of("10", "12", "36")) {
        new ProcessBuilder("kill", "-" + number, String.valueOf(keepalived.pid()))
            .start()
            .waitFor();
      }
      await(folder.resolve("keepalived.json"), text -> text.strip().endsWith("]"));
      await(folder.resolve("keepalived.data"), text -> text.contains("Interfaces >"));
      await(folder.resolve("keepalived.stats"), text -> text.lines().count() >= 51);
      Files.copy(folder.resolve("keepalived.json"), folder.resolve("real.json"));
    }
  }

  @AfterAll
  void everythingWasDumped() {
    assertThat(folder.resolve("real.json")).exists();
  }

  private static String await(Path file, Predicate<String> said) throws IOException {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
    while (System.nanoTime() < end) {
      String text = Files.exists(file) ? Files.readString(file) : "";
      if (said.test(text)) {
        return text;
      }
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
    }
    throw new AssertionError("not said within a minute: " + Files.readString(file));
  }

  private VipDump ours() {
    List<VipStatus> statuses =
        own.instances().stream()
            .map(ScriptedProvider::master)
            .map(KeepalivedOracleTest::withExcluded)
            .toList();
    return new VipDump(own, statuses, tracked());
  }

  /** As the real one finds them at the same moment. */
  private List<TrackedStatus> tracked() {
    Map<String, TrackedStatus> all = new LinkedHashMap<>();
    own.tracked().forEach(o -> all.put(o.name(), new TrackedStatus(o, Standing.FAILED, 0)));
    all.computeIfPresent("chk_well", (n, s) -> new TrackedStatus(s.object(), Standing.WELL, 4));
    all.computeIfPresent("number", (n, s) -> new TrackedStatus(s.object(), Standing.WELL, 3));
    return List.copyOf(all.values());
  }

  private static VipStatus withExcluded(VipStatus status) {
    List<io.gatehouse.api.vip.VirtualAddress> all = new ArrayList<>(status.owned());
    all.addAll(status.instance().excluded());
    return new VipStatus(
        status.instance(),
        status.state(),
        status.wanted(),
        status.interfaceIndex(),
        // The number in the file, twice.
        status.effectivePriority() + (status.instance().name().equals("VI_3") ? 6 : 0),
        status.sinceMillis(),
        all,
        status.splitBrain(),
        status.master(),
        status.masterPriority(),
        status.reason(),
        status.counters());
  }

  @Test
  void jsonHasTheSameKeysInTheSameOrderWithTheSameValues() throws Exception {
    JsonNode real = new ObjectMapper().readTree(Files.readString(folder.resolve("real.json")));
    JsonNode own = new ObjectMapper().readTree(ours().text(VipDump.Kind.JSON));
    assertThat(own.size()).isEqualTo(real.size());
    for (int i = 0; i < real.size(); i++) {
      for (String part : List.of("data", "stats")) {
        assertThat(names(own.get(i).get(part))).isEqualTo(names(real.get(i).get(part)));
      }
      for (String key : names(real.get(i).get("data"))) {
        if (!List.of("last_transition", "auth_data").contains(key)) {
          assertThat(own.get(i).get("data").get(key))
              .as(key)
              .isEqualTo(real.get(i).get("data").get(key));
        }
      }
    }
  }

  private static List<String> names(JsonNode object) {
    return new ArrayList<>(object.propertyNames());
  }

  @Test
  void statsAreTheSameButForTheNumbers() throws Exception {
    String real = Files.readString(folder.resolve("keepalived.stats"));
    assertThat(masked(ours().text(VipDump.Kind.STATS))).isEqualTo(masked(real));
  }

  private static String masked(String stats) {
    return stats.replaceAll(": [0-9]+", ": N");
  }

  /** Whatever we say stands there, in the same place; what we do not know is left out. */
  @Test
  void everyLineOfOurDataStandsInTheirsInTheSameOrder() throws Exception {
    List<String> real = Files.readAllLines(folder.resolve("keepalived.data"));
    List<String> lacking = new ArrayList<>();
    int at = 0;
    for (String line : ours().text(VipDump.Kind.DATA).split("\n")) {
      int found = at;
      while (found < real.size() && !same(line, real.get(found))) {
        found++;
      }
      if (found == real.size()) {
        lacking.add(line);
      } else {
        at = found + 1;
      }
    }
    assertThat(lacking).isEmpty();
  }

  private static boolean same(String own, String real) {
    for (String masked : List.of("   Last transition = ", "   Password = ")) {
      if (own.startsWith(masked)) {
        return real.startsWith(masked);
      }
    }
    // Behind an IPv6 group Keepalived names the interface's number.
    return real.equals(own) || real.startsWith(own + ", ifindex ");
  }

  @Test
  void mailsHaveTheSameEnvelopeHeadersAndText() throws Exception {
    List<String> real = List.of();
    for (String mail : mails.split("\n--\n")) {
      if (mail.contains("VRRP Instance VI_1 - Entering MASTER state")) {
        real = Arrays.asList(mail.split("\n"));
      }
    }
    assertThat(real).isNotEmpty();
    try (SmtpSink sink = SmtpSink.start(0);
        VipLog log = new VipLog((severity, words) -> {});
        PostOffice post = new PostOffice(MailOptions.PLAIN, log)) {
      VipConfiguration here =
          io.gatehouse.gateway.vip.Files.read(
              CONFIGURATION.replace("127.0.0.1 2525", "127.0.0.1 " + sink.port()));
      post.post(
          here,
          new Mail(
              "VRRP Instance VI_1 - Entering MASTER state",
              "=> VRRP Instance is now owning VRRP VIPs <="));
      List<String> own = sink.next();
      for (String line : real) {
        if (!line.startsWith("Date: ") && !line.startsWith("HELO ")) {
          assertThat(own).contains(line);
        }
      }
      assertThat(body(own)).isEqualTo(body(real));
    }
  }

  private static List<String> body(List<String> mail) {
    int data = mail.indexOf("DATA");
    List<String> message = mail.subList(data, mail.size());
    return message.subList(message.indexOf(""), message.size());
  }
}
