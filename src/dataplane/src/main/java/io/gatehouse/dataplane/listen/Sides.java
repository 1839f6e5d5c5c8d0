package io.gatehouse.dataplane.listen;

import io.gatehouse.dataplane.connection.ClientLink;
import io.gatehouse.dataplane.connection.ClientSide;
import io.gatehouse.dataplane.tcp.TcpExchange;

/** Who serves a connection: its frontend's mode decides. */
final class Sides {
  private Sides() {}

  static ClientSide of(ClientLink link) {
    return new TcpExchange(link);
  }
}
