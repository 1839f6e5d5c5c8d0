package io.gatehouse.api.rule;

import java.util.List;

/**
 * An answer the gateway gives itself (deny, return, redirect, error pages).
 *
 * @param status HTTP status
 * @param fields extra header fields, formats evaluated per exchange; a {@code content-length} among
 *     them keeps its place, otherwise the gateway writes its own before them
 * @param body what follows the head
 */
public record Reply(int status, List<Field> fields, Body body) {

  public Reply {
    fields = List.copyOf(fields);
  }

  /** A header field of the reply. */
  public record Field(String name, Format value) {}

  /** What follows the head. */
  public sealed interface Body {

    /** The proxy's error page for this status, or the built-in one. */
    record ErrorPage() implements Body {}

    /** Nothing: {@code Content-length: 0}. */
    record Empty() implements Body {}

    /** These bytes, as they are. */
    record Fixed(String contentType, String text) implements Body {}

    /** A format evaluated per exchange. */
    record Formatted(String contentType, Format text) implements Body {}

    /** A whole message, head and body, as an error file holds it. */
    record RawMessage(String text) implements Body {}
  }
}
