package io.gatehouse.dataplane.upstream;

import io.gatehouse.dataplane.server.RunningServer;
import org.jspecify.annotations.Nullable;

/** What an exchange asks of its way to a server. Momentary: rules may change it. */
public interface DispatchPlan {
  /** Which idle connections may be used. */
  enum Reuse {
    /** None, and nobody else may use the new one. */
    NONE,
    /** None, but the new one may be used again. */
    FRESH,
    /** Those that served more than one exchange: the server is known to keep them. */
    PROVEN,
    ANY
  }

  Reuse reuse();

  /** The session whose streams alone share a connection of HTTP/2 while it carries any; or null. */
  default @Nullable Object reservedFor() {
    return null;
  }

  /** 0 is without limit. */
  long connectNanos();

  /** 0 is without limit. */
  long queueNanos();

  int retries();

  /**
   * A connection that belongs to this client alone and is to be used again; null for none.
   *
   * @param departure what it must suit
   */
  default @Nullable ServerConnection own(RunningServer server, Departure departure) {
    return null;
  }

  /** Whether there is something to send with the first packet ({@code tfo}). */
  default boolean hasData() {
    return true;
  }

  /** What rules tell the kernel of the connection to the server. */
  default Marks marks() {
    return Marks.NONE;
  }

  /** The server of one of its own connections, where the client is to stay with it. */
  default @Nullable RunningServer preferred() {
    return null;
  }

  /** The server that its session, or a rule, names; null when the algorithm decides. */
  @Nullable RunningServer stuckTo();

  /** Whether it stays with that server whatever becomes of it ({@code force-persist}). */
  boolean forced();

  /** It will not go to that server after all, unless it is forced to. */
  void unstick();

  int priorityClass();

  /** Milliseconds: those with an earlier date are served first. */
  long queueDate();

  /** The port the client came to, for servers without a port of their own. */
  int clientPort();
}
