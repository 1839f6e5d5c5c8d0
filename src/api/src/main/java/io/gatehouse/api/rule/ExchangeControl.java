package io.gatehouse.api.rule;

import io.gatehouse.api.ByteSink;
import io.gatehouse.api.Exchange;
import io.gatehouse.api.table.Table;
import java.net.InetSocketAddress;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

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

  /** Like {@link #reply}, for a refusal: it is logged and counted as one. */
  default void deny(Reply reply) {
    reply(reply);
  }

  /** Like {@link #reply}, for one that asks who the client is; it counts as the client's error. */
  default void challenge(Reply reply) {
    reply(reply);
  }

  /** Like {@link #reply}, after {@code timeout tarpit}. */
  void tarpit(Reply reply);

  /**
   * Counts a rewrite for which the head had no room. In strict mode (the default) the exchange ends
   * with status 500, otherwise the next rule is evaluated.
   *
   * @return what the action returns
   */
  Verdict rewriteFailed();

  /** Turns strict mode on or off for the rules that follow in this rule set. */
  void strict(boolean on);

  /** Adds a field to the interim response 103 that is sent before the next other action. */
  void earlyHint(byte[] name, byte[] value, int offset, int length);

  /**
   * Called by an action before it returns {@link Verdict#WAIT}: the exchange ends with a timeout
   * (408 or 504) when this much time has passed since its first call in this rule set.
   */
  void waitAtMost(Duration time);

  /** The name that the exchange waits for; null when it waits for none. */
  default @Nullable NameLookup lookup() {
    return null;
  }

  /**
   * Begins to look for a name's address. The action returns {@link Verdict#WAIT} and is called
   * again when it is known; it ends with {@link #endLookup}.
   */
  default NameLookup lookUp(NameQuestion question) {
    throw new IllegalStateException("nobody resolves " + question.name() + " here");
  }

  /** The name is not waited for any longer. */
  default void endLookup() {}

  /** Whether an action that asks to wait for something else than data is called again. */
  default boolean mayWait() {
    return false;
  }

  /** Whether the message's buffer can take no more, so that waiting is useless. */
  boolean bufferFull();

  /** Sets the type of service of packets to the client, or to the server. */
  void typeOfService(boolean toClient, int value);

  /** Sets the kernel's mark of packets to the client, or to the server. */
  default void mark(boolean toClient, int value) {}

  /** Told when a rule has ended its rule set: where it was written. */
  default void lastRule(String file, int line) {}

  /**
   * Lets a counter track the row of this key, which is made if there is none, until the exchange
   * or, before there is one, the session ends. A counter that tracks already goes on as it is.
   *
   * @param key as for {@link io.gatehouse.api.table.Table#obtain}
   */
  default void track(int counter, Table table, Sample key) {}

  /** A scratch sample for evaluating expressions; contents change with the next evaluation. */
  Sample scratch();

  /** A cleared scratch sink for writing formats; contents change with the next use. */
  ByteSink scratchSink();

  /**
   * Replaces the client's address for everything after ({@code set-src}): of the connection, of the
   * session or of this exchange only, as the rule set says.
   */
  void source(InetSocketAddress address);

  void destination(InetSocketAddress address);

  /** The connection must begin with a PROXY protocol header ({@code expect-proxy layer4}). */
  default void expectProxy() {
    throw new IllegalStateException("no connection is being accepted");
  }

  /**
   * Closes the connection to the server once the client has what came so far ({@code tcp-response
   * content close}); false where that cannot be.
   */
  default boolean closeServer() {
    return false;
  }

  /** Level of this exchange's log line, 0 (emerg) to 7 (debug); -1 silences it. */
  void logLevel(int level);

  /** Overrides the client-side or server-side inactivity timeout, or the tunnel's. */
  void timeout(TimeoutKind kind, Duration value);

  /** The class in queues ({@code set-priority-class}): lower ones are served first. */
  void priorityClass(int value);

  /** Moves the place in queues by milliseconds ({@code set-priority-offset}). */
  void priorityOffset(int millis);

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
