package io.gatehouse.dataplane.upstream;

import io.gatehouse.dataplane.loop.LoopClock;
import io.gatehouse.dataplane.queue.Ticket;

/** When an exchange passed the steps to its server, on the monotonic clock; 0 is not yet. */
public final class DispatchTimes {
  private final LoopClock clock;
  private long started;
  private long firstConnect;
  private long connected;
  private int serverQueue;
  private int backendQueue;

  DispatchTimes(LoopClock clock) {
    this.clock = clock;
  }

  void start() {
    started = clock.now();
    firstConnect = 0;
    connected = 0;
    serverQueue = 0;
    backendQueue = 0;
  }

  /** Nothing has happened yet. */
  public void clear() {
    start();
    started = 0;
  }

  /** The wait was long enough, or the client's patience ended. */
  void gaveUpQueue(Ticket ticket) {
    firstConnect = clock.now();
    waited(ticket, ticket.place());
  }

  /** It has a slot. */
  void leftQueue(Ticket ticket) {
    firstConnect = 0;
    waited(ticket, ticket.placeWhenGranted());
  }

  /** The server it waited for is gone: it chooses again, and may wait again. */
  void expelled(Ticket ticket) {
    waited(ticket, ticket.place());
  }

  private void waited(Ticket ticket, int place) {
    if (ticket.only() == null) {
      backendQueue += place;
    } else {
      serverQueue += place;
    }
  }

  void connecting() {
    if (firstConnect == 0) {
      firstConnect = clock.now();
    }
  }

  void connected() {
    connected = clock.now();
  }

  /** {@code %Tw}; -1 when no server was reached for. */
  public int queueMillis() {
    return millis(started, firstConnect);
  }

  /** {@code %Tc}; -1 when no connection was made. */
  public int connectMillis() {
    return millis(firstConnect, connected);
  }

  /** When the connection was there; 0 when it never was. */
  public long connectedAt() {
    return connected;
  }

  public long startedAt() {
    return started;
  }

  public long connectNanos() {
    return connected == 0 ? -1 : connected - firstConnect;
  }

  public int serverQueue() {
    return serverQueue;
  }

  public int backendQueue() {
    return backendQueue;
  }

  private static int millis(long from, long to) {
    return from == 0 || to == 0 ? -1 : (int) ((to - from) / 1_000_000);
  }
}
