package io.gatehouse.dataplane.exchange;

import io.gatehouse.api.ByteSink;
import io.gatehouse.api.Exchange;
import io.gatehouse.api.rule.Format;
import io.gatehouse.api.rule.Sample;
import org.jspecify.annotations.Nullable;

/** The unique id of an exchange, made when it is first asked for. */
final class OwnId {
  private static final int LONGEST = 127;
  private static final OwnId NONE = new OwnId(null);

  private final @Nullable Format format;
  private @Nullable ByteSink text;
  private boolean made;

  private OwnId(@Nullable Format format) {
    this.format = format;
  }

  /** Connections without ids share one that has none: it keeps nothing. */
  static OwnId of(@Nullable Format format) {
    return format == null ? NONE : new OwnId(format);
  }

  /** The next exchange gets its own. */
  void clear() {
    if (format != null) {
      made = false;
    }
  }

  boolean read(Exchange exchange, Sample out) {
    if (format == null) {
      return false;
    }
    ByteSink sink = text;
    if (sink == null) {
      sink = new ByteSink(LONGEST);
      text = sink;
    }
    if (!made) {
      // A format that asks for the id itself finds it empty.
      made = true;
      format.write(exchange, out, sink.clear());
    }
    out.setString(sink.array(), 0, sink.length());
    return true;
  }
}
