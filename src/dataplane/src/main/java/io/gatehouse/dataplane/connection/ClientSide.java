package io.gatehouse.dataplane.connection;

import io.netty.buffer.ByteBuf;

/** What a client's channel tells its exchange. On the event loop. */
public interface ClientSide {
  /** The connection was accepted. */
  void opened();

  /** Takes the buffer over. */
  void clientSent(ByteBuf data);

  /** What was there has been handed over: time to flush. */
  void clientPaused();

  /** The client sends no more; it may still read. Told once. */
  void clientEnded();

  void clientWritable();

  /** The connection is gone. Told once, last. */
  void clientGone();
}
