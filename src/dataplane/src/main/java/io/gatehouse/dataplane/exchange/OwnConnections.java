package io.gatehouse.dataplane.exchange;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.gatehouse.dataplane.http.ResponseMessage;
import io.gatehouse.dataplane.server.RunningBackend;
import io.gatehouse.dataplane.server.RunningServer;
import io.gatehouse.dataplane.upstream.Departure;
import io.gatehouse.dataplane.upstream.ServerConnection;
import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/**
 * Server connections that serve one client alone, between its exchanges: with {@code http-reuse
 * never}, and once a server asked for an authentication that holds for a connection.
 */
final class OwnConnections {
  /** As many as HAProxy keeps for a session ({@code max-session-srv-conns}). */
  private static final int MOST = 5;

  private static final byte[] WWW = "www-authenticate".getBytes(US_ASCII);
  private static final byte[] PROXY = "proxy-authenticate".getBytes(US_ASCII);
  private static final byte[] NTLM = "ntlm".getBytes(US_ASCII);
  private static final byte[] NEGOTIATE = "negotiate".getBytes(US_ASCII);

  private @Nullable ArrayDeque<ServerConnection> idle;
  private boolean bound;

  /** Whether the client must stay on its connection. */
  boolean bound() {
    return bound;
  }

  /** Looks for NTLM or Negotiate in a response that asks for authentication. */
  void bindIfAsked(ResponseMessage head) {
    byte[] name = head.status() == 401 ? WWW : PROXY;
    for (int field = head.find(name, 0); field >= 0; field = head.find(name, field + 1)) {
      bound |= starts(head, field, NTLM) || starts(head, field, NEGOTIATE);
    }
  }

  private static boolean starts(ResponseMessage head, int field, byte[] word) {
    int from = head.valueOffset(field);
    if (head.valueLength(field) < word.length) {
      return false;
    }
    for (int i = 0; i < word.length; i++) {
      if ((head.bytes()[from + i] | 0x20) != word[i]) {
        return false;
      }
    }
    return true;
  }

  void add(ServerConnection connection) {
    ArrayDeque<ServerConnection> all = idle;
    if (all == null) {
      all = new ArrayDeque<>(MOST);
      idle = all;
    }
    if (all.size() == MOST) {
      all.removeFirst().close();
    }
    all.addLast(connection);
  }

  /**
   * The one to this server that is still there and tells it what this exchange would; it stays here
   * until it is removed.
   */
  @Nullable ServerConnection of(RunningServer server, Departure departure) {
    ArrayDeque<ServerConnection> all = idle;
    if (all != null) {
      for (ServerConnection connection : all) {
        if (connection.server().equals(server)
            && connection.usable()
            && connection.suits(departure)) {
          return connection;
        }
      }
    }
    return null;
  }

  /** The server of this backend that a connection used last is with; null for none. */
  @Nullable RunningServer serverOf(RunningBackend backend) {
    ArrayDeque<ServerConnection> all = idle;
    if (all == null) {
      return null;
    }
    RunningServer last = null;
    for (ServerConnection connection : all) {
      if (connection.server().backend().equals(backend) && connection.usable()) {
        last = connection.server();
      }
    }
    return last;
  }

  void remove(ServerConnection connection) {
    ArrayDeque<ServerConnection> all = idle;
    if (all != null) {
      all.remove(connection);
    }
  }

  void close() {
    ArrayDeque<ServerConnection> all = idle;
    idle = null;
    if (all != null) {
      all.forEach(ServerConnection::close);
    }
  }
}
