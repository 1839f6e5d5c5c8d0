package io.gatehouse.gateway.log;

import static io.gatehouse.gateway.log.Scenario.http;
import static io.gatehouse.gateway.log.Steps.GET;
import static io.gatehouse.gateway.log.Steps.LAST_GET;
import static io.gatehouse.gateway.log.Steps.OK;
import static io.gatehouse.gateway.log.Steps.answers;
import static io.gatehouse.gateway.log.Steps.sends;

import java.util.ArrayList;
import java.util.List;

/** A side that says nothing for too long, in each phase of an exchange in mode http. */
final class TimeoutScenarios {
  private static final String HALF = "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf of it";
  private static final String SHORT_SERVER = "timeout server 300ms";
  private static final String SERVER = "server s1 127.0.0.1:ORIGIN";

  private TimeoutScenarios() {}

  static List<Scenario> all() {
    List<Scenario> all = new ArrayList<>();
    clients(all);
    servers(all);
    return all;
  }

  private static void clients(List<Scenario> all) {
    String limit = "timeout http-request 300ms";
    all.add(http("request-timeout", answers(OK), sends("GET / HTTP/1.1\r\nHo")).in(limit));
    all.add(http("request-timeout-null", answers(OK), sends("")).in(limit));
    all.add(
        http("request-timeout-null-kept-quiet", answers(OK), sends(""))
            .in(limit, "option http-ignore-probes")
            .writes(0));
    all.add(http("client-timeout-null", answers(OK), sends("")).in("timeout client 300ms"));
    all.add(
        http("keep-alive-timeout", answers(OK), sends(GET)).in("timeout http-keep-alive 300ms"));
  }

  private static void servers(List<Scenario> all) {
    all.add(http("server-timeout", Steps::mute, sends(LAST_GET)).to(SHORT_SERVER, SERVER));
    all.add(
        http(
                "server-timeout-in-head",
                connection -> {
                  connection.readHead();
                  connection.send("HTTP/1.1 200");
                  Steps.mute(connection);
                },
                sends(LAST_GET))
            .to(SHORT_SERVER, SERVER));
    all.add(
        http(
                "server-timeout-in-data",
                connection -> {
                  connection.readHead();
                  connection.send(HALF);
                  Steps.mute(connection);
                },
                sends(LAST_GET))
            .to(SHORT_SERVER, SERVER));
    all.add(http("connect-timeout", answers(OK), sends(LAST_GET)).to("server s1 127.0.0.1:SILENT"));
    all.add(
        http(
                "tunnel-timeout",
                connection -> {
                  connection.readHead();
                  connection.send(
                      "HTTP/1.1 101 Switching\r\nConnection: upgrade\r\nUpgrade: echo\r\n\r\n");
                  Steps.mute(connection);
                },
                sends(
                    "GET /ws HTTP/1.1\r\nHost: h\r\nConnection: upgrade\r\nUpgrade: echo\r\n\r\n"))
            .to("timeout tunnel 300ms", SERVER));
  }
}
