package io.gatehouse.config.text;

/** How much a diagnostic weighs, the gravest first. */
public enum Severity {
  /** The configuration cannot be used. */
  ERROR("error", "ALERT"),
  /** It can be used, but probably does not do what was meant. */
  WARNING("warning", "WARNING"),
  /** Worth knowing. */
  NOTICE("notice", "NOTICE"),
  /** Only wanted in diagnostic mode, {@code -dD}. */
  DIAG("diag", "DIAG");

  private final String word;
  private final String label;

  Severity(String word, String label) {
    this.word = word;
    this.label = label;
  }

  /** The word in our own messages. */
  String word() {
    return word;
  }

  /** HAProxy's label for it, as it stands between brackets on its standard error. */
  String label() {
    return label;
  }
}
