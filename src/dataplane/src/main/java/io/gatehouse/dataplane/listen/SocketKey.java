package io.gatehouse.dataplane.listen;

import io.gatehouse.model.Bind;
import io.gatehouse.model.BindFlags;
import io.gatehouse.model.BindSocket;
import io.gatehouse.model.Endpoint;
import io.gatehouse.model.KeepAlive;
import io.gatehouse.model.Mode;
import io.gatehouse.model.Proxy;
import io.gatehouse.model.UnixOwner;

/**
 * All of a {@code bind} line that its sockets know of: two lines with equal keys can share them.
 * Its name, its number, its limit and its frontend are not among it.
 */
record SocketKey(
    Endpoint endpoint,
    BindFlags flags,
    BindSocket socket,
    UnixOwner owner,
    int backlog,
    long threads,
    KeepAlive keepAlive,
    Mode mode) {

  static SocketKey of(Bind bind, Proxy proxy) {
    BindFlags said = bind.flags();
    BindFlags flags =
        new BindFlags(
            said.v4v6(),
            said.v6only(),
            said.transparent(),
            false,
            said.deferAccept(),
            said.tcpFastOpen());
    return new SocketKey(
        bind.endpoint(),
        flags,
        bind.socket(),
        bind.owner(),
        bind.backlog(),
        bind.threads(),
        proxy.tcp().clientKeepAlive(),
        proxy.mode());
  }
}
