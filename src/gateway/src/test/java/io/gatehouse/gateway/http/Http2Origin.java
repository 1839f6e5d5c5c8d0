package io.gatehouse.gateway.http;

import io.netty.handler.codec.http2.Http2Settings;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A server that speaks HTTP/2 without TLS; a script serves each of its connections. */
public final class Http2Origin implements AutoCloseable {
  private final ServerSocket listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
  private final List<Socket> connections = new CopyOnWriteArrayList<>();
  private final List<String> requests = new CopyOnWriteArrayList<>();
  private final Http2Settings settings;
  private final Script script;

  /** Serves one connection until it ends; an exception closes it. */
  interface Script {
    void serve(Http2Peer client, Http2Origin here) throws IOException;
  }

  private Http2Origin(Http2Settings settings, Script script) throws IOException {
    this.settings = settings;
    this.script = script;
  }

  static Http2Origin start(Http2Settings settings, Script script) throws IOException {
    Http2Origin origin = new Http2Origin(settings, script);
    Thread.ofVirtual().start(origin::accept);
    return origin;
  }

  static Http2Origin start(Script script) throws IOException {
    return start(new Http2Settings(), script);
  }

  /** Calls the script once for each request, whose text it writes down. */
  public static Http2Origin answering(Answer answer) throws IOException {
    return start(each(answer));
  }

  static Script each(Answer answer) {
    return (client, here) -> {
      for (int id = client.next(); id != 0; id = client.next()) {
        here.requests.add(client.text(id));
        answer.give(client, id);
      }
    };
  }

  /** What becomes of one request. */
  public interface Answer {
    void give(Http2Peer client, int id) throws IOException;
  }

  /** 200 with two bytes. */
  public static void ok(Http2Peer client, int id) throws IOException {
    client.headers(id, false, ":status", "200", "x-a", "b", "content-length", "2");
    client.data(id, "ok", true);
  }

  private void accept() {
    while (!listener.isClosed()) {
      try {
        Socket socket = listener.accept();
        connections.add(socket);
        Thread.ofVirtual().start(() -> serve(socket));
      } catch (IOException closed) {
        return;
      }
    }
  }

  private void serve(Socket socket) {
    try (Http2Peer client = Http2Peer.accept(socket, settings)) {
      script.serve(client, this);
    } catch (IOException ended) {
      // The proxy closes its connections when it ends.
    }
  }

  public int port() {
    return listener.getLocalPort();
  }

  /** How many there have been. */
  int connections() {
    return connections.size();
  }

  /** Those that were not closed by this side. */
  long open() {
    return connections.stream().filter(socket -> !socket.isClosed()).count();
  }

  /** The requests in the order of their ends. */
  public List<String> requests() {
    return requests;
  }

  @Override
  public void close() throws IOException {
    listener.close();
    for (Socket socket : connections) {
      socket.close();
    }
  }
}
