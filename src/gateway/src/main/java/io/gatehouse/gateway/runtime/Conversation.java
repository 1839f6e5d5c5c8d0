package io.gatehouse.gateway.runtime;

import io.gatehouse.gateway.runtime.command.Connection;
import io.gatehouse.gateway.runtime.command.Registry;
import io.gatehouse.gateway.runtime.command.Request;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** One connection from its first line to its end. Its own virtual thread. */
final class Conversation implements Runnable {
  private static final Duration FAREWELL = Duration.ofSeconds(1);
  private static final String PAYLOAD = "<<";
  private static final int LONGEST_PATTERN = 7;

  private final Conduit conduit;
  private final LineReader lines;
  private final Connection connection;
  private final Registry registry;

  Conversation(Conduit conduit, Connection connection, Registry registry) {
    this.conduit = conduit;
    this.lines = new LineReader(conduit);
    this.connection = connection;
    this.registry = registry;
  }

  @Override
  public void run() {
    try {
      converse();
      conduit.finish(FAREWELL);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void converse() throws InterruptedException {
    do {
      String line = lines.command(connection.timeout());
      Request request = line == null ? null : request(line);
      if (request == null || !answer(request)) {
        return;
      }
    } while (connection.mode() != Connection.Mode.SINGLE || lines.ready());
  }

  private boolean answer(Request request) throws InterruptedException {
    String text = registry.run(request, connection, this::sendPiece).text();
    if (connection.ended()) {
      return false;
    }
    return send(text + (connection.mode() == Connection.Mode.PROMPT ? "\n> " : "\n"));
  }

  /** Of a long answer; the peer may read as slowly as every piece is taken in time. */
  private boolean sendPiece(String text) {
    try {
      return send(text);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private boolean send(String text) throws InterruptedException {
    return conduit.send(text.getBytes(StandardCharsets.ISO_8859_1), connection.timeout());
  }

  /** The request of a line, with the payload that may follow it; null when the peer left first. */
  private @Nullable Request request(String line) throws InterruptedException {
    String said = withoutWorker(line);
    int mark = said.lastIndexOf(PAYLOAD);
    String end = mark < 0 ? "" : said.substring(mark + PAYLOAD.length());
    boolean payload =
        mark > 0
            && (said.charAt(mark - 1) == ' ' || said.charAt(mark - 1) == '\t')
            && end.length() <= LONGEST_PATTERN
            && end.indexOf(' ') < 0;
    if (!payload) {
      return Request.parse(said, "");
    }
    String lines = payload(end);
    return lines == null ? null : Request.parse(said.substring(0, mark), lines);
  }

  private @Nullable String payload(String end) throws InterruptedException {
    StringBuilder payload = new StringBuilder();
    while (payload.length() < LineReader.LIMIT) {
      if (connection.mode() == Connection.Mode.PROMPT && !send("+ ")) {
        return null;
      }
      String line = lines.line(connection.timeout());
      if (line == null) {
        return null;
      }
      if (line.equals(end)) {
        return payload.toString();
      }
      payload.append(line).append('\n');
    }
    return null;
  }

  /** A master process would look up the worker; there is one process only, so all are meant. */
  private static String withoutWorker(String line) {
    String said = line.stripLeading();
    if (!said.startsWith("@")) {
      return line;
    }
    int blank = said.indexOf(' ');
    return blank < 0 ? "" : said.substring(blank + 1);
  }
}
