package io.gatehouse.config;

import io.gatehouse.config.haproxy.HaproxyLanguage;
import io.gatehouse.config.keepalived.KeepalivedLanguage;
import io.gatehouse.config.text.ConfigSource;
import java.util.Set;

/** The languages of configuration files; which one a file is in is told by what it says. */
public enum Language {
  HAPROXY,
  KEEPALIVED;

  private static final String UTF8_MARK = "\u00ef\u00bb\u00bf";

  /** By the first line that only one of them has; HAProxy's when there is none. */
  public static Language of(ConfigSource source) {
    Set<String> theirs = KeepalivedLanguage.sectionNames();
    Set<String> ours = HaproxyLanguage.sectionNames();
    String content = source.content();
    String text = content.startsWith(UTF8_MARK) ? content.substring(3) : content;
    for (String raw : (Iterable<String>) text.lines()::iterator) {
      String line = raw.strip();
      if (line.isEmpty() || line.startsWith("#")) {
        continue;
      }
      String word = line.split("[\\s{]", 2)[0];
      if (ours.contains(word) || word.startsWith(".")) {
        return HAPROXY;
      }
      if ("!$@~".indexOf(line.charAt(0)) >= 0
          || theirs.contains(word)
          || line.endsWith("{")
          || word.matches("include[rmwba]?")) {
        return KEEPALIVED;
      }
    }
    return HAPROXY;
  }
}
