package io.gatehouse.config.text;

import io.gatehouse.api.ArgumentException;

/** An {@link ArgumentException} that knows which words to mark. */
final class MarkedArgumentException extends ArgumentException {

  private static final long serialVersionUID = 1L;

  private final transient Diagnostic diagnostic;

  MarkedArgumentException(Diagnostic diagnostic) {
    super(diagnostic.message());
    this.diagnostic = diagnostic;
  }

  Diagnostic diagnostic() {
    return diagnostic;
  }
}
