package io.gatehouse.testkit.failover;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;

/**
 * What a lab is made of. Where nothing is changed, both nodes run the mission's files byte for
 * byte.
 *
 * @param first the node with the higher priority
 */
public record Setup(NodeKind first, NodeKind second, Timers timers, Change change) {

  /** The protocol's version and rhythm. */
  public enum Timers {
    /** VRRPv2, one advertisement a second: the mission's. */
    V2,
    /** VRRPv3, ten a second. */
    V3
  }

  /** What a scenario changes of the mission's files. */
  public enum Change {
    NOTHING,
    /** A check script every 2 s that takes 30 from the priority. */
    SCRIPT_WITH_WEIGHT,
    /** A check script every second whose failure is a fault. */
    SCRIPT_OF_FAULT,
    /** One failed connection takes a server down; a connection must stand within 500 ms. */
    OBSERVED_SERVERS,
    /** Priorities 254 and 253: the shortest skew times. */
    HIGH_PRIORITIES
  }

  public Setup with(Change other) {
    return new Setup(first, second, timers, other);
  }

  String haproxy(int node) throws IOException {
    String text = mission("lb" + node + "-haproxy.cfg");
    return change == Change.OBSERVED_SERVERS
        ? text.replace("timeout connect         10s", "timeout connect         500ms")
            .replace(
                "    balance roundrobin\n",
                "    balance roundrobin\n"
                    + "    default-server inter 1s fall 2 observe layer4 error-limit 1"
                    + " on-error mark-down on-marked-down shutdown-sessions\n")
        : text;
  }

  String keepalived(int node, String script) throws IOException {
    String text = mission("lb" + node + "-keepalived.conf");
    if (timers == Timers.V3) {
      text =
          text.replace("    advert_int 1 ", "    version 3\n    advert_int 0.1 ")
              .replaceAll("(?s)    authentication \\{.*?\n    \\}\n", "");
    }
    return switch (change) {
      case NOTHING, OBSERVED_SERVERS -> text;
      case SCRIPT_WITH_WEIGHT -> scripted(text, script, "interval 2\n    weight -30");
      case SCRIPT_OF_FAULT -> scripted(text, script, "interval 1");
      case HIGH_PRIORITIES ->
          text.replace("priority 100 ", "priority 254 ").replace("priority 80 ", "priority 253 ");
    };
  }

  private static String scripted(String text, String script, String how) {
    String block =
        "vrrp_script balancer {\n    script \""
            + script
            + "\"\n    user root\n    "
            + how
            + "\n}\n";
    return text.replace(
        "vrrp_instance VI_1 {",
        block + "vrrp_instance VI_1 {\n    track_script {\n        balancer\n    }");
  }

  private static String mission(String name) throws IOException {
    try (InputStream in = Setup.class.getResourceAsStream("/mission/" + name)) {
      return new String(Objects.requireNonNull(in, name).readAllBytes(), UTF_8);
    }
  }
}
