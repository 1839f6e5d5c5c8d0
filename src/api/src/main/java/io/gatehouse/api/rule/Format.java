package io.gatehouse.api.rule;

import io.gatehouse.api.ByteSink;
import io.gatehouse.api.Exchange;

/**
 * A compiled log-format string (manual section 8.2.6), for logs, header values, reply bodies and
 * locations alike. Immutable; runs on event loops.
 */
public interface Format {

  /** As written. */
  String text();

  /** Whether it contains neither expression nor alias. */
  boolean constant();

  /** What a format is written for: it decides how bytes are escaped (manual section 8.6). */
  enum Use {
    /** A log line: missing values are {@code -}, white space is merged. */
    LOG,
    /** {@code unique-id-format}: as for HTTP, white space is merged. */
    UNIQUE_ID,
    /** Header values, bodies, variables: only bytes that HTTP forbids are escaped. */
    HTTP
  }

  /** From when on everything is known that the text tells of an exchange. */
  enum Ready {
    /** The request's head is there. */
    REQUEST,
    /** The response's head, or in mode tcp the server's connection, is there. */
    RESPONSE,
    /** Sizes, times and counters are known at the end only. */
    END
  }

  /** When a log line of this format can be written. */
  default Ready ready() {
    return Ready.END;
  }

  /** Writes the text for this exchange to {@code out}. */
  void write(Exchange exchange, Sample scratch, ByteSink out);
}
