package io.gatehouse.gateway.runtime.command;

import java.util.Locale;

/** How serious a message is, with syslog's numbers ({@code set severity-output}). */
enum Severity {
  ERR(3),
  WARNING(4),
  NOTICE(5),
  INFO(6);

  private final int number;

  Severity(int number) {
    this.number = number;
  }

  /** What stands before a message of this severity. */
  String prefix(Output output) {
    return switch (output) {
      case NONE -> "";
      case NUMBER -> "[" + number + "]: ";
      case STRING -> "[" + name().toLowerCase(Locale.ROOT) + "]: ";
    };
  }

  /** Whether and how a connection wants to be told. */
  enum Output {
    NONE,
    NUMBER,
    STRING
  }
}
