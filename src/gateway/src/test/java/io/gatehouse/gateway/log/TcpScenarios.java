package io.gatehouse.gateway.log;

import static io.gatehouse.gateway.log.Scenario.tcp;
import static io.gatehouse.gateway.log.Steps.sends;
import static io.gatehouse.gateway.log.Steps.sendsAndLeaves;
import static io.gatehouse.gateway.log.Steps.sendsAndResets;

import io.gatehouse.testkit.RawClient;
import io.gatehouse.testkit.RawConnection;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Connections in mode tcp. */
final class TcpScenarios {
  private static final String SERVER = "server s1 127.0.0.1:ORIGIN";

  private TcpScenarios() {}

  static List<Scenario> all() {
    List<Scenario> all = new ArrayList<>();
    endings(all);
    unserved(all);
    timeouts(all);
    rules(all);
    return all;
  }

  private static void greet(RawConnection connection) throws IOException {
    connection.send("hello ");
    connection.send(connection.readExactly(4));
  }

  private static void greetAndStay(RawConnection connection) throws IOException {
    greet(connection);
    Steps.mute(connection);
  }

  private static void endings(List<Scenario> all) {
    all.add(tcp("tcp-server-ends-first", TcpScenarios::greet, sends("ping")));
    all.add(tcp("tcp-client-leaves", Steps::mute, sendsAndLeaves("ping")));
    all.add(tcp("tcp-client-resets", Steps::mute, sendsAndResets("ping")));
    all.add(tcp("tcp-null", Steps::mute, sendsAndLeaves("")));
    all.add(
        tcp(
                "tcp-dontlognull",
                Steps::mute,
                port -> {
                  sendsAndLeaves("").run(port);
                  sendsAndLeaves("ping").run(port);
                })
            .in("option dontlognull"));
    all.add(
        tcp(
            "tcp-server-resets",
            connection -> {
              connection.readExactly(4);
              Steps.reset(connection);
            },
            sends("ping")));
    all.add(
        tcp("tcp-all-disabled", Steps::mute, sends("ping"))
            .to("server s1 127.0.0.1:CLOSED disabled"));
    all.add(
        tcp(
            "tcp-half-closed",
            connection -> {
              connection.readToEnd();
              connection.send("goodbye");
            },
            port -> {
              try (RawClient client = RawClient.connect(port)) {
                client.send("ping");
                client.endOutput();
                client.readToEnd();
              }
            }));
  }

  private static void unserved(List<Scenario> all) {
    all.add(
        tcp("tcp-client-resets-while-connecting", Steps::mute, sendsAndResets("ping"))
            .to("server s1 127.0.0.1:SILENT"));
    all.add(tcp("tcp-refused", Steps::mute, sends("ping")).to("server s1 127.0.0.1:CLOSED"));
    all.add(tcp("tcp-no-server", Steps::mute, sends("ping")).to());
  }

  private static void timeouts(List<Scenario> all) {
    all.add(
        tcp("tcp-connect-timeout", Steps::mute, sends("ping")).to("server s1 127.0.0.1:SILENT"));
    all.add(tcp("tcp-client-timeout", Steps::mute, sends("ping")).in("timeout client 300ms"));
    all.add(
        tcp("tcp-both-timeout", TcpScenarios::greetAndStay, sends("ping"))
            .in("timeout client 300ms")
            .to("timeout server 300ms", SERVER));
    all.add(
        tcp("tcp-server-timeout", Steps::mute, sends("ping")).to("timeout server 300ms", SERVER));
    all.add(
        tcp(
                "tcp-queue-timeout",
                Steps::mute,
                port -> {
                  try (RawClient first = RawClient.connect(port)) {
                    first.send("first");
                    Steps.pause();
                    sends("queued").run(port);
                  }
                })
            .to("timeout queue 300ms", SERVER + " maxconn 1")
            .writes(2));
  }

  private static void rules(List<Scenario> all) {
    all.add(tcp("tcp-content-reject", Steps::mute, sends("ping")).in("tcp-request content reject"));
    all.add(
        tcp("tcp-inspected", Steps::mute, sendsAndLeaves("ping"))
            .in("tcp-request inspect-delay 2s", "tcp-request content accept if { req.len gt 3 }"));
    all.add(
        tcp("tcp-inspected-reject", Steps::mute, sends("pong"))
            .in(
                "tcp-request inspect-delay 300ms",
                "tcp-request content accept if { req.len gt 10 }",
                "tcp-request content reject"));
    all.add(
        tcp("tcp-connection-reject", Steps::mute, Steps::triesToSend)
            .in("tcp-request connection reject")
            .writes(0));
    all.add(
        tcp("tcp-session-reject", Steps::mute, Steps::triesToSend)
            .in("tcp-request session reject")
            .writes(0));
  }
}
