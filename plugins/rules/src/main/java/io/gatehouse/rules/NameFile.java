package io.gatehouse.rules;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;

/** A list of names beside a class: each line a name, a blank and what is said of it. */
public final class NameFile {
  private NameFile() {}

  public static Map<String, String> read(Class<?> beside, String file) {
    Map<String, String> names = new TreeMap<>();
    try (InputStream in = beside.getResourceAsStream(file)) {
      if (in == null) {
        throw new IllegalStateException(file + " is missing from the jar");
      }
      new String(in.readAllBytes(), StandardCharsets.US_ASCII)
          .lines()
          .filter(line -> !line.startsWith("#"))
          .forEach(
              line -> {
                int blank = line.indexOf(' ');
                names.put(line.substring(0, blank), line.substring(blank + 1));
              });
      return names;
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
