package io.gatehouse.gateway.log;

import static io.gatehouse.gateway.log.Scenario.http;
import static io.gatehouse.gateway.log.Steps.GET;
import static io.gatehouse.gateway.log.Steps.LAST_GET;
import static io.gatehouse.gateway.log.Steps.OK;
import static io.gatehouse.gateway.log.Steps.answers;
import static io.gatehouse.gateway.log.Steps.answersOnce;
import static io.gatehouse.gateway.log.Steps.sends;

import io.gatehouse.testkit.RawClient;
import java.util.ArrayList;
import java.util.List;

/** Exchanges in mode http that nobody interrupts. */
final class HttpScenarios {
  private HttpScenarios() {}

  static List<Scenario> all() {
    List<Scenario> all = new ArrayList<>();
    methods(all);
    statuses(all);
    framings(all);
    rules(all);
    refused(all);
    longLines(all);
    return all;
  }

  /** Logs keep the first 1,023 bytes of a request's line. */
  private static void longLines(List<Scenario> all) {
    for (int length : new int[] {1_009, 1_010, 1_011, 1_018, 1_019, 1_020, 1_500}) {
      String target = "/" + "x".repeat(length - 1);
      String request = LAST_GET.replace("/last", target);
      all.add(http("long-line-" + length, answers(OK), sends(request)));
      String name = "long-parts-" + length;
      all.add(
          http(name, answers(OK), sends(request.replace("/x", "/?")))
              .only("log-format \"log " + name + " %HM %HV %HP %HQ %{+Q}r %B\""));
    }
  }

  // size: a table of cases, one to a line.
  private static void methods(List<Scenario> all) {
    all.add(http("a-get", answers(OK), sends(LAST_GET)));
    all.add(
        http(
            "head",
            answers("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\n"),
            sends("HEAD /h HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n")));
    all.add(
        http(
            "post",
            answers(OK),
            sends(
                Steps.crlf(
                    """
                    POST /p HTTP/1.1
                    Host: h
                    Content-Length: 4
                    Connection: close

                    body\
                    """))));
    all.add(
        http(
            "chunked-post",
            answers(OK),
            sends(
                Steps.crlf(
                    """
                    POST /p HTTP/1.1
                    Host: h
                    Transfer-Encoding: chunked
                    Connection: close

                    4
                    body
                    0

                    """))));
    all.add(http("http-1-0", answers(OK), sends("GET /old HTTP/1.0\r\n\r\n")));
    all.add(
        http("absolute-uri", answers(OK), sends(LAST_GET.replace("/last", "http://h/abs?x=y"))));
    all.add(http("quoted-uri", answers(OK), sends(LAST_GET.replace("/last", "/a\"b{c}|d#e"))));
    all.add(http("second-request", answers(OK), sends(GET + LAST_GET)).writes(2));
    all.add(
        http(
                "keep-alive",
                answers(OK),
                port -> {
                  try (RawClient client = RawClient.connect(port)) {
                    client.exchange(GET);
                    Steps.pause();
                    client.exchange(GET);
                  }
                })
            .writes(2));
  }

  private static void statuses(List<Scenario> all) {
    for (int status : new int[] {201, 301, 404, 500, 503, 599}) {
      String answer = "HTTP/1.1 %d Said\r\nContent-Length: 2\r\n\r\nno".formatted(status);
      all.add(http("status-" + status, answers(answer), sends(LAST_GET)));
    }
    all.add(http("status-204", answers("HTTP/1.1 204 None\r\n\r\n"), sends(LAST_GET)));
    String same = "HTTP/1.1 304 Same\r\nContent-Length: 5\r\n\r\n";
    all.add(http("status-304", answers(same), sends(LAST_GET)));
  }

