package io.gatehouse.api.persist;

import io.gatehouse.api.rule.ExchangeControl;
import org.jspecify.annotations.Nullable;

/**
 * One exchange's dealings with a persistence: first {@link #request}, then {@link #response} unless
 * the gateway answers itself. Confined to one event loop; reused by the next exchange of the
 * connection, which begins with {@code request}. Must not block; should not allocate.
 */
public interface Visit {

  /** No letter in the log. */
  char SILENT = '-';

  /**
   * Looks at what the client sent, after all rules, and may edit the head.
   *
   * @return the server that knows the session; null when there is none, when {@link
   *     Standing#usable} refuses it, and when the standing is {@code settled} or {@code ignored}
   */
  @Nullable StickyServer request(ExchangeControl exchange, Standing standing);

  /** The server that was named by {@link #request} could not be had: it will be another one. */
  default void redispatched() {}

  /**
   * Looks at the server's answer, after the {@code http-response} rules, and may edit the head. In
   * mode tcp it is not called.
   *
   * @return false when the head had no room for what keeps the session: the client gets status 500
   *     instead of an answer that would lose it
   */
  default boolean response(ExchangeControl exchange, StickyServer server, Standing standing) {
    return true;
  }

  /** What the client had, as the third letter of {@code %tsc}. */
  default char requestLetter() {
    return SILENT;
  }

  /** What was done to the answer, as the last letter of {@code %tsc}. */
  default char responseLetter() {
    return SILENT;
  }
}
