package io.gatehouse.model;

import java.util.Map;

/**
 * {@code errorfile}, {@code errorloc*} and {@code http-error} by status; statuses that are missing
 * use the built-in page.
 */
public record ErrorPages(Map<Integer, io.gatehouse.api.rule.Reply> replies) {

  public static final ErrorPages BUILT_IN = new ErrorPages(Map.of());

  public ErrorPages {
    replies = Map.copyOf(replies);
  }
}
