package io.gatehouse.api;

import io.gatehouse.api.rule.ExchangeControl.TimeoutKind;
import io.gatehouse.api.rule.NameQuestion;
import io.gatehouse.api.table.Table;
import io.gatehouse.api.table.TableReference;
import java.net.InetAddress;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The running gateway as rules may ask about it: proxies and servers by name with their counters.
 * Thread: any; values are momentary.
 */
public interface Surroundings {

  /** Null when no such frontend runs. */
  @Nullable ProxyView frontend(String name);

  /** Null when no such backend runs. */
  @Nullable ProxyView backend(String name);

  /** ACL patterns and maps. */
  Lists lists();

  /** The stick table of this name; null when there is none. */
  default @Nullable Table table(TableReference table) {
    return null;
  }

  /** Looks for the address of a name; the answer comes later, on any thread. */
  default void resolve(NameQuestion question, Consumer<Optional<InetAddress>> answer) {
    answer.accept(Optional.empty());
  }

  /** Process-wide: concurrent connections ({@code %ac}). */
  int activeConnections();

  String nodeName();

  /** Seconds since the gateway was started. */
  default long uptime() {
    return 0;
  }

  /** Whether it is ending: it listens no longer, and what is going on goes on. */
  default boolean stopping() {
    return false;
  }

  int processId();

  /** Wall clock in milliseconds since the epoch; injected, so tests may set it. */
  long wallClock();

  /** Monotonic clock in nanoseconds; injected. */
  long nanoTime();

  /** A random number; the source is injected, so tests may fix it. */
  long random();

  /** A proxy's momentary counters. */
  interface ProxyView {
    String name();

    int id();

    /** Concurrent sessions. */
    int sessions();

    /** Sessions in the last second. */
    int sessionRate();

    /** Requests in the last second. */
    int requestRate();

    /** Its {@code maxconn}; 0 is no limit. */
    int limit();

    /**
     * Connections that the servers which can be chosen may still take; -1 when one has no limit.
     */
    int freeConnections();

    /** Like {@link #freeConnections} with the places in the servers' queues; -1 without limit. */
    int freeSlots();

    /** The {@code default_backend}; empty when there is none. */
    String defaultBackend();

    /** Connection attempts that may be repeated ({@code retries}). */
    default int retries() {
      return 0;
    }

    /** A timeout in milliseconds; 0 when it is not set. */
    int timeout(TimeoutKind kind);

    /** Requests waiting in its queue. */
    int queued();

    /** Servers that can be chosen. */
    int usableServers();

    /** Sum of effective weights of the servers that can be chosen. */
    int usableWeight();

    /** Null when it has no such server. */
    @Nullable ServerView server(String name);
  }

  /** A server's momentary state. */
  interface ServerView {
    String name();

    int id();

    boolean up();

    int sessions();

    int queued();

    /** The effective weight. */
    int weight();

    /** The weight as configured. */
    int initialWeight();

    /** The weight as last set, before slow start. */
    int userWeight();

    /** Its momentary limit of connections; 0 is none. */
    int limit();

    int sessionRate();
  }
}
