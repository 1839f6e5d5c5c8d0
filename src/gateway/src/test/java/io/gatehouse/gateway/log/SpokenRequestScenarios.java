package io.gatehouse.gateway.log;

import static io.gatehouse.gateway.log.Scenario.tcp;

import io.gatehouse.testkit.RawClient;
import java.util.ArrayList;
import java.util.List;

/** Rules of mode tcp that ask about HTTP: the first bytes are read as a request. */
final class SpokenRequestScenarios {
  private static final String[] FETCHES = {
    "method",
    "path",
    "url",
    "query",
    "base",
    "url_param(a)",
    "req.ver",
    "req.proto_http",
    "req.hdr(host)",
    "req.hdr_cnt(x)",
    "req.cook(c)",
    "req.fhdr(x,1)",
    "url32",
    "http_auth_user",
    "url_ip",
    "req.len"
  };
  private static final String WHOLE =
      """
      GET http://10.1.2.3:80/a/b?a=1 HTTP/1.1
      Host: 10.1.2.3:80
      X: one, two
      Cookie: b=1; c=two
      Authorization: Basic dXNlcjpwYXNz

      """;

  private SpokenRequestScenarios() {}

  static List<Scenario> all() {
    List<Scenario> all = new ArrayList<>();
    all.add(values("whole", WHOLE));
    all.add(values("pieces", "GE", "T /x?a=2 HTTP/1.0\n", "X: 1\n\n", "behind"));
    all.add(values("body", "POST /form?a HTTP/1.1\nHost: h\nContent-Length: 4\n\nabcd"));
    all.add(values("foreign", "SSH-2.0-OpenSSH_9.2\n\n"));
    all.add(values("binary", "\u0016\u0003\u0001 no request\n\n"));
    all.add(values("unversioned", "GET /old\n\n"));
    all.add(values("unversioned-short", "GET /old\n"));
    all.add(values("unversioned-post", "POST /old\n\n"));
    all.add(values("unfinished", "GET / HTTP/1.1\nHost: h\n"));
    all.add(values("malformed", "GET / HTTP/1.1\nHo st: h\n\n"));
    all.add(values("two-hosts", "GET / HTTP/1.1\nHost: h\nHost: i\n\n"));
    all.add(values("foreign-authority", "GET http://a/ HTTP/1.1\nHost: b\n\n"));
    all.add(values("lengths", "GET / HTTP/1.1\nContent-Length: 1\nContent-Length: 2\n\n"));
    all.add(values("get-with-body", "GET / HTTP/1.0\nContent-Length: 1\n\nx"));
    all.add(values("websocket", "GET / HTTP/1.1\nConnection: upgrade\nUpgrade: websocket\n\n"));
    all.add(values("connect", "CONNECT h:443 HTTP/1.1\nHost: h:443\n\n"));
    all.add(values("options", "OPTIONS * HTTP/1.1\nHost: h\n\n"));
    all.add(values("other-version", "GET / HTTP/3.7\nHost: h\n\n"));
    all.add(values("empty-lines", "\n\nGET / HTTP/1.1\nHost: h\n\n"));
    all.add(values("no-path", "GET http://h HTTP/1.1\nHost: h\n\n"));
    all.add(values("tracing", "TRACE / HTTP/1.1\nHost: h\n\n"));
    all.add(values("nothing"));
    return all;
  }

  /** Its log line tells what each fetch found; the client says nothing after the parts. */
  private static Scenario values(String name, String... parts) {
    List<String> lines = new ArrayList<>();
    StringBuilder format = new StringBuilder("log-format \"log spoken-" + name + " %ts");
    lines.add("tcp-request inspect-delay 2s");
    lines.add("tcp-request content set-var(txn.waited) str(yes) if HTTP");
    for (int i = 0; i < FETCHES.length; i++) {
      lines.add("tcp-request content set-var(txn.v%d) %s".formatted(i, FETCHES[i]));
      format.append(" %[var(txn.v").append(i).append(")]");
    }
    lines.add(format + " %[var(txn.waited)]\"");
    return tcp(
            "spoken-" + name,
            Steps::mute,
            port -> {
              try (RawClient client = RawClient.connect(port)) {
                for (String part : parts) {
                  client.send(Steps.crlf(part));
                }
                Steps.pause();
                client.endOutput();
                client.readToEnd();
              }
            })
        .only(lines.toArray(String[]::new));
  }
}
