package io.gatehouse.dataplane.listen;

import io.gatehouse.dataplane.connection.ClientLink;
import io.gatehouse.dataplane.connection.ClientSide;
import io.gatehouse.dataplane.exchange.HttpExchange;
import io.gatehouse.dataplane.tcp.TcpExchange;
import io.gatehouse.model.Mode;

/** Who serves a connection: its frontend's mode decides. */
final class Sides {
  private Sides() {}

  static ClientSide of(ClientLink link) {
    Mode mode = link.frontend().frontend().proxy().mode();
    return mode == Mode.HTTP ? new HttpExchange(link) : new TcpExchange(link);
  }
}
