package io.gatehouse.api.rule;

import io.gatehouse.api.ArgumentException;

/**
 * A log-format string while it is compiled: it knows where the text stands in the file and how
 * sample expressions are read.
 */
public interface FormatSource {

  String text();

  /**
   * Reads the sample expression that begins at index {@code from} of the text and goes as far as it
   * can; {@link #end} then tells where it stopped.
   */
  Expression expression(int from) throws ArgumentException;

  /** The index behind the expression read last. */
  int end();

  /** An error that marks the text from {@code from} on. */
  ArgumentException error(int from, int length, String message);

  void warn(int from, int length, String message);
}
