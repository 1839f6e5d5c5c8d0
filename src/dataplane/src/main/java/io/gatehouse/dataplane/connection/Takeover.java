package io.gatehouse.dataplane.connection;

import io.netty.buffer.ByteBuf;
import org.jspecify.annotations.Nullable;

/** What serves a connection on which another protocol than HTTP/1 is spoken. */
public interface Takeover {
  /**
   * From now on the connection speaks HTTP/2. On its event loop.
   *
   * @param session what was its side until now, and keeps what belongs to the session
   * @param received what the client sent, its preface included; null when nothing has come. Taken
   *     over
   */
  void http2(ClientLink link, ClientSide session, @Nullable ByteBuf received);
}
