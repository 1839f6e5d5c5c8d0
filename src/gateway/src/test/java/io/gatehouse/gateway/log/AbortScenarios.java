package io.gatehouse.gateway.log;

import static io.gatehouse.gateway.log.Scenario.http;
import static io.gatehouse.gateway.log.Scenario.tcp;
import static io.gatehouse.gateway.log.Steps.LAST_GET;
import static io.gatehouse.gateway.log.Steps.OK;
import static io.gatehouse.gateway.log.Steps.answers;
import static io.gatehouse.gateway.log.Steps.answersOnce;
import static io.gatehouse.gateway.log.Steps.sends;
import static io.gatehouse.gateway.log.Steps.sendsAndLeaves;
import static io.gatehouse.gateway.log.Steps.sendsAndResets;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A side that goes away in each phase of an exchange in mode http. */
final class AbortScenarios {
  private static final String HALF = "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf of it";

  private AbortScenarios() {}

  static List<Scenario> all() {
    List<Scenario> all = new ArrayList<>();
    clients(all);
    servers(all);
    unreachable(all);
    return all;
  }

  private static void clients(List<Scenario> all) {
    all.add(http("null-connection", answers(OK), sendsAndLeaves("")));
    all.add(http("null-connection-reset", answers(OK), sendsAndResets("")));
    all.add(http("client-leaves-in-head", answers(OK), sendsAndLeaves("GET / HTTP/1.1\r\nHo")));
    all.add(http("client-resets-in-head", answers(OK), sendsAndResets("GET / HTTP/1.1\r\nHo")));
    all.add(
        http(
                "dontlognull",
                answers(OK),
                port -> {
                  sendsAndLeaves("").run(port);
                  sends(LAST_GET).run(port);
                })
            .in("option dontlognull"));
  }

  private static void servers(List<Scenario> all) {
    all.add(http("server-closes-at-once", connection -> {}, sends(LAST_GET)));
    all.add(http("server-closes-after-head", connection -> connection.readHead(), sends(LAST_GET)));
    all.add(
        http(
            "server-resets-after-head",
            connection -> {
              connection.readHead();
              Steps.reset(connection);
            },
            sends(LAST_GET)));
    all.add(http("server-ends-in-head", answersOnce("HTTP/1.1 200 OK\r\nCont"), sends(LAST_GET)));
    all.add(http("server-ends-in-data", answersOnce(HALF), sends(LAST_GET)));
    all.add(
        http(
            "server-resets-in-data",
            connection -> {
              connection.readHead();
              connection.send(HALF);
              Steps.pause();
              Steps.reset(connection);
            },
            sends(LAST_GET)));
    all.add(
        http(
            "server-ends-in-chunks",
            answersOnce("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhel"),
            sends(LAST_GET)));
    all.add(
        http(
            "bad-chunk",
            connection -> {
              connection.readHead();
              connection.send("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n");
              Steps.pause();
              connection.send("zz\r\nhel");
              Steps.mute(connection);
            },
            sends(LAST_GET)));
  }

  /** One message for each try. */
  private static Scenario foreignSource(Scenario scenario) {
    return scenario.to(
        "timeout connect 3s", "retries 2", "server s1 127.0.0.1:ORIGIN source 192.0.2.77");
  }

  /** No try waits for the one before. */
  private static Scenario.Clients sendsInTime(String text) {
    return port -> {
      long begin = System.nanoTime();
      sends(text).run(port);
      if (System.nanoTime() - begin > TimeUnit.SECONDS.toNanos(1)) {
        throw new IOException("took a second or more");
      }
    };
  }

  private static void unreachable(List<Scenario> all) {
    all.add(http("refused", answers(OK), sends(LAST_GET)).to("server s1 127.0.0.1:CLOSED"));
    all.add(foreignSource(http("source-not-ours", answers(OK), sendsInTime(LAST_GET))).writes(4));
    all.add(foreignSource(tcp("tcp-source-not-ours", answers(OK), sendsInTime("x"))).writes(4));
    all.add(
        http("source-not-ours-redispatched", answers(OK), sendsInTime(LAST_GET))
            .to(
                "retries 2",
                "option redispatch 1",
                "balance first",
                "server s1 127.0.0.1:ORIGIN source 192.0.2.77",
                "server s2 127.0.0.1:ORIGIN")
            .writes(2));
    all.add(
        http("refused-retried", answers(OK), sends(LAST_GET))
            .to("timeout connect 100ms", "retries 2", "server s1 127.0.0.1:CLOSED"));
    all.add(
        http("redispatched", answers(OK), sends(LAST_GET))
            .to(
                "retries 2",
                "option redispatch 1",
                "balance first",
                "server s1 127.0.0.1:CLOSED",
                "server s2 127.0.0.1:ORIGIN"));
  }
}
