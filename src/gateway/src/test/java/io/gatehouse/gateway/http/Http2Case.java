package io.gatehouse.gateway.http;

import io.gatehouse.testkit.RawOrigin;
import java.io.IOException;

/**
 * A conversation over HTTP/2 that both proxies carry.
 *
 * @param lines of its {@code listen} section
 * @param exchanges that are logged; 0 where the log is no part of the comparison
 */
record Http2Case(String name, String lines, RawOrigin.Script origin, int exchanges, Talk client) {
  static final String OK = "HTTP/1.1 200 OK\r\nX-A: b\r\nContent-Length: 2\r\n\r\nok";

  /** What the client does, and writes down. */
  interface Talk {
    void talk(Http2Peer client, StringBuilder said) throws IOException, InterruptedException;
  }

  /** The server answers each request with the same bytes. */
  static Http2Case answering(String name, String answer, Talk client) {
    return new Http2Case(
        name,
        "",
        connection -> {
          while (true) {
            connection.readBody(connection.readHead());
            connection.send(answer);
          }
        },
        1,
        client);
  }

  /** One stream whose head is made of these fields and whose request ends with it. */
  static Http2Case head(String name, int exchanges, String... fields) {
    return answering(
            name, OK, (client, said) -> said.append(client.headers(1, true, fields).answer(1)))
        .exchanges(exchanges);
  }

  Http2Case lines(String other) {
    return new Http2Case(name, other, origin, exchanges, client);
  }

  Http2Case exchanges(int count) {
    return new Http2Case(name, lines, origin, count, client);
  }

  Http2Case origin(RawOrigin.Script other) {
    return new Http2Case(name, lines, other, exchanges, client);
  }
}
