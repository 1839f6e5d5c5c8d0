package io.gatehouse.benchmarks.failover;

import io.gatehouse.testkit.failover.NodeKind;
import io.gatehouse.testkit.failover.Setup;
import java.nio.file.Path;
import java.util.List;

/** Who stands on the two nodes. */
enum Pair {
  CLASSIC("HAProxy + Keepalived", "#9aa5ad"),
  GATEHOUSE("Gatehouse", "#2a6fb0"),
  HELPED("Gatehouse, service manager's help", "#5aa0e0"),
  MIXED1("Gatehouse, then Keepalived", "#3c8c5a"),
  MIXED2("Keepalived, then Gatehouse", "#b08a3c");

  private final String title;
  private final String colour;

  Pair(String title, String colour) {
    this.title = title;
    this.colour = colour;
  }

  String title() {
    return title;
  }

  String colour() {
    return colour;
  }

  Setup setup(Path home, Setup.Timers timers) {
    NodeKind classic = NodeKind.classic();
    List<String> launcher = List.of(home.resolve("bin/gatehouse").toString());
    NodeKind gatehouse = NodeKind.gatehouse(launcher, this == HELPED);
    NodeKind first = this == CLASSIC || this == MIXED2 ? classic : gatehouse;
    NodeKind second = this == CLASSIC || this == MIXED1 ? classic : gatehouse;
    return new Setup(first, second, timers, Setup.Change.NOTHING);
  }
}
