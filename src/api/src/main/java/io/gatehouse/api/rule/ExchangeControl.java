package io.gatehouse.api.rule;

import io.gatehouse.api.ByteSink;
import io.gatehouse.api.Exchange;
import java.net.InetSocketAddress;
import java.time.Duration;

/** An exchange as actions may change it. Threads and lifetime as for {@link Exchange}. */
public interface ExchangeControl extends Exchange {

  /** The rule set that is being evaluated. */
  Phase phase();

  /** Edits the request's head; only valid while {@link #request} is not null. */
  HeadEditor editRequest();

  /** Edits the response's head; only valid while {@link #response} is not null. */
  HeadEditor editResponse();

  /** Ends the exchange with this reply; the action then returns {@link Verdict#REPLY}. */
  void reply(Reply reply);

  /** A scratch sample for evaluating expressions; contents change with the next evaluation. */
  Sample scratch();

  /** A cleared scratch sink for writing formats; contents change with the next use. */
  ByteSink scratchSink();

  /** Replaces the client's address for everything after ({@code set-src}). */
  void source(InetSocketAddress address);

  void destination(InetSocketAddress address);

  /** Level of this exchange's log line, 0 (emerg) to 7 (debug); -1 silences it. */
  void logLevel(int level);

  /** Overrides the client-side or server-side inactivity timeout, or the tunnel's. */
  void timeout(TimeoutKind kind, Duration value);

  /**
   * Adds to the position in queues ({@code set-priority-offset}, milliseconds) or sets the class.
   */
  void priority(int priorityClass, int offsetMillis);

  /** Overrides the number of connection retries. */
  void retries(int count);

  /** What {@link #timeout} changes. */
  enum TimeoutKind {
    CLIENT,
    SERVER,
    TUNNEL,
    CONNECT,
    QUEUE,
    TARPIT
  }
}
