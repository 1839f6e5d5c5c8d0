package io.gatehouse.dataplane.connection;

import io.netty.buffer.ByteBuf;

/** What a client's channel tells its exchange. On the event loop. */
public interface ClientSide {

  /** What becomes of a connection that was just accepted. */
  enum Welcome {
    SERVE,
    /** A PROXY protocol header must come first. */
    EXPECT_PROXY,
    CLOSE,
    /** Closed by a reset: nothing of it stays in the system. */
    RESET,
    /** Forgotten without telling the client. */
    DROP
  }

  /** Decides before anything was read; unless it is to be served nothing else is called. */
  Welcome accepted();

  /** The connection is to be served. */
  void opened();

  /** Takes the buffer over. */
  void clientSent(ByteBuf data);

  /** What was there has been handed over: time to flush. */
  void clientPaused();

  /** The client sends no more; it may still read. Told once. */
  void clientEnded();

  void clientWritable();

  /** The configuration has changed. What only waits for a request goes over to the new one. */
  default void renew() {}

  /** The connection is gone. Told once, last. */
  void clientGone();

  /** The connection is gone, whether it was served or not. Told behind everything else. */
  default void left() {}
}
