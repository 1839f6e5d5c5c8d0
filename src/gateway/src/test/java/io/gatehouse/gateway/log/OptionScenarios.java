package io.gatehouse.gateway.log;

import static io.gatehouse.gateway.log.Scenario.http;
import static io.gatehouse.gateway.log.Scenario.tcp;
import static io.gatehouse.gateway.log.Steps.GET;
import static io.gatehouse.gateway.log.Steps.LAST_GET;
import static io.gatehouse.gateway.log.Steps.OK;
import static io.gatehouse.gateway.log.Steps.answers;
import static io.gatehouse.gateway.log.Steps.sends;
import static io.gatehouse.gateway.log.Steps.sendsAndLeaves;

import java.util.ArrayList;
import java.util.List;

/** What the options of the log change. */
final class OptionScenarios {
  private static final String NONSENSE = "complete nonsense\r\n\r\n";
  private static final String SERVER = "server s1 127.0.0.1:ORIGIN";

  private OptionScenarios() {}

  static List<Scenario> all() {
    List<Scenario> all = new ArrayList<>();
    formats(all);
    choices(all);
    early(all);
    return all;
  }

  private static void formats(List<Scenario> all) {
    all.add(http("plain-http", answers(OK), sends(GET + LAST_GET)).only().writes(2));
    all.add(tcp("plain-tcp", Steps::mute, sendsAndLeaves("ping")).only());
    all.add(http("plain-bad", answers(OK), sends(NONSENSE)).only().writes(0));
    all.add(http("tcplog-in-http", answers(OK), sends(LAST_GET)).only("option tcplog"));
    all.add(http("clf", answers(OK), sends(LAST_GET)).only("option httplog clf"));
    all.add(
        http("custom", answers(OK), sends(LAST_GET.replace("/last", "/last?q=1")))
            .only(
                "log-format \"log custom %ft %b %s %ST %B %U %tsc %rc %sq/%bq %HM %HU %HP %HQ %HV"
                    + " %{+Q}r %hr %hs %CC %CS %{+Q}CC %lc %[src] %[capture.req.uri]"
                    + " %{+Q}[capture.req.method] %ID end\""));
    all.add(
        http("error-format", answers(OK), sends(NONSENSE))
            .in("error-log-format \"log error-format %ci %ST %tsc %{+Q}r %B end\""));
    all.add(
        http("error-format-unused", answers(OK), sends(LAST_GET))
            .in("error-log-format \"log error-format-unused never\""));
  }

  private static void choices(List<Scenario> all) {
    String separate = "option log-separate-errors";
    all.add(http("separate-normal", answers(OK), sends(LAST_GET)).in(separate));
    all.add(http("separate-bad", answers(OK), sends(NONSENSE)).in(separate));
    all.add(
        http("separate-denied", answers(OK), sends(LAST_GET)).in(separate, "http-request deny"));
    String broken = "HTTP/1.1 500 Broken\r\nContent-Length: 0\r\n\r\n";
    all.add(http("separate-500", answers(broken), sends(LAST_GET)).in(separate));
    all.add(
        http("separate-refused", answers(OK), sends(LAST_GET))
            .in(separate)
            .to("server s1 127.0.0.1:CLOSED"));
    all.add(
        http("dontlog-normal", answers(OK), sends(GET + LAST_GET))
            .in("option dontlog-normal", "http-request deny if { path /last }"));
    all.add(
        http("dontlog-normal-redirect", answers(OK), sends(LAST_GET))
            .in("option dontlog-normal", "http-request redirect location /x")
            .writes(0));
    all.add(tcp("separate-tcp", Steps::mute, sends("x")).in(separate, "timeout client 300ms"));
  }

  private static void early(List<Scenario> all) {
    String asap = "option logasap";
    all.add(http("asap", answers(OK), sends(LAST_GET)).in(asap));
    all.add(http("asap-denied", answers(OK), sends(LAST_GET)).in(asap, "http-request deny"));
    all.add(http("asap-bad", answers(OK), sends(NONSENSE)).in(asap));
    all.add(
        http("asap-refused", answers(OK), sends(LAST_GET))
            .in(asap)
            .to("server s1 127.0.0.1:CLOSED"));
    all.add(tcp("asap-tcp", Steps::mute, sendsAndLeaves("ping")).in(asap));
    all.add(http("sd", answers(OK), sends(LAST_GET)).in("log-format-sd \"[id a=\\\"%ST\\\"]\""));
    all.add(
        http("level-and-response", answers(OK), sends(LAST_GET))
            .to("http-response set-log-level warning", SERVER));
  }
}
