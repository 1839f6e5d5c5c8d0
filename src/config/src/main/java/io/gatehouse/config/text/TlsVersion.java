package io.gatehouse.config.text;

import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A version of OpenSSL: {@code 3.0.2}, {@code 1.1.1w} or {@code 3.5.0-beta1}. */
record TlsVersion(int[] parts) implements Comparable<TlsVersion> {

  private static final Pattern FORM =
      Pattern.compile(
          "(\\d{1,2})\\.(\\d{1,3})\\.(\\d{1,3})(?:(-beta(\\d{1,2}))|(-.*)|([A-Za-z]*))");

  private static final int RELEASE = 15;

  static Optional<TlsVersion> parse(String text) {
    Matcher m = FORM.matcher(text);
    if (!m.matches()) {
      return Optional.empty();
    }
    int[] parts = new int[5];
    for (int i = 0; i < 3; i++) {
      parts[i] = Integer.parseInt(m.group(i + 1));
    }
    String letters = m.group(7) == null ? "" : m.group(7).toLowerCase(java.util.Locale.ROOT);
    for (int i = 0; i < letters.length(); i++) {
      parts[3] += letters.charAt(i) - 'a' + (i == 0 ? 1 : 0);
    }
    String beta = m.group(5);
    String development = m.group(6);
    parts[4] = beta != null ? Integer.parseInt(beta) : development != null ? 0 : RELEASE;
    boolean fits = parts[0] <= 15 && parts[1] <= 255 && parts[2] <= 255 && parts[4] <= RELEASE;
    return fits ? Optional.of(new TlsVersion(parts)) : Optional.empty();
  }

  @Override
  public int compareTo(TlsVersion other) {
    return Arrays.compare(parts, other.parts);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof TlsVersion that && Arrays.equals(parts, that.parts);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(parts);
  }
}
