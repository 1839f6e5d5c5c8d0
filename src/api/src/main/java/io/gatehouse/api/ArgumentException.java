package io.gatehouse.api;

/**
 * A word of the configuration that cannot be accepted. Made by {@link Arguments}, which knows the
 * place; the loader turns it into a diagnostic and goes on with the next line.
 */
public class ArgumentException extends Exception {
  private static final long serialVersionUID = 1L;

  public ArgumentException(String message) {
    super(message);
  }
}
