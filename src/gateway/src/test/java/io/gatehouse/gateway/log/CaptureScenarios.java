package io.gatehouse.gateway.log;

import static io.gatehouse.gateway.log.Scenario.http;
import static io.gatehouse.gateway.log.Steps.answers;
import static io.gatehouse.gateway.log.Steps.sends;

import java.util.ArrayList;
import java.util.List;

/** What is kept of messages for the log. */
final class CaptureScenarios {
  private static final String SERVER = "server s1 127.0.0.1:ORIGIN";
  private static final String ANSWER =
      Steps.crlf(
          """
          HTTP/1.1 200 OK
          Content-Length: 0
          X-Kind: first
          x-kind: the "last" {one}
          Set-Cookie: other=1; Path=/
          Set-Cookie: SID=xyz; Path=/

          """);
  private static final String REQUEST =
      Steps.crlf(
          """
          GET /captured HTTP/1.1
          Host: some.host:80
          Connection: close
          X-Twice: one
          X-Twice: two|2, three#3
          X-Empty:
          Cookie: a=b; SIDE=1; SID=abcdefghij; SID=second

          """);

  private CaptureScenarios() {}

  static List<Scenario> all() {
    List<Scenario> all = new ArrayList<>();
    headers(all);
    rules(all);
    ids(all);
    return all;
  }

  private static Scenario captured(String name, String... lines) {
    return http(name, answers(ANSWER), sends(REQUEST)).in(lines);
  }

  private static void headers(List<Scenario> all) {
    all.add(captured("capture-host", "capture request header host len 7"));
    all.add(
        captured(
            "capture-headers",
            "capture request header X-TWICE len 100",
            "capture request header X-Missing len 100",
            "capture response header x-kind len 100",
            "capture request header X-Empty len 100",
            "capture response header X-None len 100"));
    all.add(captured("capture-cookie", "capture cookie SID len 10"));
    all.add(captured("capture-cookie-exact", "capture cookie SID= len 63"));
    all.add(captured("capture-cookie-none", "capture cookie nothing len 63"));
    all.add(captured("capture-denied", "capture cookie SID len 63", "http-request deny"));
    all.add(
        captured(
            "capture-header-denied", "capture request header host len 63", "http-request deny"));
    all.add(
        captured(
            "capture-before-rules",
            "capture request header x-twice len 63",
            "http-request set-header X-Twice changed"));
    all.add(
        http("capture-bad", answers(ANSWER), sends("nonsense\r\n\r\n"))
            .in("capture request header host len 63"));
  }

  private static void rules(List<Scenario> all) {
    all.add(
        captured(
            "capture-by-rule",
            "declare capture request len 4",
            "declare capture response len 40",
            "http-request capture req.hdr(host) id 0",
            "http-request capture req.hdr(x-missing) len 20",
            "http-request capture path len 20",
            "http-response capture res.hdr(x-kind,1) id 0"));
    all.add(
        captured(
                "capture-lists",
                "capture request header host len 20",
                "capture request header x-missing len 20",
                "capture response header x-kind len 40")
            .only(
                "capture request header host len 20",
                "capture request header x-missing len 20",
                "capture response header x-kind len 40",
                "log-format \"log capture-lists %hrl %hsl %{+Q}hrl %{+Q}hsl %{+Q}hr"
                    + " %[capture.req.hdr(0)] %[capture.res.hdr(0)] end\""));
  }

  private static void ids(List<Scenario> all) {
    all.add(
        captured("unique-id")
            .only(
                "unique-id-format \"%HM   %HU id\"",
                "unique-id-header X-Id", "log-format \"log unique-id %ID %[unique-id] end\""));
    all.add(
        captured("unique-id-denied")
            .only(
                "unique-id-format \"%ci-%HM\"",
                "http-request deny", "log-format \"log unique-id-denied %ID %{+Q}ID end\""));
    all.add(
        captured("no-unique-id")
            .only("log-format \"log no-unique-id %ID %{+Q}ID end\"")
            .to(SERVER));
    all.add(
        Scenario.tcp("unique-id-tcp", Steps::mute, Steps.sendsAndLeaves("ping"))
            .only("unique-id-format \"%ci:%fi\"", "log-format \"log unique-id-tcp %ID end\""));
  }
}
