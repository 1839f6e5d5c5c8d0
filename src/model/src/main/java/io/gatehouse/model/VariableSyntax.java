package io.gatehouse.model;

import io.gatehouse.api.ArgumentException;

/** Reads what a variable is to be set to while the gateway runs. */
@FunctionalInterface
public interface VariableSyntax {

  /**
   * The variable with its value. Any thread.
   *
   * @param format whether the text is a log-format string, else an expression
   */
  ProcessVariable read(String name, boolean format, String text) throws ArgumentException;
}
