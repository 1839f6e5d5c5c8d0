package io.gatehouse.api.persist;

import java.net.SocketAddress;
import org.jspecify.annotations.Nullable;

/**
 * A server as a persistence sees it, for the time of the call: a reload may make it anew. What is
 * remembered longer is its name (see {@link Standing#server}).
 */
public interface StickyServer {

  String name();

  /** The server's id: the {@code id} keyword or its position from 1. */
  int id();

  SocketAddress address();

  /** The bytes of its {@code cookie} value; shared, never written to. */
  byte @Nullable [] cookie();

  /** Whether it serves at all. One that drains does. */
  boolean up();
}
