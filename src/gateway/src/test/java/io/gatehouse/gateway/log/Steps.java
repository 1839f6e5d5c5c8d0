package io.gatehouse.gateway.log;

import io.gatehouse.testkit.RawClient;
import io.gatehouse.testkit.RawConnection;
import io.gatehouse.testkit.RawOrigin;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** What clients and origins of the scenarios do. */
final class Steps {
  static final String GET = "GET /path?a=b HTTP/1.1\r\nHost: h\r\n\r\n";
  static final String LAST_GET = "GET /last HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n";
  static final String POST = "POST /form HTTP/1.1\r\nHost: h\r\nContent-Length: 10\r\n\r\n";
  static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello";

  private Steps() {}

  /** A message written down as a text block. */
  static String crlf(String text) {
    return text.replace("\n", "\r\n");
  }

  /** Answers every request with the same bytes. */
  static RawOrigin.Script answers(String response) {
    return connection -> {
      while (true) {
        connection.readBody(connection.readHead());
        connection.send(response);
      }
    };
  }

  /** Sends all of it after the first head and closes. */
  static RawOrigin.Script answersOnce(String response) {
    return connection -> {
      connection.readHead();
      connection.send(response);
    };
  }

  /** Accepts and never says a word. */
  static void mute(RawConnection connection) {
    connection.readToEnd();
  }

  /** Sends and reads until the connection ends. */
  static Scenario.Clients sends(String text) {
    return port -> {
      try (RawClient client = RawClient.connect(port)) {
        client.send(text);
        client.readToEnd();
      }
    };
  }

  /** Sends to one who may have closed already. */
  static void triesToSend(int port) {
    try (RawClient client = RawClient.connect(port)) {
      client.send("ping");
      client.readToEnd();
    } catch (IOException closedBefore) {
      return;
    }
  }

  /** Sends and closes without reading, a little later. */
  static Scenario.Clients sendsAndLeaves(String text) {
    return port -> {
      try (RawClient client = RawClient.connect(port)) {
        client.send(text);
        pause();
      }
    };
  }

  /** Sends and resets the connection, a little later. */
  static Scenario.Clients sendsAndResets(String text) {
    return port -> {
      try (RawClient client = RawClient.connect(port)) {
        client.send(text);
        pause();
        client.socket().setSoLinger(true, 0);
      }
    };
  }

  /** Long enough for what was sent to have been seen, and shorter than every timeout. */
  static void pause() {
    LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(150));
  }

  static void reset(RawConnection connection) throws IOException {
    connection.socket().setSoLinger(true, 0);
    connection.close();
  }
}
