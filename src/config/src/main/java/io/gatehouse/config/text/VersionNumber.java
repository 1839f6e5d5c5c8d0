package io.gatehouse.config.text;

import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A version of HAProxy, {@code a.b.c.d-devE-...-F}: missing numbers are zero, a {@code dev} comes
 * before an {@code rc} or {@code pre}, which come before the release.
 */
record VersionNumber(int[] parts) implements Comparable<VersionNumber> {

  private static final Pattern NUMBERS =
      Pattern.compile("(\\d{0,9})(?:\\.(\\d{0,9}))?(?:\\.(\\d{0,9}))?(?:\\.(\\d{0,9}))?(?:-(.*))?");
  private static final Pattern TAG = Pattern.compile("(dev|rc|pre)(\\d{0,9})(?:-(.*))?");

  private static final int RELEASE = 3;

  /** Nothing when the text is no version. */
  static Optional<VersionNumber> parse(String text) {
    Matcher numbers = NUMBERS.matcher(text);
    if (text.isEmpty() || !numbers.matches()) {
      return Optional.empty();
    }
    int[] parts = new int[7];
    for (int i = 0; i < 4; i++) {
      parts[i] = number(numbers.group(i + 1));
    }
    parts[4] = RELEASE;
    String rest = numbers.group(5);
    Matcher tag = TAG.matcher(rest == null ? "" : rest);
    if (tag.matches()) {
      parts[4] = tag.group(1).equals("dev") ? 1 : 2;
      parts[5] = number(tag.group(2));
      rest = tag.group(3);
    } else if (rest != null
        && (rest.startsWith("dev") || rest.startsWith("rc") || rest.startsWith("pre"))) {
      return Optional.empty();
    }
    return commit(rest, parts);
  }

  /** The number behind the last dash; text there counts as zero. */
  private static Optional<VersionNumber> commit(@Nullable String rest, int[] parts) {
    if (rest != null) {
      String last = rest.substring(rest.lastIndexOf('-') + 1);
      if (last.isEmpty() && rest.endsWith("-")) {
        return Optional.empty();
      }
      parts[6] = last.matches("\\d{1,9}") ? Integer.parseInt(last) : 0;
    }
    return Optional.of(new VersionNumber(parts));
  }

  private static int number(@Nullable String digits) {
    return digits == null || digits.isEmpty() ? 0 : Integer.parseInt(digits);
  }

  @Override
  public int compareTo(VersionNumber other) {
    return Arrays.compare(parts, other.parts);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof VersionNumber that && Arrays.equals(parts, that.parts);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(parts);
  }
}
