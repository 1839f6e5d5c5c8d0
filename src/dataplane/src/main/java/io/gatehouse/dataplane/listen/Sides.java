package io.gatehouse.dataplane.listen;

import io.gatehouse.dataplane.connection.ClientLink;
import io.gatehouse.dataplane.connection.ClientSide;
import io.gatehouse.dataplane.connection.Takeover;
import io.gatehouse.dataplane.exchange.HttpExchange;
import io.gatehouse.dataplane.http2.Http2Connection;
import io.gatehouse.dataplane.tcp.TcpExchange;
import io.gatehouse.model.Mode;
import io.netty.buffer.ByteBuf;
import org.jspecify.annotations.Nullable;

/** Who serves a connection: its frontend's mode decides, and what the client speaks. */
final class Sides implements Takeover {
  static final Sides STANDARD = new Sides();

  private Sides() {}

  static ClientSide of(ClientLink link) {
    Mode mode = link.frontend().frontend().proxy().mode();
    return mode == Mode.HTTP ? new HttpExchange(link) : new TcpExchange(link);
  }

  /** Classes of HTTP/2 are loaded here, with the first connection that needs them. */
  @Override
  public void http2(ClientLink link, ClientSide session, @Nullable ByteBuf received) {
    if (session instanceof HttpExchange exchange) {
      Http2Connection.start(link, exchange, received);
    } else {
      throw new IllegalStateException("only exchanges of mode http become sessions of HTTP/2");
    }
  }
}
