package io.gatehouse.gateway.http;

import static io.gatehouse.gateway.http.Http2Case.OK;
import static io.gatehouse.gateway.http.Http2Case.answering;
import static io.gatehouse.gateway.http.Http2Case.head;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** The conversations that are compared. */
final class Http2Cases {
  private static final String M = ":method";
  private static final String S = ":scheme";
  private static final String A = ":authority";
  private static final String P = ":path";

  private Http2Cases() {}

  static List<Http2Case> all() {
    List<Http2Case> all = new ArrayList<>();
    responses(all);
    shortResponses(all);
    requests(all);
    shortRequests(all);
    heads(all);
    malformed(all);
    rules(all);
    endings(all);
    longExchanges(all);
    return all;
  }

  private static Http2Case get(String name, String answer) {
    return answering(name, answer, (client, said) -> said.append(client.get(1, "/a?b").answer(1)));
  }

  private static void responses(List<Http2Case> all) {
    all.add(get("length", OK));
    all.add(
        get(
            "chunked with trailers",
            """
            HTTP/1.1 200 OK\r
            Transfer-Encoding: chunked\r
            Connection: keep-alive\r
            \r
            5;x=y\r
            hello\r
            6\r
             world\r
            0\r
            X-T: yes\r
            \r
            """));
    all.add(
        get("until the server closes", "HTTP/1.1 200 OK\r\nX-Y: z\r\n\r\nto the end")
            .origin(
                connection -> {
                  connection.readHead();
                  connection.send("HTTP/1.1 200 OK\r\nX-Y: z\r\n\r\nto the end");
                }));
    all.add(get("no content", "HTTP/1.1 204 No Content\r\nX-Y: z\r\n\r\n"));
  }

  private static void shortResponses(List<Http2Case> all) {
    all.add(get("not modified", "HTTP/1.1 304 Not Modified\r\nContent-Length: 9\r\n\r\n"));
    all.add(get("hints first", "HTTP/1.1 103 Early Hints\r\nLink: </x>\r\n\r\n" + OK));
    all.add(get("empty", "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n"));
    all.add(get("not HTTP", "HTTP/1.1 2xx OK\r\n\r\n"));
    all.add(
        answering(
            "HEAD",
            "HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n",
            (client, said) ->
                said.append(
                    client.headers(1, true, M, "HEAD", S, "http", A, "h", P, "/").answer(1))));
    all.add(
        answering(
            "large, with a client that gives credit as it reads",
            "HTTP/1.1 200 OK\r\nContent-Length: 300000\r\n\r\n" + "x".repeat(300_000),
            (client, said) -> said.append(client.get(1, "/").answer(1).length())));
  }

  private static String[] post(String... more) {
    List<String> fields = new ArrayList<>(List.of(M, "POST", S, "http", A, "h", P, "/p"));
    fields.addAll(List.of(more));
    return fields.toArray(String[]::new);
  }

  private static void requests(List<Http2Case> all) {
    all.add(
        answering(
            "body of announced length",
            OK,
            (client, said) ->
                said.append(
                    client
                        .headers(1, false, post("content-length", "5"))
                        .data(1, "he", false)
                        .data(1, "llo", true)
                        .answer(1))));
    all.add(
        answering(
            "body of unknown length",
            OK,
            (client, said) ->
                said.append(client.headers(1, false, post()).data(1, "hello", true).answer(1))));
    all.add(
        answering(
            "body with trailers",
            OK,
            (client, said) ->
                said.append(
                    client
                        .headers(1, false, post())
                        .data(1, "hello", false)
                        .headers(1, true, "x-trailer", "t")
                        .answer(1))));
  }

  private static void shortRequests(List<Http2Case> all) {
    all.add(
        answering(
            "POST without body",
            OK,
            (client, said) -> said.append(client.headers(1, true, post()).answer(1))));
    all.add(
        answering(
                "two requests",
                OK,
                (client, said) -> {
                  said.append(client.get(1, "/1").answer(1)).append('\n');
                  said.append(client.get(3, "/2").answer(3));
                })
            .exchanges(2));
  }

  private static void heads(List<Http2Case> all) {
    all.add(
        head(
            "cookies", 1, M, "GET", S, "http", A, "h", P, "/", "cookie", "a=1", "x-y", "z",
            "cookie", "b=2"));
    all.add(head("Host alone", 1, M, "GET", S, "http", P, "/", "host", "h:8080"));
    all.add(head("Host beside authority", 1, M, "GET", S, "http", A, "h", P, "/", "host", "o"));
    all.add(head("no Host", 1, M, "GET", S, "http", P, "/x"));
    all.add(head("usual port", 1, M, "GET", S, "http", A, "h:80", P, "/"));
    all.add(head("usual secure port", 1, M, "GET", S, "https", A, "h:443", P, "/"));
    all.add(head("asterisk", 1, M, "OPTIONS", S, "http", A, "h", P, "*"));
    all.add(head("asterisk without authority", 1, M, "OPTIONS", S, "http", P, "*"));
    all.add(head("other scheme", 1, M, "GET", S, "ftp", A, "h", P, "/x"));
    all.add(head("te", 1, M, "GET", S, "http", A, "h", P, "/", "te", "trailers"));
    all.add(head("scheme that is none", 1, M, "GET", S, "http://x/?", A, "h", P, "/"));
    all.add(head("method that is none", 1, M, "G(T", S, "http", A, "h", P, "/"));
    all.add(head("blank in the path", 1, M, "GET", S, "http", A, "h", P, "/a b"));
    all.add(head("control in the path", 1, M, "GET", S, "http", A, "h", P, "/a\u0001b"));
    all.add(head("the method of the preface", 1, M, "PRI", S, "http", A, "h", P, "/"));
  }

