package io.gatehouse.rules.action;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A header field's name, written as in the configuration and in lower case for searching. */
final class FieldName {
  private final String text;
  private final byte[] written;
  private final byte[] lower;

  private FieldName(String text) {
    this.text = text;
    // HAProxy sends names in lower case, whatever the configuration writes.
    this.lower = text.toLowerCase(Locale.ROOT).getBytes(ISO_8859_1);
    this.written = lower;
  }

  static FieldName of(String text) {
    return new FieldName(text);
  }

  byte[] written() {
    return written;
  }

  byte[] lower() {
    return lower;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof FieldName that && text.equalsIgnoreCase(that.text);
  }

  @Override
  public int hashCode() {
    return text.toLowerCase(Locale.ROOT).hashCode();
  }
}
