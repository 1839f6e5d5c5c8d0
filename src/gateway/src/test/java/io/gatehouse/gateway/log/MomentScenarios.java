package io.gatehouse.gateway.log;

import static io.gatehouse.gateway.log.Scenario.http;
import static io.gatehouse.gateway.log.Scenario.tcp;
import static io.gatehouse.gateway.log.Steps.LAST_GET;
import static io.gatehouse.gateway.log.Steps.OK;
import static io.gatehouse.gateway.log.Steps.answers;
import static io.gatehouse.gateway.log.Steps.sends;

import io.gatehouse.testkit.RawConnection;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * A line is written as soon as everything is known that its format tells. Each of these exchanges
 * goes wrong late: what a line says of its end shows when it was written.
 */
final class MomentScenarios {
  private static final String REFUSING = "server s1 127.0.0.1:CLOSED";

  private MomentScenarios() {}

  static List<Scenario> all() {
    List<Scenario> all = new ArrayList<>();
    atTheRequest(all);
    atTheResponse(all);
    atTheEnd(all);
    inTcp(all);
    maybeLater(all);
    return all;
  }

  /** Announces more than it sends. */
  private static void cutsShort(RawConnection connection) throws IOException {
    connection.readHead();
    connection.send("HTTP/1.1 200 OK\r\nContent-Length: 500\r\n\r\nshort");
    Steps.pause();
  }

  private static Scenario cut(String name, String items, String... more) {
    return with(http(name, MomentScenarios::cutsShort, sends(LAST_GET)), items, more);
  }

  private static Scenario refused(String name, String items, String... more) {
    return with(http(name, answers(OK), sends(LAST_GET)).to(REFUSING), items, more);
  }

  private static Scenario with(Scenario scenario, String items, String... more) {
    String format = "log-format \"log " + scenario.name() + " " + items + "\"";
    return scenario.only(format).in(more);
  }

  private static void atTheRequest(List<Scenario> all) {
    all.add(refused("when-method", "%HM %HU %HV %tsc %b"));
    all.add(refused("when-line", "%{+Q}r %f %ft %b %H %tsc"));
    all.add(refused("when-query", "%HP%HQ %tsc"));
    all.add(refused("when-denied", "%HM %tsc %b", "http-request deny"));
    all.add(refused("when-captured", "%HM %tsc %b", "capture request header Host len 9"));
    all.add(refused("when-client", "%HM %tsc %ci"));
    all.add(refused("when-expression", "%HM %tsc %[src]"));
    all.add(refused("when-nothing", "%f %tsc"));
    all.add(refused("when-silent", "%HM %tsc", "http-request set-log-level silent"));
    all.add(refused("when-monitored", "%HM %HU", "monitor-uri /last").writes(0));
  }

  private static void atTheResponse(List<Scenario> all) {
    for (String item :
        List.of("ST", "f", "ci", "fi", "b", "s", "si", "CC", "CS", "hr", "hs", "H")) {
      all.add(cut("when-" + item, "%" + item + " %tsc"));
    }
    all.add(cut("when-line-and-answer", "%HM %tsc %b").writes(2));
    all.add(cut("when-status-and-line", "%ST %HM %HU %tsc %b/%s"));
    all.add(cut("when-fetch", "%[src] %[status] %tsc"));
    all.add(
        cut("when-response-captured", "%hs %tsc", "capture response header Content-Length len 9"));
    all.add(cut("when-sd", "%ST %tsc", "log-format-sd \"[x@1 a=\\\"%B\\\"]\""));
    all.add(cut("when-asap", "%ST %B %tsc", "option logasap"));
  }

  private static void atTheEnd(List<Scenario> all) {
    for (String item : List.of("rc", "sq", "bq", "sc", "B", "U", "ac", "ts", "fc", "bc", "ID")) {
      all.add(cut("when-" + item, "%" + item + " %tsc"));
    }
    for (String time : List.of("Tt", "Ta", "Tc", "Tr", "TR", "Th", "Ti", "Tq", "Tw", "Td", "Tu")) {
      all.add(cut("when-" + time, "%tsc a time of %" + time + " ms"));
    }
  }

  private static void inTcp(List<Scenario> all) {
    all.add(tcpCut("when-tcp-server", "%ft %b/%s %tsc"));
    all.add(tcpCut("when-tcp-client", "%ci %tsc"));
    all.add(tcpCut("when-tcp-plain", "%f %tsc"));
    all.add(tcpCut("when-tcp-bytes", "%f %tsc %B"));
    all.add(tcpCut("when-tcp-state", "%f %ts"));
    all.add(tcpCut("when-tcp-expression", "%[src] %tsc"));
    all.add(
        with(tcp("when-tcp-refused", Steps::mute, Steps::triesToSend).to(REFUSING), "%b/%s %tsc"));
    all.add(
        with(tcp("when-tcp-null", Steps::mute, sends("")), "%b/%s %tsc", "timeout client 200ms")
            .in("option dontlognull"));
  }

  private static Scenario tcpCut(String name, String items) {
    return with(tcp(name, Steps::mute, sends("ping")), items, "timeout client 200ms");
  }

  private static void maybeLater(List<Scenario> all) {
    String normal = "option dontlog-normal";
    all.add(cut("when-normal", "%ST %tsc", normal));
    all.add(cut("when-normal-asap", "%ST %B %tsc", normal, "option logasap"));
    all.add(refused("when-normal-line", "%HM %tsc", normal).writes(0));
    all.add(
        with(http("when-quite-normal", answers(OK), sends(LAST_GET)), "%ST %tsc", normal)
            .writes(0));
  }
}
