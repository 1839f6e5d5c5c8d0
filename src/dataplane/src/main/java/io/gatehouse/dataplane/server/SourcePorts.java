package io.gatehouse.dataplane.server;

import io.gatehouse.model.Source;

/**
 * The ports that one server is connected to from ({@code source ADDRESS:LOW-HIGH}). One that comes
 * back is taken again after all others, so that the peer has forgotten it by then. Any thread.
 */
public final class SourcePorts {
  private final int[] ring;
  private int next;
  private int free;

  SourcePorts(Source.Ports range) {
    this.ring = new int[range.last() - range.first() + 1];
    for (int i = 0; i < ring.length; i++) {
      ring[i] = range.first() + i;
    }
    this.free = ring.length;
  }

  /** A port that nobody has; 0 when all are in use. */
  public synchronized int take() {
    if (free == 0) {
      return 0;
    }
    int port = ring[next];
    next = (next + 1) % ring.length;
    free--;
    return port;
  }

  /** The connection from there is closed. */
  public synchronized void giveBack(int port) {
    ring[(next + free) % ring.length] = port;
    free++;
  }
}
