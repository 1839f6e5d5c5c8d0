package io.gatehouse.rules.fetch;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A name as bytes for comparing, equal to another by its text. */
final class Name {
  final byte[] bytes;
  private final String text;

  private Name(String text) {
    this.text = text;
    this.bytes = text.getBytes(ISO_8859_1);
  }

  static Name exact(String text) {
    return new Name(text);
  }

  static Name lowerCase(String text) {
    return new Name(text.toLowerCase(Locale.ROOT));
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Name that && text.equals(that.text);
  }

  @Override
  public int hashCode() {
    return text.hashCode();
  }

  @Override
  public String toString() {
    return text;
  }
}
