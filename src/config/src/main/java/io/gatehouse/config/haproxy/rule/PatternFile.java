package io.gatehouse.config.haproxy.rule;

import io.gatehouse.model.MapFile;
import io.gatehouse.model.Pattern;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A file of patterns, one a line ({@code -f}, manual section 7.1). {@code opt@} marks a file that
 * may be missing, {@code virt@} a list that begins empty; both may be filled at run time.
 */
final class PatternFile {
  private PatternFile() {}

  /** Reads a map: a key up to the first blank, then the value without the blanks around it. */
  static List<MapFile.Entry> entries(String name, PatternReader reader) throws BadPattern {
    List<MapFile.Entry> entries = new ArrayList<>();
    int number = 0;
    for (String line : lines(name)) {
      number++;
      String key = pattern(line, true);
      if (key.isEmpty()) {
        continue;
      }
      String rest = pattern(line, false);
      String value = rest.substring(key.length()).strip();
      try {
        entries.add(new MapFile.Entry(reader.read(key), value));
      } catch (BadPattern bad) {
        throw new BadPattern("%s:%d: %s".formatted(name, number, bad.reason()));
      }
    }
    return entries;
  }

  /**
   * Reads all of it.
   *
   * @param map whether each line is a map's: the pattern ends at the first blank
   */
  static List<Pattern> read(String name, PatternReader reader, boolean map) throws BadPattern {
    List<Pattern> patterns = new ArrayList<>();
    int number = 0;
    for (String line : lines(name)) {
      number++;
      String text = pattern(line, map);
      if (text.isEmpty()) {
        continue;
      }
      try {
        patterns.add(reader.read(text));
      } catch (BadPattern bad) {
        throw new BadPattern("%s:%d: %s".formatted(name, number, bad.reason()));
      }
    }
    return patterns;
  }

  private static String pattern(String line, boolean map) {
    if (line.startsWith("#")) {
      return "";
    }
    int from = 0;
    while (from < line.length() && isBlank(line.charAt(from))) {
      from++;
    }
    int end = line.indexOf('\r', from);
    String text = line.substring(from, end < 0 ? line.length() : end);
    if (map) {
      int blank = 0;
      while (blank < text.length() && !isBlank(text.charAt(blank))) {
        blank++;
      }
      return text.substring(0, blank);
    }
    return text;
  }

  private static boolean isBlank(char c) {
    return c == ' ' || c == '\t';
  }

  private static String[] lines(String name) throws BadPattern {
    if (name.startsWith("virt@")) {
      return new String[0];
    }
    boolean optional = name.startsWith("opt@");
    String path =
        optional ? name.substring(4) : name.startsWith("file@") ? name.substring(5) : name;
    try {
      return Files.readString(Path.of(path), StandardCharsets.ISO_8859_1).split("\n", -1);
    } catch (NoSuchFileException missing) {
      if (optional) {
        return new String[0];
      }
      throw new BadPattern("pattern file '%s' does not exist".formatted(path));
    } catch (IOException unreadable) {
      throw new BadPattern("pattern file '%s' cannot be read: %s".formatted(path, unreadable));
    }
  }
}