  // size: a table of cases, one to a line.
  private static void framings(List<Scenario> all) {
    String chunked = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n0\r\n\r\n";
    all.add(http("chunked", answers(chunked), sends(LAST_GET)));
    all.add(http("until-close", answersOnce("HTTP/1.0 200 OK\r\n\r\nto the end"), sends(LAST_GET)));
    all.add(
        http(
            "continue",
            connection -> {
              String head = connection.readHead();
              connection.send("HTTP/1.1 100 Continue\r\n\r\n");
              connection.readBody(head);
              connection.send(OK);
            },
            port -> {
              try (RawClient client = RawClient.connect(port)) {
                client.send(
                    Steps.crlf(
                        """
                        POST /c HTTP/1.1
                        Host: h
                        Expect: 100-continue
                        Content-Length: 4
                        Connection: close

                        """));
                client.readHead();
                client.send("body");
                client.readToEnd();
              }
            }));
    all.add(
        http(
            "upgrade",
            connection -> {
              connection.readHead();
              connection.send(
                  "HTTP/1.1 101 Switching\r\nConnection: upgrade\r\nUpgrade: echo\r\n\r\n");
              connection.send(connection.readExactly(4));
            },
            port -> {
              try (RawClient client = RawClient.connect(port)) {
                client.send(
                    "GET /ws HTTP/1.1\r\nHost: h\r\nConnection: upgrade\r\nUpgrade: echo\r\n\r\n");
                client.readHead();
                client.send("ping");
                client.readToEnd();
              }
            }));
  }

  private static void rules(List<Scenario> all) {
    all.add(http("deny", answers(OK), sends(LAST_GET)).in("http-request deny"));
    all.add(http("deny-429", answers(OK), sends(GET)).in("http-request deny deny_status 429"));
    all.add(
        http("redirect", answers(OK), sends(LAST_GET))
            .in("http-request redirect location /elsewhere"));
    all.add(
        http("return", answers(OK), sends(LAST_GET))
            .in("http-request return status 200 content-type text/plain string hello"));
    all.add(
        http("tarpit", answers(OK), sends(LAST_GET))
            .in("timeout tarpit 200ms", "http-request tarpit"));
    all.add(
        http("response-deny", answers(OK), sends(LAST_GET))
            .to("http-response deny", "server s1 127.0.0.1:ORIGIN"));
    all.add(
        http("backend-deny", answers(OK), sends(LAST_GET))
            .to("http-request deny", "server s1 127.0.0.1:ORIGIN"));
    all.add(
        http(
                "monitored",
                answers(OK),
                port -> {
                  sends(LAST_GET.replace("/last", "/alive")).run(port);
                  sends(LAST_GET).run(port);
                })
            .in("monitor-uri /alive"));
    all.add(
        http("set-log-level", answers(OK), sends(LAST_GET)).in("http-request set-log-level crit"));
    all.add(
        http("silent", answers(OK), sends(GET + LAST_GET))
            .in("http-request set-log-level silent if { path /path }"));
  }

  private static void refused(List<Scenario> all) {
    all.add(http("bad-request", answers(OK), sends("complete nonsense\r\n\r\n")));
    all.add(http("bad-header", answers(OK), sends("GET / HTTP/1.1\r\nHo st: h\r\n\r\n")));
    all.add(http("http-0-9", answers(OK), sends("GET /nine\r\n\r\n")));
    all.add(
        http(
                "bad-second-request",
                answers(OK),
                sends("GET / HTTP/1.1\r\nHost: h\r\n\r\nnonsense\r\n\r\n"))
            .writes(2));
    all.add(http("no-server", answers(OK), sends(LAST_GET)).to());
    all.add(
        http("server-disabled", answers(OK), sends(LAST_GET))
            .to("server s1 127.0.0.1:ORIGIN disabled"));
    all.add(http("bad-response", answersOnce("what a mess\r\n\r\n"), sends(LAST_GET)));
    all.add(
        http(
            "bad-response-header",
            answersOnce("HTTP/1.1 200 OK\r\nbad header: x\r\n\r\n"),
            sends(LAST_GET)));
  }
}
