package io.gatehouse.config.haproxy;

import io.gatehouse.config.text.Span;

/** One {@code server} line; the defaults that stood before it are among its values. */
public record ServerDraft(String name, Address address, Values values, Span at, Span addressAt) {

  ServerDraft named(String other) {
    return new ServerDraft(other, address, values, at, addressAt);
  }
}
