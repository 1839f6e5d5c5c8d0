package io.gatehouse.model;

/** A pattern of an ACL or a map's key, already parsed for its match method. */
public sealed interface Pattern {

  /** As written. */
  String text();

  /** For {@code found} and {@code bool}. */
  record None(String text) implements Pattern {}

  /** For the methods that compare bytes. */
  record Text(String text) implements Pattern {}

  /** Both ends allowed; {@link Long#MIN_VALUE} and {@link Long#MAX_VALUE} where a side is open. */
  record Range(String text, long from, long to) implements Pattern {}

  record Net(String text, Network network) implements Pattern {}

  record Regex(String text, java.util.regex.Pattern pattern) implements Pattern {

    /** Compiled patterns have no {@code equals}: text and flags decide. */
    @Override
    public boolean equals(Object other) {
      return other instanceof Regex that
          && text.equals(that.text)
          && pattern.flags() == that.pattern.flags();
    }

    @Override
    public int hashCode() {
      return text.hashCode();
    }
  }
}
