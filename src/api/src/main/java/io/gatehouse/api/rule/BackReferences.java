package io.gatehouse.api.rule;

import io.gatehouse.api.ByteSink;
import java.util.regex.MatchResult;

/** Replacements of regular expressions as HAProxy writes them. Pure. */
public final class BackReferences {
  private BackReferences() {}

  /** Writes {@code form} with {@code \0} to {@code \9} and {@code \xHH} replaced. */
  public static void expand(String form, MatchResult match, ByteSink out) {
    for (int i = 0; i < form.length(); i++) {
      char c = form.charAt(i);
      if (c != '\\' || i + 1 == form.length()) {
        out.add((byte) c);
        continue;
      }
      char next = form.charAt(++i);
      int digit = next - '0';
      if (digit >= 0 && digit <= 9) {
        String group = digit <= match.groupCount() ? match.group(digit) : null;
        out.add(group == null ? "" : group);
      } else if (next == 'x' && i + 2 < form.length()) {
        int high = Character.digit(form.charAt(i + 1), 16);
        int low = Character.digit(form.charAt(i + 2), 16);
        out.add((byte) (high << 4 | low));
        i += 2;
      } else {
        out.add((byte) next);
      }
    }
  }
}
