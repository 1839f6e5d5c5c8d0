package io.gatehouse.dataplane.exchange;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.gatehouse.dataplane.connection.ClientLink;
import io.gatehouse.dataplane.http.RequestMessage;
import io.gatehouse.model.Frontend;
import io.gatehouse.model.Mode;
import io.gatehouse.model.Network;
import io.netty.buffer.Unpooled;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Connections that are answered at once, without a log line or a server: all of {@code mode
 * health}, and those from {@code monitor-net}. On the event loop.
 */
final class Monitored {
  private static final byte[] HTTP = "HTTP/1.0 200 OK\r\n\r\n".getBytes(US_ASCII);
  private static final byte[] PLAIN = "OK\n".getBytes(US_ASCII);

  private Monitored() {}

  /** Whether the connection is such a one; what it is told was written then. */
  static boolean answers(ClientLink link) {
    Frontend frontend = link.frontend().frontend();
    Frontend.Monitor monitor = frontend.monitor().orElse(null);
    boolean health = frontend.proxy().mode() == Mode.HEALTH;
    if (!health && !from(link, monitor)) {
      return false;
    }
    boolean http =
        health ? monitor != null && monitor.http() : frontend.proxy().mode() == Mode.HTTP;
    if (http || health) {
      var _ = link.channel().writeAndFlush(Unpooled.wrappedBuffer(http ? HTTP : PLAIN));
    }
    return true;
  }

  /** Whether this is the request of {@code monitor-uri}. */
  static boolean asks(Frontend.@Nullable Monitor monitor, RequestMessage head) {
    if (monitor == null || monitor.uri().isEmpty()) {
      return false;
    }
    byte[] uri = monitor.uri().get().getBytes(US_ASCII);
    // A path is looked for in an absolute target too: HTTP/2 and proxies send no other.
    int from = uri[0] == '/' ? head.pathOffset() : head.uriOffset();
    int end = head.uriOffset() + head.uriLength();
    return from >= 0 && Arrays.equals(head.bytes(), from, end, uri, 0, uri.length);
  }

  private static boolean from(ClientLink link, Frontend.@Nullable Monitor monitor) {
    Network net = monitor == null ? null : monitor.net().orElse(null);
    return net != null && net.contains(link.sourceAddress());
  }
}
