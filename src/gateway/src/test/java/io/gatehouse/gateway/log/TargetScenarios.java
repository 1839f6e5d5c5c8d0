package io.gatehouse.gateway.log;

import static io.gatehouse.gateway.log.Scenario.http;
import static io.gatehouse.gateway.log.Steps.LAST_GET;
import static io.gatehouse.gateway.log.Steps.OK;
import static io.gatehouse.gateway.log.Steps.answers;
import static io.gatehouse.gateway.log.Steps.sends;

import java.util.ArrayList;
import java.util.List;

/** Where lines go, and which of them. */
final class TargetScenarios {
  private static final String GET = "GET /%s HTTP/1.1\r\nHost: h\r\n\r\n";

  private TargetScenarios() {}

  static List<Scenario> all() {
    List<Scenario> all = new ArrayList<>();
    structured(all);
    levels(all);
    all.add(to("target-none").writes(0));
    all.add(to("target-twice", "format raw local0", "format short local1").writes(2));
    all.add(to("target-len", "len 80 format raw local0"));
    all.add(to("target-len-header", "len 90 format short local0"));
    String four = GET.formatted(1) + GET.formatted(2) + GET.formatted(3) + LAST_GET;
    all.add(
        on(
                "target-sample",
                sends(four),
                "log 127.0.0.1:SINK format raw sample 2,4:4 local0",
                "log 127.0.0.1:SINK format short sample 1:3 local0")
            .writes(4));
    return all;
  }

  /** Logs to these targets only, with a long line. */
  private static Scenario to(String name, String... targets) {
    String[] lines = new String[targets.length];
    for (int i = 0; i < targets.length; i++) {
      lines[i] = "log 127.0.0.1:SINK " + targets[i];
    }
    return on(name, sends(LAST_GET.replace("last", "l".repeat(100))), lines);
  }

  private static Scenario on(String name, Scenario.Clients clients, String... lines) {
    return http(name, answers(OK), clients)
        .only("no log", "log-format \"log " + name + " %ST %HU end\"")
        .in(lines);
  }

  private static void structured(List<Scenario> all) {
    String sd = "log-format-sd \"[x@1 a=\\\"%ST\\\" b=\\\"%{+E}[str(q)]\\\"]\"";
    all.add(to("target-rfc5424", "format rfc5424 local3"));
    all.add(to("target-sd", "format rfc5424 local3").in(sd, "log-tag tagged"));
    all.add(to("target-sd-unused", "format raw local3").in(sd));
  }

  private static void levels(List<Scenario> all) {
    String target = "log 127.0.0.1:SINK format short local0 ";
    Scenario.Clients both = sends(GET.formatted("loud") + LAST_GET);
    String loud = "http-request set-log-level crit if { path /loud }";
    all.add(on("target-level", both, target + "notice", loud));
    all.add(on("target-minimum", both, target + "info err", loud).writes(2));
    all.add(on("target-error", both, target + "err", "option log-separate-errors").writes(0));
  }
}