  private static void malformed(List<Http2Case> all) {
    all.add(head("no method", 1, S, "http", A, "h", P, "/"));
    all.add(head("no scheme", 1, M, "GET", A, "h", P, "/"));
    all.add(head("no path", 1, M, "GET", S, "http", A, "h"));
    all.add(head("empty path", 1, M, "GET", S, "http", A, "h", P, ""));
    all.add(head("path without slash", 1, M, "GET", S, "http", A, "h", P, "x"));
    all.add(head("two paths", 1, M, "GET", S, "http", A, "h", P, "/", P, "/2"));
    all.add(head("status", 1, M, "GET", S, "http", A, "h", P, "/", ":status", "200"));
    all.add(head("capital letters", 1, M, "GET", S, "http", A, "h", P, "/", "X-Y", "z"));
    all.add(head("blank in a name", 1, M, "GET", S, "http", A, "h", P, "/", "x y", "z"));
    all.add(head("NUL in a value", 1, M, "GET", S, "http", A, "h", P, "/", "x", "a\0b"));
    all.add(head("line end in a value", 1, M, "GET", S, "http", A, "h", P, "/", "x", "a\r\nb: c"));
    all.add(head("line end in the path", 1, M, "GET", S, "http", A, "h", P, "/ HTTP/1.1\r\nx: y"));
    all.add(head("connection", 1, M, "GET", S, "http", A, "h", P, "/", "connection", "close"));
    all.add(head("upgrade", 1, M, "GET", S, "http", A, "h", P, "/", "upgrade", "x"));
    all.add(
        head("codings", 1, M, "GET", S, "http", A, "h", P, "/", "transfer-encoding", "chunked"));
    all.add(head("te with more", 1, M, "GET", S, "http", A, "h", P, "/", "te", "gzip"));
    all.add(head("bad length", 1, post("content-length", "x")));
    all.add(head("two lengths", 1, post("content-length", "0", "content-length", "1")));
  }

  private static void rules(List<Http2Case> all) {
    String seen =
        """
        tcp-request session set-var(sess.a) str(shared)
        http-request set-header seen "%[req.ver] %[url] %[path] %[base] %[method] %[fc_http_major]"
        http-request set-header also "%[var(sess.a)] %[http_first_req]"
        """;
    all.add(get("what rules see", OK).lines(seen));
    all.add(get("denied", OK).lines("http-request deny\n"));
    all.add(
        get("returned", OK)
            .lines("http-request return status 202 content-type text/plain string hi hdr x-y z\n"));
    all.add(get("redirected", OK).lines("http-request redirect prefix http://other\n"));
    all.add(get("new path", OK).lines("http-request set-path /new\n"));
    all.add(get("new target", OK).lines("http-request set-uri http://o.test/q\n"));
    all.add(
        get("response changed", OK)
            .lines("http-response set-header X-New 1\nhttp-after-response del-header x-a\n"));
    all.add(get("option httpclose", OK).lines("option httpclose\n"));
    all.add(
        answering(
                "session counters",
                OK,
                (client, said) -> {
                  said.append(client.get(1, "/1").answer(1)).append('\n');
                  said.append(client.get(3, "/2").answer(3));
                })
            .lines(
                """
                stick-table type ip size 10 store http_req_cnt,conn_cnt
                tcp-request session track-sc0 src
                http-response set-header n "%[sc0_http_req_cnt] %[sc0_conn_cnt]"
                """)
            .exchanges(2));
  }

  private static void endings(List<Http2Case> all) {
    all.add(
        get("the server closes at once", OK)
            .origin(connection -> connection.readHead())
            .exchanges(0));
    all.add(
        answering(
                "the client cancels before the answer",
                OK,
                (client, said) -> {
                  client.get(1, "/");
                  said.append(client.get(3, "/3").answer(3));
                  client.reset(1, 8).ping();
                  said.append(client.get(5, "/5").answer(5));
                })
            .origin(
                connection -> {
                  while (true) {
                    String head = connection.readHead();
                    if (head.startsWith("GET / ")) {
                      connection.readToEnd();
                      return;
                    }
                    connection.send(OK);
                  }
                })
            .exchanges(3));
  }

  private static void longExchanges(List<Http2Case> all) {
    all.add(
        answering(
                "a tunnel",
                OK,
                (client, said) -> {
                  client.headers(1, false, M, "CONNECT", A, "h:1");
                  client.await(1, "200").data(1, "ping", false).await(1, "pong");
                  said.append(client.data(1, "", true).answer(1));
                })
            .origin(
                connection -> {
                  connection.readHead();
                  connection.send("HTTP/1.1 200 OK\r\n\r\n");
                  connection.readExactly(4);
                  connection.send("pong");
                  connection.readToEnd();
                }));
    Semaphore arrived = new Semaphore(0);
    all.add(
        answering(
                "an answer before the request is complete",
                OK,
                (client, said) -> {
                  client.headers(1, false, post("content-length", "9")).data(1, "half", false);
                  client.await(1, "early");
                  said.append(client.data(1, "-done", true).answer(1));
                  // What the server has seen is compared: the rest may still be on its way.
                  boolean _ = arrived.tryAcquire(5, TimeUnit.SECONDS);
                })
            .origin(
                connection -> {
                  connection.readHead();
                  connection.send("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nearly");
                  connection.readExactly(9);
                  arrived.release();
                }));
  }
}
